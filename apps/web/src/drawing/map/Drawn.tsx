/** Single drawings on a page: a portrait, a fire, a gate. Hidden from screen readers; words beside them say the same. */
import { createMemo, type JSX, Show } from 'solid-js'
import { creature, type Portrayed } from '../creatures/creature.ts'
import { fire, fireExtent, type FireState } from '../fire/fire.ts'
import { boardView, code, gate, gateExtent, type QrMatrix, qrPxMin, qrSizePx } from '../gate/gate.ts'
import type { Markup } from '../ink/markup.ts'

/** The part of the drawing that is shown: x, y, width, height in its own px. */
export type ViewBox = readonly [x: number, y: number, width: number, height: number]

/** Any drawing in an svg of its own. Height follows the view box. */
export function Drawn(
  props: {
    readonly markup: Markup; readonly view: ViewBox; readonly widthPx: number; readonly still?: boolean; readonly class?: string
  }
): JSX.Element {
  return (
    <svg
      class={`drawn ${props.still ? '' : 'moving'} ${props.class ?? ''}`} aria-hidden="true" viewBox={props.view.join(' ')}
      width={props.widthPx} height={Math.round(props.widthPx * props.view[3] / props.view[2])} innerHTML={props.markup}
    />
  )
}

/** A ware's portrait; 64 to 76 px in lists. */
export function Portrait(props: { readonly ware: Portrayed; readonly px?: number }): JSX.Element {
  const markup = createMemo(() => creature(props.ware))
  return <Drawn markup={markup()} view={[0, -2, 100, 100]} widthPx={props.px ?? 64} />
}

/** A gathering's fire; its plain word belongs beside it. */
export function Fire(
  props: {
    readonly state: FireState; readonly have?: number; readonly need?: number; readonly px?: number; readonly still?: boolean
  }
): JSX.Element {
  const { left, right, top, bottom } = fireExtent
  const markup = createMemo(() => fire(props.state, { have: props.have ?? 0, need: props.need ?? 0 }))
  return <Drawn markup={markup()} view={
    [-left, -top, left + right, top + bottom]
  } widthPx={props.px ?? 184} still={props.still ?? false} />
}

/**
 * The gate with its code. It is never so small that the code falls below 300 px. `narrow` is for a phone: the code alone on
 * its light board, as wide as the page (390 px), because no gate fits around it there.
 */
export function Gate(
  props: { readonly matrix: QrMatrix | undefined; readonly px?: number; readonly narrow?: boolean }
): JSX.Element {
  const { left, right, top, bottom } = gateExtent
  const atScaleOne = (): number => qrPxMin / qrSizePx(props.matrix?.length ?? 33)
  const whole = createMemo(() => gate(props.matrix))
  return (
    <Show
      when={props.narrow && props.matrix}
      fallback={
        <Drawn markup={whole()} view={
          [-left, -top, left + right, top + bottom]
        } widthPx={Math.max(props.px ?? left + right, Math.ceil((left + right) * atScaleOne()))} />
      }
    >
      {
        matrix => <Drawn markup={code(matrix())} view={boardView} widthPx={
          Math.max(props.px ?? 390, Math.ceil(boardView[2] * atScaleOne()))
        } />
      }
    </Show>
  )
}
