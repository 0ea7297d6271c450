import { generate } from 'lean-qr'
import { expect, test } from 'vitest'
import { qrLines } from './qr.ts'

const link = `http://192.168.1.20:4810/#${'hQEAWCB'.repeat(24)}`

test('every module of the code stands in the lines, dark on light, inside a quiet zone of four', () => {
  const code = generate(link)
  const lines = (qrLines(link, 200) ?? []).map((line) => line.replace(/^.*?m/, '').replace(/\u001b\[0m$/, ''))
  const dark = (x: number, y: number): boolean => {
    const letter = [...(lines[Math.floor((y + 4) / 2)] ?? '')][x + 4]
    return letter === '█' || letter === ((y + 4) % 2 === 0 ? '▀' : '▄')
  }
  for (let y = -4; y < code.size + 4; y++)
    for (let x = -4; x < code.size + 4; x++) expect(dark(x, y), `${x},${y}`).toBe(code.get(x, y))
  for (const line of qrLines(link, 200) ?? []) expect(line.startsWith('\u001b[38;5;16;48;5;231m')).toBe(true)
})

test('a terminal too narrow for it gets none, and so does a text too long for any', () => {
  expect(qrLines(link, 40)).toBeUndefined()
  expect(qrLines('x'.repeat(5_000), 1_000)).toBeUndefined()
})
