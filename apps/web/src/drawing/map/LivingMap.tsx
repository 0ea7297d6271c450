/**
 * The place, drawn: a named group in which each drawn thing is a button, in the order of the list, with the list's sentence
 * as its name. The drawing itself is hidden from screen readers; the buttons lie over it and need no drag and no pinch.
 *
 * Why buttons of the page and not of the drawing: painting goes from far to near, reading goes in the order of the list,
 * and one tree cannot have both orders. Buttons of the page also bring keys, touch and forced colours with them.
 *
 * Only what changes is drawn anew: things keep their element by id, and a change of light redraws nothing.
 */
import { createComputed, createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { current } from '../currents/current.ts'
import { heightOf, widthOf } from '../ink/area.ts'
import type { PlacedButton, PlacedCurrent, PlacedThing } from '../layout/arrangement.ts'
import type { Frame } from '../layout/frame.ts'
import { arrange } from '../layout/layout.ts'
import { pointedLabel } from '../layout/pointed.ts'
import type { PlaceScene, Zoom } from '../layout/scene.ts'
import { groundOf, markupOf } from './markupOf.ts'
import { MapLabel } from './MapLabel.tsx'

export type LivingMapProps = {
  readonly scene: PlaceScene
  readonly frame: Frame
  readonly zoom?: Zoom | undefined
  /** "Hold the picture still": nothing moves. */
  readonly still?: boolean
  /** Somebody chose a thing, by its id: a place, a ware, a fire, a current, a corner. */
  readonly onOpen?: (id: string) => void
}

export function LivingMap(props: LivingMapProps): JSX.Element {
  const laid = createMemo(() => arrange(props.scene, props.frame, props.zoom))
  const [drawn, setDrawn] = createStore<{ things: PlacedThing[]; currents: PlacedCurrent[]; buttons: PlacedButton[] }>({ things: [], currents: [], buttons: [] })
  createComputed(() => {
    const { things, currents, buttons } = laid()
    setDrawn(reconcile({ things: [...things], currents: [...currents], buttons: [...buttons] }, { key: 'id' }))
  })
  // What moves is painted anew all the time: it rests while nobody can see it.
  const [seen, setSeen] = createSignal(true)
  let whole!: HTMLDivElement
  onMount(() => {
    const watch = new IntersectionObserver((all) => setSeen(all.at(-1)!.isIntersecting))
    watch.observe(whole)
    onCleanup(() => watch.disconnect())
  })
  const [pointed, setPointed] = createSignal<string>()
  const ground = createMemo(() => groundOf(laid()))
  const painted = createMemo(() => [...drawn.things].sort((a, b) => (a.depth ?? a.y) - (b.depth ?? b.y)))
  const told = createMemo(() => {
    const thing = drawn.things.find((each) => each.id === pointed())
    return thing && pointedLabel(thing, props.frame)
  })
  return (
    <div
      ref={whole} class="living-map" classList={{ moving: !props.still && seen() }} role="group" aria-label={props.scene.name}
      style={{ width: `${props.frame.width}px`, height: `${props.frame.height}px` }}
    >
      <svg width={props.frame.width} height={props.frame.height} viewBox={
        `0 0 ${props.frame.width} ${props.frame.height}`
      } aria-hidden="true">
        <g innerHTML={ground()} />
        <For each={drawn.currents}>{each => <g innerHTML={current(each)} />}</For>
        <For each={painted()}>
          {
            thing => <g transform={
              `translate(${thing.x.toFixed(1)} ${thing.y.toFixed(1)}) scale(${thing.scale.toFixed(3)})`
            } innerHTML={markupOf(thing.picture, thing.id)} />
          }
        </For>
        <For each={drawn.things}>{
          thing => <Show when={thing.label?.shown && thing.label}>{label => <MapLabel label={label()} />}</Show>
        }</For>
        <Show when={told()}>{label => <MapLabel label={label()} pointed />}</Show>
      </svg>
      <For each={drawn.buttons}>
        {button => (
          <button
            type="button" class="map-button" aria-label={button.sentence} style={buttonPlace(button)}
            onClick={() => props.onOpen?.(button.id)}
            onFocus={() => setPointed(button.id)} onBlur={() => setPointed(undefined)}
            onPointerEnter={() => setPointed(button.id)} onPointerLeave={() => setPointed(undefined)}
          />
        )}
      </For>
    </div>
  )
}

const buttonPlace = ({ area, layer }: PlacedButton): JSX.CSSProperties => ({
  left: `${area.left.toFixed(1)}px`, top: `${area.top.toFixed(1)}px`,
  width: `${widthOf(area).toFixed(1)}px`, height: `${heightOf(area).toFixed(1)}px`, 'z-index': layer
})
