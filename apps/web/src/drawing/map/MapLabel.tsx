/** A label on the map: text nodes with a halo of the land's colour; on paper when pointed at or when more contrast is wished. */
import { For, type JSX } from 'solid-js'
import type { PlacedLabel } from '../layout/arrangement.ts'
import { faces } from '../layout/words.ts'

const titleFaces = new Set(['placeName', 'smallName'])
/** Of two weights, so that the first place needs no third file of letters. */
const weights = { placeName: 620, smallName: 620, wareName: 600, state: 600, kind: 400 } as const

export function MapLabel(props: { readonly label: PlacedLabel; readonly pointed?: boolean }): JSX.Element {
  const x = (): number => {
    const { area, anchor } = props.label
    if (anchor === 'middle') return (area.left + area.right) / 2
    return anchor === 'start' ? area.left + 2 : area.right - 2
  }
  /** The baseline of each line: four fifths of the letter size below its top. */
  const baseline = (index: number): number => {
    const lines = props.label.lines
    const above = lines.slice(0, index).reduce((sum, line) => sum + faces[line.face].lineHeight, 0)
    const { size, lineHeight } = faces[lines[index]!.face]
    return props.label.area.top + 2 + above + (lineHeight - size) / 2 + size * 0.8
  }
  const box = () => props.label.area
  return (
    <g classList={{ 'label-pointed': props.pointed ?? false }}>
      <rect
        class="label-paper" rx="6" x={box().left - 4} y={box().top - 1}
        width={box().right - box().left + 8} height={box().bottom - box().top + 2}
      />
      <For each={props.label.lines}>
        {(line, index) => (
          <text
            class={`label-line tone-${line.tone} ${titleFaces.has(line.face) ? 'label-title' : 'label-text'}`}
            x={x()} y={baseline(index())} text-anchor={props.label.anchor}
            font-size={String(faces[line.face].size)} font-weight={weights[line.face]}
          >{line.text}</text>
        )}
      </For>
    </g>
  )
}
