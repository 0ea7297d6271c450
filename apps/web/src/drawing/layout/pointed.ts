/**
 * What a label says while its thing has the focus or the pointer. A label that fits nowhere is shown then; one that was cut gives
 * way to the whole sentence of its thing, because a name must be readable somewhere in the picture.
 */
import { type Area, middleOf } from '../ink/area.ts'
import type { LabelLine, PlacedLabel, PlacedThing } from './arrangement.ts'
import type { Frame } from './frame.ts'
import { sizeOfLines } from './spots.ts'
import { brokenLetters } from './words.ts'

const widestPx = 240
const edgePx = 8

export const pointedLabel = ({ label, sentence }: PlacedThing, frame: Pick<Frame, 'width' | 'height'>): PlacedLabel | undefined => {
  if (!label) return undefined
  if (sentence === undefined || !label.lines.some(({ text }) => text.endsWith('…'))) return label.shown ? undefined : label
  const lines = brokenLetters(sentence, 'wareName', Math.min(widestPx, frame.width - 4 * edgePx)).map((text): LabelLine => ({ text, face: 'wareName', tone: 'ink' }))
  const { width, height } = sizeOfLines(lines)
  const between = (least: number, wanted: number, most: number): number => Math.max(least, Math.min(wanted, most))
  const left = between(edgePx, middleOf(label.area)[0] - width / 2, frame.width - edgePx - width)
  const top = between(edgePx, label.area.top, frame.height - edgePx - height)
  const area: Area = { left, top, right: left + width, bottom: top + height }
  return { lines, area, anchor: 'middle', shown: false }
}
