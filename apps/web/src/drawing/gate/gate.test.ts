import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, lights, palettes } from '../../theme/index.ts'
import { flawsOf } from '../testing/wellFormed.ts'
import { gate, qrPath, qrPxMin, qrSizePx, quietModules } from './gate.ts'

const anyMatrix = fc.integer({ min: 21, max: 57 }).chain(
  side => fc.array(fc.array(fc.boolean(), { minLength: side, maxLength: side }), { minLength: side, maxLength: side })
)

test('[G6] the code is at least 300 px wide and keeps four modules of quiet', () => {
  for (let version = 1; version <= 10; version++) {
    const modules = 17 + 4 * version
    expect(qrSizePx(modules), `${modules} modules`).toBeGreaterThanOrEqual(qrPxMin)
    expect((424 - qrSizePx(modules)) / 2).toBeCloseTo(quietModules * qrSizePx(modules) / modules)
  }
})

test('[G6] the code is dark on light in every light of the page, and the same', () => {
  for (const light of lights) expect(contrast(palettes[light].qrDark, palettes[light].qrLight)).toBeGreaterThan(15)
  expect(new Set(lights.map(light => palettes[light].qrDark + palettes[light].qrLight)).size).toBe(1)
})

test('[G6] every dark module is drawn and no light one', () => {
  fc.assert(fc.property(anyMatrix, matrix => {
    const dark = new Set<string>()
    for (const [, x, y, width] of qrPath(matrix, 0, 0, matrix.length).matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)/g)) {
      for (let i = 0; i < Number(width); i++) dark.add(`${Number(x) + i},${y}`)
    }
    const wanted = new Set(matrix.flatMap((row, y) => row.flatMap((on, x) => on ? [`${x},${y}`] : [])))
    expect(dark).toEqual(wanted)
  }), { numRuns: 30 })
})

test('[G6] the gate is well formed, open and closed', () => {
  expect(flawsOf(gate(undefined))).toEqual([])
  expect(flawsOf(gate([[true, false], [false, true]]))).toEqual([])
})
