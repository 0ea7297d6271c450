/** Ids of corners of a crowded place: made where they are drawn, read where somebody chose one. */
import type { Zoom } from './scene.ts'

const cornerMark = ' corner '
const moreMark = ' from corner '

/** The id of a corner's button. */
export const cornerId = (placeId: string, corner: number): string => `${placeId}${cornerMark}${corner}`

/** The id of the button that leads to more corners. */
export const moreCornersId = (placeId: string, next: number): string => `${placeId}${moreMark}${next}`

/** Reads the id of a corner's button, or of the one that leads to more corners: where to look next. Undefined for any other id. */
export const cornerOf = (id: string): Zoom | undefined => {
  const read = (mark: string): { place: string; at: number } | undefined => {
    const start = id.lastIndexOf(mark)
    const tail = id.slice(start + mark.length)
    return start < 0 || !/^\d+$/.test(tail) ? undefined : { place: id.slice(0, start), at: Number(tail) }
  }
  const more = read(moreMark)
  if (more) return { place: more.place, fromCorner: more.at }
  const one = read(cornerMark)
  return one && { place: one.place, corner: one.at }
}
