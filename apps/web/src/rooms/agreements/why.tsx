/** Why it acts or rests now: a branch with a twig for each reading, and beside each leaf what it says. */
import type { WhyRow } from '@commune/peer'
import { createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { type Reading, leafEnd, whyBranch } from '../../drawing/agreements/why.ts'
import type { Points } from '../../telling/points.ts'
import { whyTold } from '../../telling/why.ts'

/** Words begin behind the leaf of their twig; deeper ones further in, as far as there is room. */
const depthShown = 1
const rootPx = 26
const leafGapPx = 12

export function WhyTree(props: { readonly row: WhyRow; readonly points: Points; readonly higher?: JSX.Element }): JSX.Element {
  const { words, nowMs, t } = useCommune()
  const told = createMemo(() => whyTold(props.row.why, props.points, words, nowMs()))
  let list!: HTMLUListElement
  const [heights, setHeights] = createSignal<{ readonly tops: readonly number[]; readonly height: number }>({ tops: [], height: 0 }, { equals: (a, b) => a.height === b.height && a.tops.join() === b.tops.join() })
  const measure = (): void => void setHeights({ tops: [...list.children].map((each) => (each as HTMLElement).offsetTop), height: list.offsetHeight })
  onMount(() => {
    const watch = new ResizeObserver(measure)
    watch.observe(list)
    onCleanup(() => watch.disconnect())
  })
  const readings = createMemo<readonly Reading[]>(() => {
    const { tops } = heights()
    return told().lines.flatMap((line, i): Reading[] => (tops[i] === undefined ? [] : [{ y: tops[i]! + 14, depth: Math.min(depthShown, line.depth), answer: line.answer }]))
  })
  const branch = createMemo(() => (readings().length === 0 ? '' : whyBranch(readings(), heights().height + rootPx)))
  return (
    <div class="why-tree">
      <p class="why-heading">{words.say(told().heading)}</p>
      <div class="why-branch">
        <svg class="drawn why-drawn" aria-hidden="true" width="240" height={heights().height + rootPx + 16} innerHTML={branch()} />
        <ul ref={list} class="why-lines">
          <For each={told().lines}>
            {(line) => (
              <li class="why-line" style={{ 'padding-left': `${leafEnd(Math.min(depthShown, line.depth)) + leafGapPx}px` }}>
                <b>{words.say(line.words)}</b>
                <Show when={line.more}>{(more) => <span>{words.say(more())}</span>}</Show>
              </li>
            )}
          </For>
        </ul>
      </div>
      <Show when={props.higher}>{(higher) => <p class="why-higher">{higher()}</p>}</Show>
      <Show when={props.row.waitsUntilMs !== undefined && props.row.waitsUntilMs > nowMs()}><p>{t('web.why.waits', { time: { key: 'web.time.seconds', params: { n: Math.ceil((props.row.waitsUntilMs! - nowMs()) / 1_000) } } })}</p></Show>
    </div>
  )
}
