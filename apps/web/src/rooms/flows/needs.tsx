/** Needs and offers: all of them, however many, what lapses first on top. */
import type { IntentRow } from '@commune/commune'
import { createMemo, createSignal, For, type JSX } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { glyphFor } from '../../drawing/glyphs/glyph.ts'
import { PagedList } from '../../parts/paged-list.tsx'
import { Row } from '../../parts/row.tsx'
import { Find } from '../../parts/find.tsx'
import { standingOf } from '../../telling/standing.ts'
import { plainOf, strong } from '../../telling/strong.ts'
import { untilWords } from '../../telling/when.ts'
import { table } from './scenery.ts'

/** As many as the table has room for. */
const laidMax = 24
const shows = ['all', 'needs', 'offers', 'over'] as const

export default function Needs(props: { readonly kind?: 'need' | 'offer' | undefined }): JSX.Element {
  const { t, watch } = useCommune()
  const [over, setOver] = createSignal(false)
  const [text, setText] = createSignal('')
  const shown = () => (over() ? 'over' : props.kind === 'need' ? 'needs' : props.kind === 'offer' ? 'offers' : 'all')
  const show = (which: (typeof shows)[number]): void => {
    setOver(which === 'over')
    if (which !== 'over') location.hash = linkTo({ room: 'needs', ...(which === 'needs' ? { kind: 'need' } : which === 'offers' ? { kind: 'offer' } : {}) })
  }
  const params = () => ({
    ...(props.kind && !over() && { kind: props.kind }), ...(over() && { show: 'over' as const }), ...(text() && { text: text() })
  })
  const some = watch('intents', () => ({ limit: laidMax }))
  const laid = createMemo(() => (valueOf(some())?.rows ?? []).map((row) => ({ glyph: glyphFor(row.thing), lacking: row.kind === 'need' })))
  return (
    <Room title={t('web.nav.needs')} second={t('web.needs.second')} room="needs" scenery={table(laid())}>
      <div class="tools">
        <div class="tabs" role="group" aria-label={t('web.needs.show')}>
          <For each={shows}>{(which) => <button type="button" class="tab" aria-pressed={shown() === which} onClick={() => show(which)}>{t(`web.needs.${which}`)}</button>}</For>
        </div>
        <Find label={t('web.needs.find')} onFind={setText} />
      </div>
      <PagedList
        ask="intents" params={params()} label={t('web.needs.list')}
        empty={<p class="quiet">{t(text() ? 'web.needs.none-found' : 'web.needs.none')}</p>}
        row={(row, place) => <IntentListRow row={row} place={place} />}
      />
    </Room>
  )
}

export function IntentListRow(props: { readonly row: IntentRow; readonly place?: { readonly at: number; readonly of: number } }): JSX.Element {
  const { t, words, called, nowMs, self } = useCommune()
  const sentence = (): string => {
    const { row } = props
    const what = words.say(row.what)
    const where = row.place === undefined ? '' : t('web.place.at', { place: row.place })
    return t(`web.needs.${row.kind}`, { what: strong(`${what.charAt(0).toUpperCase()}${what.slice(1)}:`), who: called(row.ware), where })
  }
  const second = (): string => {
    const { row } = props
    const state = words.say(standingOf(row, self()?.ware))
    if (row.untilMs === undefined || row.state === 'lapsed') return state
    const until = words.say(untilWords(row.untilMs, nowMs()))
    return `${state} ${until.charAt(0).toUpperCase()}${until.slice(1)}.`
  }
  return (
    <Row
      sign={glyphFor(props.row.thing)} sentence={sentence()} second={second()} known={props.row.id} {...(props.place && { place: props.place })}
      acts={[{ words: t('web.place.act.look'), href: linkTo({ room: 'need', id: props.row.id }), about: plainOf(sentence()) }]}
    />
  )
}
