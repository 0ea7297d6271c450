/** Plans of any shape: well formed, no word on another, nothing outside the ground. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { glyphs, type GlyphName } from '../glyphs/glyph.ts'
import { meets, within } from '../ink/area.ts'
import { flawsOf } from '../testing/wellFormed.ts'
import { graphOf } from './graph.ts'
import { layPlan } from './layout.ts'
import { drawPlan } from './plan.ts'
import { type PlanScene, planSourcesMax } from './scene.ts'

const names = Object.keys(glyphs) as GlyphName[]
const words = fc.string({ minLength: 1, maxLength: 60 })
const scenes: fc.Arbitrary<PlanScene> = fc.record({
  sources: fc.integer({ min: 0, max: 12 }), makings: fc.integer({ min: 0, max: 7 }), name: words, wanted: fc.nat(500), there: fc.nat(500),
  ways: fc.array(fc.record({ from: fc.nat(20), to: fc.nat(20), full: fc.double({ min: 0, max: 1, noNaN: true }), rider: fc.constantFrom(...names), short: fc.option(words, { nil: undefined }) }), { maxLength: 24 })
}).map(({ sources, makings, name, wanted, there, ways }) => {
  const ids = [...Array.from({ length: sources }, (_, i) => `s${i}`), ...Array.from({ length: makings }, (_, i) => `m${i}`), 'end']
  const tones = ['yes', 'less', 'open', 'no'] as const
  return {
    sources: Array.from({ length: sources }, (_, i) => ({ id: `s${i}`, name: `${name} ${i}`, words: `flour: ${i} of 18 kg`, plate: { words: 'said yes', tone: tones[i % 4]! } })),
    makings: Array.from({ length: makings }, (_, i) => ({ id: `m${i}`, name: `${name} making ${i}` })),
    end: { id: 'end', name, words: `${there} would be there`, glyph: 'loaf' as const, there, wanted },
    ways: ways.map(({ from, to, short, ...rest }) => ({ from: ids[from % ids.length]!, to: ids[to % ids.length]!, ...rest, ...(short !== undefined && { short }) })),
    more: (count: number) => `and ${count} more in the list`
  }
})
const grounds = [[{ left: 16, top: 124, right: 950, bottom: 770 }, false], [{ left: 6, top: 90, right: 384, bottom: 500 }, true]] as const

test('[G5] a plan of any shape is well formed, and nothing of it waits for itself', () => {
  fc.assert(fc.property(scenes, fc.constantFrom(...grounds), (scene, [ground, narrow]) => {
    expect(flawsOf(drawPlan(layPlan(scene, ground, narrow), ground))).toEqual([])
    const { columns, ways, left } = graphOf(scene, narrow)
    expect(columns.flat().length).toBeLessThanOrEqual(scene.makings.length)
    expect(left).toBe(Math.max(0, scene.sources.length - planSourcesMax[narrow ? 'narrow' : 'wide']))
    expect(ways.every(({ from, to }) => from !== to && from !== 'end')).toBe(true)
  }))
})

test('[G5] the names and answers of a plan lie on one another nowhere, and on the ground', () => {
  fc.assert(fc.property(scenes, fc.constantFrom(...grounds), (scene, [ground, narrow]) => {
    const { sources, labels } = layPlan(scene, ground, narrow)
    const ofSources = [...labels.slice(0, sources.length).map(({ area }) => area), ...sources.map(({ plate }) => plate.area)]
    for (const [i, area] of ofSources.entries()) {
      expect(ofSources.slice(i + 1).filter((other) => meets(area, other))).toEqual([])
      expect(within(area, { ...ground, left: -40, bottom: ground.bottom + 6 })).toBe(true)
    }
  }))
})
