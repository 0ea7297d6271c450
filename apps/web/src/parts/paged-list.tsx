/**
 * A list of any length. Rows come in blocks; a block is watched and drawn while it is near what one sees, and is an empty box of
 * its own height otherwise, so that ten thousand rows cost no more than a hundred. A block that holds the focus stays.
 *
 * For those who do not see it, every row says which of how many it is.
 */
import type { Page } from '@commune/commune'
import type { AskName, Asks, Outcome } from '@commune/peer'
import { type Accessor, createEffect, createMemo, createSignal, For, Index, type JSX, on, onCleanup, onMount, Show } from 'solid-js'
import { useCommune } from '../app/commune.tsx'
import { valueOf } from '../app/watching.ts'

export const blockRows = 10
/** What a row is taken to be high until its block was seen. */
const rowPx = 84
/** Blocks this far outside of what is seen are drawn already. */
const aheadPx = 500

type PageAsk = 'intents' | 'ideas'
type RowOf<K extends PageAsk> = Asks[K][1] extends Page<infer Row> ? Row : never

export function PagedList<K extends PageAsk & AskName>(props: {
  readonly ask: K
  readonly params: Omit<Asks[K][0], 'world' | 'offset' | 'limit'>
  readonly row: (row: RowOf<K>, place: { readonly at: number; readonly of: number }) => JSX.Element
  readonly empty: JSX.Element
  readonly label: string
}): JSX.Element {
  const { watch } = useCommune()
  const first = watch(props.ask, () => ({ ...props.params, offset: 0, limit: 1 }) as never)
  const total = createMemo(() => (valueOf(first() as Outcome<Page<unknown>> | undefined)?.total ?? undefined))
  const blocks = createMemo(() => Array.from({ length: Math.ceil((total() ?? 0) / blockRows) }, (_, i) => i))
  return (
    <Show when={total() !== 0} fallback={props.empty}>
      <div role="list" class="rows" aria-label={props.label} aria-busy={total() === undefined}>
        <Index each={blocks()}>{(block) => <Block ask={props.ask} params={props.params} row={props.row} block={block()} total={total() ?? 0} />}</Index>
      </div>
    </Show>
  )
}

function Block<K extends PageAsk>(props: {
  readonly ask: K
  readonly params: Omit<Asks[K][0], 'world' | 'offset' | 'limit'>
  readonly row: (row: RowOf<K>, place: { readonly at: number; readonly of: number }) => JSX.Element
  readonly block: number
  readonly total: number
}): JSX.Element {
  const { watch } = useCommune()
  const rowsHere = (): number => Math.min(blockRows, props.total - props.block * blockRows)
  const [near, setNear] = createSignal(props.block === 0)
  const [heightPx, setHeightPx] = createSignal(0)
  let box!: HTMLDivElement
  const look = (isNear: boolean): void => {
    if (!isNear && box.contains(document.activeElement)) return
    if (!isNear && near()) setHeightPx(box.offsetHeight)
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
  const answer = watch(props.ask, () => (near() ? ({ ...props.params, offset: props.block * blockRows, limit: blockRows } as never) : undefined)) as Accessor<Outcome<Page<RowOf<K>>> | undefined>
  const rows = createMemo(() => valueOf(answer())?.rows ?? [])
  createEffect(on(rows, (now) => now.length > 0 && setHeightPx(0), { defer: true }))
  return (
    <div ref={box} role="presentation" class="block" style={{ 'min-height': rows().length > 0 ? undefined : `${heightPx() || rowsHere() * rowPx}px` }}>
      <Show when={rows().length > 0}>
        <div role="presentation" class="rows">
          <For each={rows()}>{(row, index) => props.row(row, { at: props.block * blockRows + index() + 1, of: props.total })}</For>
        </div>
      </Show>
    </div>
  )
}

/** What each watched block is told, and one watcher for each thing that scrolls: the words of a sheet, or the page. */
const told = new Map<Element, (isNear: boolean) => void>()
const watchers = new Map<Element | null, IntersectionObserver>()

function whenNear(element: Element, tell: (isNear: boolean) => void): () => void {
  // Margins count only from the edge of what scrolls.
  const sheet = element.closest('.paper-words')
  const root = sheet && getComputedStyle(sheet).overflowY === 'auto' ? sheet : null
  const watcher = watchers.get(root) ?? new IntersectionObserver((seen) => { for (const { target, isIntersecting } of seen) told.get(target)?.(isIntersecting) }, { root, rootMargin: `${aheadPx}px 0px` })
  watchers.set(root, watcher)
  told.set(element, tell)
  watcher.observe(element)
  return () => {
    told.delete(element)
    watcher.unobserve(element)
    if (root?.isConnected === false) watchers.delete(root)
  }
}
