/** Pages as plants in a bed with a stone rim. Where a plant stands says nothing about its page but that it comes next in the list. */
import type { IdeaRow } from '@commune/commune'
import type { Scenery } from '../../app/room.tsx'
import { join, type Markup, placed, printed, stroke } from '../../drawing/ink/markup.ts'
import { blob } from '../../drawing/ink/path.ts'
import { plant, plantHeight } from '../../drawing/plants/plant.ts'

/** Spots in a bed, as shares of its width and height, the near ones last. */
const spots: readonly (readonly [number, number])[] = [
  [0.5, 0.3], [0.27, 0.34], [0.74, 0.36], [0.13, 0.5], [0.88, 0.52], [0.4, 0.58], [0.63, 0.6], [0.22, 0.76], [0.8, 0.8], [0.5, 0.86], [0.64, 0.96]
]

export const garden = (rows: readonly IdeaRow[], chosen: string | undefined): Scenery => (area, narrow) => {
  const [wide, high] = [area.right - area.left, area.bottom - area.top]
  const scale = narrow ? Math.min(0.62, high / 190) : Math.min(1.05, wide / 720)
  const shown = narrow ? rows.slice(0, 5) : rows
  const at = narrow ? [0.1, 0.3, 0.5, 0.7, 0.9].map((x, i) => [x, 0.86 + (i % 2) * 0.1] as const) : spots
  const standing = shown.map((row, i): { y: number; drawing: Markup } => {
    const [x, y] = [area.left + wide * at[i]![0], area.top + high * at[i]![1]]
    const height = narrow ? Math.min(96, plantHeight(row.chars)) : plantHeight(row.chars)
    return {
      y,
      drawing: join(
        placed(x, y, scale, printed(blob(0, 0, 34, 9, row.id, 0.1), 'soil', { width: 1.8, right: 1.5, down: 1.5 })),
        row.id === chosen && placed(x, y, scale, stroke(blob(0, 0, 58, 20, `ring ${row.id}`, 0.03), 'focus', { width: 3 })),
        placed(x, y - 2 * scale, scale, plant({ key: row.id, length: row.chars, titled: row.title !== '' }, height)))
    }
  }).sort((a, b) => a.y - b.y)
  return join(narrow ? false : rim(area), ...standing.map(({ drawing }) => drawing))
}

/** Stones along the far side of the bed. */
const rim = ({ left, top, right, bottom }: { left: number; top: number; right: number; bottom: number }): Markup => {
  const count = 17
  return join(...Array.from({ length: count }, (_, i) => {
    const angle = Math.PI * (1.04 + (i / (count - 1)) * 0.92)
    const x = (left + right) / 2 + Math.cos(angle) * (right - left) * 0.47
    const y = top + (bottom - top) * 0.42 + Math.sin(angle) * (bottom - top) * 0.36
    return printed(blob(x, y, 21, 14, `rim ${i}`, 0.13, 8), i % 2 === 0 ? 'stone' : 'stone2', { width: 2 })
  }))
}
