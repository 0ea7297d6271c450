/**
 * A list of any length. Rows come in blocks, and blocks in stretches; each is watched and drawn while it is near what one sees,
 * and is an empty box of its own height otherwise, so that ten thousand rows cost no more than a hundred. What holds the focus
 * stays.
 *
 * For those who do not see it, every row says which of how many it is.
 */
import type { Page } from '@commune/commune'
import type { AskName, Asks, Outcome } from '@commune/peer'
import { type Accessor, createEffect, createMemo, createSignal, For, Index, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { useCommune } from '../app/commune.tsx'
import { valueOf } from '../app/watching.ts'

/** So few that the slowest phone draws a block between two frames. */
const blockRows = 3
const stretchRows = blockRows * 40
/** What a row is taken to be high until its block was seen. */
const rowPx = 84
/** What lies this far outside of what is seen is drawn already. */
const aheadPx = 500

type PageAsk = 'intents' | 'ideas'
type RowOf<K extends PageAsk> = Asks[K][1] extends Page<infer Row> ? Row : never

interface ListProps<K extends PageAsk & AskName> {
  readonly ask: K
  readonly params: Omit<Asks[K][0], 'world' | 'offset' | 'limit'>
  readonly row: (row: RowOf<K>, place: { readonly at: number; readonly of: number }) => JSX.Element
}

export function PagedList<K extends PageAsk & AskName>(props: ListProps<K> & { readonly empty: JSX.Element; readonly label: string }): JSX.Element {
  const { watch } = useCommune()
  const first = watch(props.ask, () => ({ ...props.params, offset: 0, limit: 1 }) as never)
  // What was found stays until what is looked for now has come: nothing is taken down only to be put up again.
  const total = createMemo<number | undefined>((before) => valueOf(first() as Outcome<Page<unknown>> | undefined)?.total ?? before)
  return (
    <Show when={total() !== 0} fallback={props.empty}>
      <div ref={followFocus} role="list" class="rows" aria-label={props.label} aria-busy={total() === undefined}>
        <Parts from={0} to={total() ?? 0} each={stretchRows}>
          {(from, to, drawn) => {
            drawn()
            return <Parts from={from} to={to()} each={blockRows}>{(at, until, shown) => <Rows {...props} from={at} to={until()} total={total() ?? 0} onDrawn={shown} />}</Parts>
          }}
        </Parts>
      </div>
    </Show>
  )
}

type PartOf = (from: number, to: Accessor<number>, drawn: () => void) => JSX.Element

/** A run of rows, cut into parts that are there while they are near. */
function Parts(props: { readonly from: number; readonly to: number; readonly each: number; readonly children: PartOf }): JSX.Element {
  const parts = createMemo(() => Array.from({ length: Math.ceil((props.to - props.from) / props.each) }, (_, i) => props.from + i * props.each))
  return <Index each={parts()}>{(from) => <Near from={from()} to={Math.min(props.to, from() + props.each)}>{props.children}</Near>}</Index>
}

function Near(props: { readonly from: number; readonly to: number; readonly children: PartOf }): JSX.Element {
  const [near, setNear] = createSignal(props.from === 0)
  const [drawn, setDrawn] = createSignal(false)
  const [heightPx, setHeightPx] = createSignal(0)
  let box!: HTMLDivElement
  const look = (isNear: boolean, highPx: number): void => {
    if (isNear === near() || (!isNear && box.contains(document.activeElement))) return
    if (!isNear) {
      setHeightPx(drawn() ? highPx : 0)
      setDrawn(false)
    }
    setNear(isNear)
  }
  onMount(() => {
    let stop = (): void => {}
    // A room that was still loading is on the page only in the next frame.
    const frame = requestAnimationFrame(() => { stop = whenNear(box, look) })
    onCleanup(() => {
      cancelAnimationFrame(frame)
      stop()
    })
  })
  return (
    <div ref={box} role="presentation" class="block" style={{ 'min-height': drawn() ? undefined : `${heightPx() || (props.to - props.from) * rowPx}px` }}>
      <Show when={near()}>{props.children(props.from, () => props.to, () => setDrawn(true))}</Show>
    </div>
  )
}

function Rows<K extends PageAsk & AskName>(props: ListProps<K> & { readonly from: number; readonly to: number; readonly total: number; readonly onDrawn: () => void }): JSX.Element {
  const { watch } = useCommune()
  const answer = watch(props.ask, () => ({ ...props.params, offset: props.from, limit: props.to - props.from }) as never) as Accessor<Outcome<Page<RowOf<K>>> | undefined>
  const rows = inItsFrame(createMemo<readonly RowOf<K>[]>((before) => valueOf(answer())?.rows ?? before, []), props.from === 0)
  createEffect(() => {
    if (rows().length > 0) props.onDrawn()
    standAgain()
  })
  return <For each={rows()}>{(row, index) => props.row(row, { at: props.from + index() + 1, of: props.total })}</For>
}

/** Rows that came and wait to be drawn: those of one block a frame, so that no frame is long however fast one scrolls. */
const waiting = new Set<() => void>()
let isDrawing = false

const drawOneAFrame = (): void => {
  const [next] = waiting
  isDrawing = next !== undefined
  if (!next) return
  waiting.delete(next)
  requestAnimationFrame(drawOneAFrame)
  next()
}

/** The same, when it is its turn; what has left before is not drawn at all. */
function inItsFrame<T>(rows: Accessor<readonly T[]>, atOnce: boolean): Accessor<readonly T[]> {
  const [shown, setShown] = createSignal<readonly T[]>([])
  const draw = (): void => void setShown(rows())
  createEffect(() => {
    const came = rows()
    if (atOnce || came.length === 0) return draw()
    waiting.add(draw)
    if (isDrawing) return
    isDrawing = true
    requestAnimationFrame(drawOneAFrame)
  })
  onCleanup(() => waiting.delete(draw))
  return shown
}

/** How high a part is comes with what the watcher saw: asking for it would lay out the page in between. */
type Tell = (isNear: boolean, highPx: number) => void

/** What each watched part is told, and one watcher for each thing that scrolls: the words of a sheet, or the page. */
const told = new Map<Element, Tell>()
const watchers = new Map<Element | null, IntersectionObserver>()

function tellAll(seen: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting, boundingClientRect } of seen) told.get(target)?.(isIntersecting, boundingClientRect.height)
}

