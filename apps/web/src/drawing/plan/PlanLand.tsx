/** A plan on its land: the drawing, and its words as text nodes. The list beside says the same; so this is hidden from readers. */
import { createMemo, For, type JSX, Show } from 'solid-js'
import type { Area } from '../ink/area.ts'
import { MapLabel } from '../map/MapLabel.tsx'
import { layPlan, type PlacedPlate } from './layout.ts'
import { drawPlan } from './plan.ts'
import type { PlanScene } from './scene.ts'

/** Stands inside an `svg` of the page's own size. */
export function PlanLand(props: { readonly scene: PlanScene; readonly ground: Area; readonly narrow: boolean }): JSX.Element {
  const plan = createMemo(() => layPlan(props.scene, props.ground, props.narrow))
  const drawn = createMemo(() => drawPlan(plan(), props.ground))
  return (
    <>
      <g innerHTML={drawn()} />
      <For each={plan().labels}>{(label) => <MapLabel label={label} />}</For>
      <For each={plan().sources}>{({ plate }) => <PlateWords plate={plate} />}</For>
      <For each={plan().rivers}>{({ note }) => <Show when={note}>{(found) => <MapLabel label={found().label} />}</Show>}</For>
    </>
  )
}

function PlateWords(props: { readonly plate: PlacedPlate }): JSX.Element {
  const middle = (): readonly [number, number] => [(props.plate.area.left + props.plate.area.right) / 2, (props.plate.area.top + props.plate.area.bottom) / 2]
  return <text class={`plate-words plate-${props.plate.tone}`} x={middle()[0]} y={middle()[1] + 5} text-anchor="middle" font-size="15" font-weight="700">{props.plate.words}</text>
}
