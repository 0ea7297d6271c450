/** Faces: two eyes, or three, and a mouth. Drawn with a steady hand. */
import { join, type Markup, outlined, stroke, block } from '../ink/markup.ts'
import { round, short } from '../ink/path.ts'
import type { Eyes, Mouth } from './traits.ts'

/** Where a face sits: its middle, the distance of each eye from it, and the size of an eye. */
export type FacePlace = { readonly x: number; readonly y: number; readonly apart: number; readonly size: number }

export const face = (eyes: Eyes, mouth: Mouth, place: FacePlace): Markup => join(eyePair(eyes, place), mouthOf(mouth, place))

const eyePair = (eyes: Eyes, { x, y, apart, size }: FacePlace): Markup => {
  const xs = [x - apart, x + apart]
  switch (eyes) {
    case 'sleepy':
      return stroke(
        xs.map(ex => `M${short(ex - size)} ${short(y)}q${short(size)} ${short(size * 1.1)} ${short(size * 2)} 0`).join(''),
        'line', { width: 2.4 }
      )
    case 'wide':
      return join(
        outlined(xs.map(ex => round(ex, y, size * 1.55)).join(''), 'eye', 2),
        block(xs.map(ex => round(ex + 0.9, y + 0.6, size * 0.75)).join(''), 'line'))
    case 'three':
      return block([...xs.map(ex => round(ex, y, size * 0.95)), round(x, y - apart * 0.9, size * 0.85)].join(''), 'line')
    case 'dots':
      return block(xs.map(ex => round(ex, y, size * 0.98)).join(''), 'line')
  }
}

const mouthOf = (mouth: Mouth, { x, y, size }: FacePlace): Markup => {
  const at = y + size * 2.5
  switch (mouth) {
    case 'round': return block(round(x, at + 0.5, 2.6, 3.2), 'line')
    case 'flat': return stroke(`M${short(x - 5)} ${short(at)}h10`, 'line', { width: 2.3 })
    case 'beak': return outlined(
      `M${short(x - 4.4)} ${short(at - 3)}L${short(x + 4.4)} ${short(at - 3)}L${short(x)} ${short(at + 4.4)}Z`, 'straw', 1.8
    )
    case 'tooth': return join(
      outlined(`M${short(x - 0.5)} ${short(at + 1.6)}h4.2v4.2h-4.2Z`, 'eye', 1.4),
      stroke(`M${short(x - 6)} ${short(at - 1)}q6 6 12 0`, 'line', { width: 2.3 }))
    case 'smile': return stroke(`M${short(x - 6)} ${short(at - 1)}q6 6 12 0`, 'line', { width: 2.3 })
  }
}
