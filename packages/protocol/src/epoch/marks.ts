/**
 * Marks of the devices that an epoch was sealed to: the first bytes of their keys, in ascending order, each once, in one
 * string of bytes. Whoever makes two keys with one mark hides only that one of the two lacks the epoch: its own loss.
 */
import { compareBytes, concat, fromText, sameBytes } from '../bytes/bytes.ts'
import type { IdText } from '../statement/statement.ts'

export const deviceMarkBytes = 8
/** Devices that are told in one mint; where they are more, none are. */
export const markedDevicesMax = 2_048

/** Undefined when they are too many. */
export const marksOf = (devices: Iterable<IdText>): Uint8Array | undefined => {
  const marks = [...devices].map((device) => (fromText(device) as Uint8Array).subarray(0, deviceMarkBytes)).sort(compareBytes)
  const once = marks.filter((mark, index) => index === 0 || !sameBytes(mark, marks[index - 1] as Uint8Array))
  return once.length > markedDevicesMax ? undefined : concat(...once)
}

export const marksAscend = (marks: Uint8Array): boolean => {
  for (let at = deviceMarkBytes; at < marks.length; at += deviceMarkBytes) if (compareBytes(markAt(marks, at - deviceMarkBytes), markAt(marks, at)) >= 0) return false
  return true
}

/** Whether this device is among them. Asked for each device of a world again and again. */
export const isMarked = (device: IdText, marks: Uint8Array): boolean => {
  const mark = fromText(device.slice(0, markLetters)) as Uint8Array
  let [low, high] = [0, marks.length / deviceMarkBytes]
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compareMark(marks, middle * deviceMarkBytes, mark)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle
  }
  return false
}

/** Letters of a device's text that hold its mark, and no more than one byte besides. */
const markLetters = 12

function compareMark(marks: Uint8Array, at: number, mark: Uint8Array): number {
  for (let i = 0; i < deviceMarkBytes; i++) {
    const difference = (marks[at + i] as number) - (mark[i] as number)
    if (difference !== 0) return difference
  }
  return 0
}

const markAt = (marks: Uint8Array, at: number): Uint8Array => marks.subarray(at, at + deviceMarkBytes)