function whenNear(element: Element, tell: Tell): () => void {
  // Margins count only from the edge of what scrolls.
  const sheet = element.closest('.paper-words')
  const root = sheet && getComputedStyle(sheet).overflowY === 'auto' ? sheet : null
  const watcher = watchers.get(root) ?? new IntersectionObserver(tellAll, { root, rootMargin: `${aheadPx}px 0px` })
  watchers.set(root, watcher)
  told.set(element, tell)
  watcher.observe(element)
  return () => {
    told.delete(element)
    watcher.unobserve(element)
    if (root?.isConnected === false) watchers.delete(root)
  }
}

/** Which row of a list holds the focus, and which of its links: also when that row is just being drawn in another block. */
let standing: { readonly list: HTMLElement; readonly known: string; readonly nth: number } | undefined

const linksOf = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('a, button')]

function followFocus(list: HTMLElement): void {
  list.addEventListener('focusin', ({ target }) => {
    const row = (target as Element).closest<HTMLElement>('[data-known]')
    standing = row?.dataset['known'] === undefined ? undefined : { list, known: row.dataset['known'], nth: linksOf(row).indexOf(target as HTMLElement) }
  })
  // Whoever goes away does so from something that is still there.
  list.addEventListener('focusout', ({ target }) => queueMicrotask(() => { if ((target as Element).isConnected) standing = undefined }))
}

function standAgain(): void {
  if (!standing || document.activeElement !== document.body) return
  const row = standing.list.querySelector(`[data-known="${CSS.escape(standing.known)}"]`)
  if (row) linksOf(row)[standing.nth]?.focus({ preventScroll: true })
}
