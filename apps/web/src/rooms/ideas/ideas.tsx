/** The ideas garden: plants on the land, and on the sheet the list, a page, its versions, or the desk to write at. */
import type { IdeaRow } from '@commune/commune'
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo, type Route } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { Find } from '../../parts/find.tsx'
import { PagedList } from '../../parts/paged-list.tsx'
import { Row } from '../../parts/row.tsx'
import { strong } from '../../telling/strong.ts'
import { garden } from './garden.ts'
import { IdeaPageView } from './page.tsx'
import { Versions } from './versions.tsx'
import { Desk } from './desk.tsx'
import { Writing } from './writing.tsx'

type IdeasRoute = Extract<Route, { room: 'ideas' | 'idea' | 'write' | 'versions' | 'plant' }>

export default function Ideas(props: { readonly route: IdeasRoute }): JSX.Element {
  const { watch, t } = useCommune()
  const near = watch('ideas', () => ({ limit: 11 }))
  const rows = createMemo(() => valueOf(near())?.rows ?? [])
  const id = () => ('id' in props.route ? props.route.id : undefined)
  return (
    <Room title={t('web.ideas.title')} second={t('web.ideas.second')} room="ideas" scenery={garden(rows(), id())} wideLand>
      <Switch fallback={<List />}>
        <Match when={props.route.room === 'idea' && props.route}>{(route) => <IdeaPageView id={route().id} />}</Match>
        <Match when={props.route.room === 'write' && props.route}>{(route) => <Show when={route().id} keyed>{(page) => <Writing id={page} />}</Show>}</Match>
        <Match when={props.route.room === 'versions' && props.route}>{(route) => <Versions id={route().id} />}</Match>
        <Match when={props.route.room === 'plant' && props.route}>{(route) => <Desk title={route().title ?? ''} />}</Match>
      </Switch>
    </Room>
  )
}

function List(): JSX.Element {
  const { t, watch } = useCommune()
  const [text, setText] = createSignal('')
  const [tag, setTag] = createSignal<string>()
  const some = watch('ideas', () => ({ limit: 200 }))
  const tags = createMemo(() => mostUsed(valueOf(some())?.rows ?? []))
  return (
    <>
      <div class="tools">
        <a class="act act-second" href={linkTo({ room: 'plant' })}>{t('web.ideas.plant')}</a>
        <Find label={t('web.ideas.find')} onFind={setText} />
      </div>
      <Show when={tags().length > 0}>
        <div class="tabs tags" role="group" aria-label={t('web.ideas.tags')}>
          <button type="button" class="tab" aria-pressed={tag() === undefined} onClick={() => setTag(undefined)}>{t('web.ideas.all')}</button>
          <For each={tags()}>{(each) => <button type="button" class="tab" aria-pressed={tag() === each} onClick={() => setTag(each)}>{each}</button>}</For>
        </div>
      </Show>
      <PagedList
        ask="ideas" label={t('web.ideas.list')} params={{ ...(text() && { text: text() }), ...(tag() !== undefined && { tag: tag()! }) }}
        empty={<p class="quiet">{t(text() || tag() ? 'web.needs.none-found' : 'web.ideas.none')}</p>}
        row={(row, place) => <IdeaListRow row={row} place={place} />}
      />
    </>
  )
}

export function IdeaListRow(props: { readonly row: IdeaRow; readonly place?: { readonly at: number; readonly of: number } }): JSX.Element {
  const { t } = useCommune()
  const title = (): string => props.row.title || t('ideas.untitled')
  return (
    <Row
      sign={props.row.title === '' ? 'seed' : 'page'} sentence={strong(title())} second={props.row.start.slice(0, 160) || undefined} known={props.row.id} {...(props.place && { place: props.place })}
      acts={[{ words: t('web.place.act.read'), href: linkTo({ room: 'idea', id: props.row.id }), about: title() }]}
    />
  )
}

const tagsShown = 8

/** Tags by how many of the pages looked at have them; a way to find, no rank of pages. */
const mostUsed = (rows: readonly IdeaRow[]): readonly string[] => {
  const counts = new Map<string, number>()
  for (const row of rows) for (const tag of row.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, tagsShown).map(([tag]) => tag)
}
