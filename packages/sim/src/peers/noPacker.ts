/** Snapshots as they are, two bytes a letter: no fault and no check of a run is about their length, and packing them is most of writing them. */
import type { Packer } from '@commune/peer'

const lettersAtOnce = 8_192

export const noPacker: Packer = {
  async pack(text) {
    const letters = new Uint16Array(text.length)
    for (let i = 0; i < text.length; i++) letters[i] = text.charCodeAt(i)
    return new Uint8Array(letters.buffer)
  },
  async unpack(bytes) {
    const letters = new Uint16Array(bytes.slice().buffer)
    let text = ''
    for (let at = 0; at < letters.length; at += lettersAtOnce) text += String.fromCharCode(...letters.subarray(at, at + lettersAtOnce))
    return text
  }
}
