/** Search over everything that is here: wares, needs, offers, stock, pages. Works alone, like everything else. */
import type { SearchHit } from '@commune/peer'
import { createMemo, createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo, type Route } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { glyphFor, type GlyphName } from '../../drawing/glyphs/glyph.ts'
import { Find } from '../../parts/find.tsx'
import { More } from '../../parts/more.tsx'
import { Row } from '../../parts/row.tsx'
import { strong } from '../../telling/strong.ts'

const hitsMax = 50

export default function Search(props: { readonly text: string }): JSX.Element {
  const { t, watch } = useCommune()
  const [text, setText] = createSignal(props.text)
  const answer = watch('search', () => (text() === '' ? undefined : { text: text(), limit: hitsMax }))
  // What was found stays until what is looked for now has come.
  const hits = createMemo<readonly SearchHit[]>((before) => (text() === '' ? [] : (valueOf(answer()) ?? before)), [])
  const find = (wanted: string): void => {
    setText(wanted)
    history.replaceState(null, '', linkTo({ room: 'search', text: wanted }))
  }
  return (
    <Room title={t('web.search.title')} second={t('web.search.second')} room={undefined}>
      <Find label={t('web.search.field')} value={props.text} onFind={find} />
      <Show when={text() !== '' && (answer() !== undefined || hits().length > 0)}>
        <p class="second" role="status">{hits().length === 0 ? t('web.search.none') : t('web.search.found', { n: hits().length })}</p>
        <More each={hits()} step={hitsMax}>{(hit) => <Hit hit={hit} />}</More>
      </Show>
    </Room>
  )
}

function Hit(props: { readonly hit: SearchHit }): JSX.Element {
  const { t } = useCommune()
  const to = (): Route => {
    const { kind, id } = props.hit
    if (kind === 'idea') return { room: 'idea', id }
    if (kind === 'ware') return { room: 'ware', id }
    return kind === 'stock' ? { room: 'stock' } : { room: 'need', id }
  }
  const sign = (): GlyphName => (props.hit.kind === 'idea' ? 'page' : props.hit.kind === 'ware' ? 'person' : glyphFor(props.hit.title))
  const title = (): string => props.hit.title || t('ideas.untitled')
  return (
    <Row
      sign={sign()} sentence={`${strong(title())}, ${t(`web.search.kind.${props.hit.kind}`)}.`} second={props.hit.start.slice(0, 160) || undefined}
      acts={[{ words: t('web.place.act.look'), href: linkTo(to()), about: title() }]}
    />
  )
}
