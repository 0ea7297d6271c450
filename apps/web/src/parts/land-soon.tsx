/** Land behind a page of which nothing is known yet: bare ground first, and drawn when the words have been painted. */
import { type Accessor, createMemo, type JSX, untrack } from 'solid-js'
import { useCommune } from '../app/commune.tsx'
import { later } from '../app/later.ts'
import type { Frame } from '../drawing/layout/frame.ts'

export function LandSoon(props: { readonly frame: Frame; readonly seed: string; readonly class?: string; readonly when?: Accessor<boolean> }): JSX.Element {
  const { nowMs } = useCommune()
  const scenery = later(() => import('./scenery.ts'), props.when)
  const land = createMemo(() => scenery()?.landWith(props.frame, props.seed, untrack(nowMs)) ?? '')
  return <svg class={`land land-soon ${props.class ?? ''}`} aria-hidden="true" width={props.frame.width} height={props.frame.height} innerHTML={land()} />
}
