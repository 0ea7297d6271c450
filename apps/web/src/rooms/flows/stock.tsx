/** What is here, place by place. Only the device that holds a portion says what leaves it. */
import type { StockLine, StockPlace } from '@commune/commune'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { valueOf } from '../../app/watching.ts'
import { glyphFor } from '../../drawing/glyphs/glyph.ts'
import { Sign } from '../../drawing/map/Sign.tsx'
import { Find } from '../../parts/find.tsx'
import { More } from '../../parts/more.tsx'
import { shelfWith } from './scenery.ts'
import { StockForm } from './stock-form.tsx'
import { Portion } from './portion.tsx'

/** Lines of one place that are shown before one asks for more. */
const linesShown = 40

export default function Stock(): JSX.Element {
  const { watch, t } = useCommune()
  const [text, setText] = createSignal('')
  const answer = watch('stock', () => (text() ? { text: text() } : {}))
  const places = createMemo(() => valueOf(answer()) ?? [])
  const drawn = createMemo(() => places().flatMap(({ lines }) => lines).slice(0, 12).map(({ thing, portions }) => ({ glyph: glyphFor(thing), count: Math.min(8, 2 + portions.length * 2) })))
  return (
    <Room title={t('web.nav.stock')} second={t('web.stock.second')} room="stock" scenery={shelfWith(drawn())}>
      <div class="tools"><StockForm /><Find label={t('web.stock.find')} onFind={setText} /></div>
      <Show when={answer()}>
        <For each={places()} fallback={<p class="quiet">{t(text() ? 'web.needs.none-found' : 'web.stock.none')}</p>}>{(place) => <OnePlace place={place} />}</For>
      </Show>
    </Room>
  )
}

function OnePlace(props: { readonly place: StockPlace }): JSX.Element {
  const { t } = useCommune()
  return (
    <section class="stock-place">
      <h2>{props.place.place ?? t('web.stock.nowhere')}</h2>
      <More each={props.place.lines} step={linesShown}>{(line) => <Line line={line} />}</More>
    </section>
  )
}

function Line(props: { readonly line: StockLine }): JSX.Element {
  return (
    <li class="row">
      <Sign name={glyphFor(props.line.thing)} />
      <div class="row-words">
        <Show when={props.line.portions.length === 1} fallback={<LineOfSeveral line={props.line} />}><Portion portion={props.line.portions[0]!} alone /></Show>
      </div>
    </li>
  )
}

function LineOfSeveral(props: { readonly line: StockLine }): JSX.Element {
  const { words } = useCommune()
  return (
    <>
      <p><b>{words.say(props.line.words)}</b></p>
      <For each={props.line.portions}>{(portion) => <Portion portion={portion} />}</For>
    </>
  )
}
