import fc from 'fast-check'
import { expect, test } from 'vitest'
import { doorStand, meterStand } from '../places/devices.ts'
import { flawsOf } from '../testing/wellFormed.ts'
import { creature, type CreatureForm, formOf, kindWord, type Portrayed, unnamedWord, type WareKind } from './creature.ts'
import { elementCount } from '../ink/markup.ts'
import { eyes, mouths, patterns, tops, traitsOf } from './traits.ts'

const kinds: WareKind[] = ['wetware', 'software', 'hardware', 'hybridware', 'companionware', 'xenoware', 'oddware']
const forms: CreatureForm[] = ['person', 'sensor', 'machine', 'program', 'visiting']

const anyWare: fc.Arbitrary<Portrayed> = fc.record({
  key: fc.string(), kind: fc.constantFrom(...kinds), senses: fc.boolean(), form: fc.constantFrom(...forms),
  partnerKey: fc.string(), shape: fc.constantFrom('box', 'lamp', 'kettle', 'wheel', 'pump', 'door', 'meter')
})

test('[G4] any key of any kind has a portrait that is well formed, and the same each time', () => {
  fc.assert(fc.property(anyWare, fc.array(anyWare, { maxLength: 5 }), (ware, parts) => {
    const whole: Portrayed = ware.kind === 'hybridware' ? { ...ware, parts } : ware
    const drawing = creature(whole)
    expect(flawsOf(drawing)).toEqual([])
    expect(creature(whole)).toBe(drawing)
  }))
})

test('[G4] a key keeps its traits: changing this changes the faces people know', () => {
  const held = ['mira', 'k0-7', 'soil ear'].map(key => {
    const { first, second, top, eyes: eye, mouth, pattern } = traitsOf(key)
    return [key, first, second, top, eye, mouth, pattern].join(' ')
  })
  expect(held).toMatchInlineSnapshot(`
    [
      "mira creature2 creature4 cap wide round half",
      "k0-7 creature6 creature0 curl sleepy beak scarf",
      "soil ear creature6 creature1 curl wide beak scarf",
    ]
  `)
})

test('[G4] all tops, eyes, mouths, patterns and all 56 pairs of colours come up', () => {
  const many = Array.from({ length: 3000 }, (_, i) => traitsOf('ware ' + i))
  expect(new Set(many.map(t => t.top)).size).toBe(tops.length)
  expect(new Set(many.map(t => t.eyes)).size).toBe(eyes.length)
  expect(new Set(many.map(t => t.mouth)).size).toBe(mouths.length)
  expect(new Set(many.map(t => t.pattern)).size).toBe(patterns.length)
  expect(new Set(many.map(t => t.first + t.second)).size).toBe(8 * 7)
})

test('[G4] two keys rarely look alike', () => {
  const portraits = Array.from({ length: 500 }, (_, i) => creature({ key: 'ware ' + i, kind: 'wetware' }))
  expect(new Set(portraits).size).toBe(500)
})

test('[G4] each kind has its form, and its word unless it is a person', () => {
  const of = (kind: WareKind, senses = false): [string, string | undefined] =>
    [formOf({ key: 'a', kind, senses }), kindWord({ key: 'a', kind, senses })]
  expect(of('wetware')).toEqual(['person', undefined])
  expect(of('hardware', true)).toEqual(['sensor', 'a sensor'])
  expect(of('hardware')).toEqual(['machine', 'a machine'])
  expect(of('software')).toEqual(['program', 'a program'])
  expect(of('xenoware')).toEqual(['visiting', 'visiting'])
  expect(of('companionware')).toEqual(['person', 'a companion'])
  expect(formOf({ key: 'a', kind: 'oddware', form: 'sensor' })).toBe('sensor')
  expect(formOf({ key: 'a', kind: 'oddware' })).toBe('person')
  expect(unnamedWord({ key: 'a', kind: 'wetware' })).toBe('a person')
  expect(unnamedWord({ key: 'a', kind: 'hardware', senses: true })).toBe('a sensor')
})

test('[G4] a companion wears its partner\'s first colour', () => {
  const partner = traitsOf('mira').first
  for (let i = 0; i < 40; i++) {
    const drawing = creature({ key: 'cat ' + i, kind: 'companionware', partnerKey: 'mira' })
    expect(drawing).toContain(`fill="var(--${partner.replace('creature', 'creature-')})"`)
  }
})

test('[G4] a hybridware stands as its parts on one plinth, three at the most', () => {
  const parts = Array.from({ length: 9 }, (_, i): Portrayed => ({ key: 'part ' + i, kind: 'wetware' }))
  const nine = creature({ key: 'choir', kind: 'hybridware', parts })
  expect(nine).toBe(creature({ key: 'choir', kind: 'hybridware', parts: parts.slice(0, 3) }))
})

test('[G4] a portrait stays cheap', () => {
  for (let i = 0; i < 300; i++) {
    for (const kind of kinds) expect(elementCount(creature({ key: 'w' + i, kind, senses: i % 2 === 0 }))).toBeLessThan(45)
  }
})

test('[G4] a meter and a door look on their own page as they do in the place', () => {
  const sensor = { key: 'a', kind: 'hardware', senses: true } as const
  expect(creature({ ...sensor, shape: 'meter' })).toContain(meterStand(true))
  expect(creature({ ...sensor, shape: 'door' })).toContain(doorStand(false))
  expect(kindWord({ ...sensor, shape: 'meter' })).toBe('a sensor')
})
