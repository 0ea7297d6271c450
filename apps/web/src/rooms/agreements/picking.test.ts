import { expect, test } from 'vitest'
import { TestCommune } from '@commune/commune/testing'
import { checkRule } from '@commune/commune/rules'
import { pointsIn } from '../../telling/points.ts'
import { withPart } from '../../telling/rule.ts'
import { takeThingWords } from '../../words-later/things.ts'
import { english } from '../../words/index.ts'
import { allTemplates, blanksOf, filled, firstFilling, lexiconWith, rolesIn, ruleOf } from './template.ts'
import { nextWords, readTyped, writeTyped } from './faces.ts'
import { firstCondition, firstRule, kindOf, membersOf, withMembers } from './picking.ts'

takeThingWords()

const commune = new TestCommune()
const box = commune.ware()
const bring = (name: string, more: object): string => commune.wish(box, { wish: 'thing', source: 'mqtt', thing: { key: name, name, readings: [], pulses: [], acts: [], ...more } })
bring('Path lamp', { acts: [{ key: 'level', name: 'brightness', about: 'light', shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 }] })
bring('Step ear', { pulses: [{ key: 'steps', name: 'steps', about: 'motion', ttlMs: 8_000 }] })
bring('Rain tank', { readings: [{ key: 'level', name: 'level', about: 'volume_storage', shape: { is: 'number', unit: 'l', min: 0, max: 1_000 } }] })
bring('Pump', { acts: [{ key: 'on', name: 'pump', about: 'pump', shape: { is: 'yes-no' }, rest: false }] })
bring('Yard bell', { acts: [{ key: 'tell', name: 'tell', about: 'tell', shape: { is: 'text', charsMax: 200 } }] })
const points = pointsIn(commune.views.things.list())

test('each template takes what is here into its blanks, and is a sentence that is read back as the same', () => {
  for (const template of allTemplates) {
    const blanks = blanksOf(template, points, english)
    const rule = filled(ruleOf(template, english), firstFilling(blanks), points)
    expect(rolesIn(rule)).toEqual([])
    expect(checkRule(rule, points.lexicon)).toEqual([])
    expect(readTyped(writeTyped(rule, points, english), points, english)).toEqual({ ok: true, value: rule })
  }
})

test('a share of a tank becomes litres of the one that is here, and where nothing tells the light the sun does', () => {
  const [lamp, , warning] = allTemplates.map((template) => filled(ruleOf(template, english), firstFilling(blanksOf(template, points, english)), points))
  expect(warning!.while).toMatchObject({ is: 'falls', below: { value: 150, unit: 'l' }, above: { value: 250, unit: 'l' } })
  expect(lamp!.while).toMatchObject({ of: [{ is: 'near' }, { is: 'sun', state: 'dark' }] })
})

test('a blank that nothing here can fill stays open: it is shown by its name, and read back', () => {
  for (const template of allTemplates) {
    const bare = { ...pointsIn([]), lexicon: lexiconWith(pointsIn([]), template, english) }
    const rule = filled(ruleOf(template, english), {}, pointsIn([]))
    expect(rolesIn(rule).length).toBeGreaterThan(0)
    expect(readTyped(writeTyped(rule, bare, english), bare, english)).toEqual({ ok: true, value: rule })
  }
})

test('whatever kind of condition is picked, the rule stays one that can be said', () => {
  const first = firstRule(points.things)!
  for (const kind of ['near', 'compare', 'average', 'held', 'sun'] as const) {
    const condition = firstCondition(kind, points.things)!
    expect(kindOf(condition)).toBe(kind)
    for (const rule of [{ ...first, while: condition }, withMembers(first, 'or', [first.while, condition])]) {
      expect(checkRule(rule, points.lexicon)).toEqual([])
      expect(membersOf(rule).members.at(-1)).toEqual(condition)
    }
  }
  expect(firstRule([])).toBe(undefined)
  expect(withPart(first, ['while'], { is: 'sun', state: 'up' })).toEqual({ ...first, while: { is: 'sun', state: 'up' } })
})

test('what is typed wrong points at its word and says what would be right; what may follow is told', () => {
  const text = 'The path lamps shines at 30 % while it is dark; otherwise it rests; if unsure, it rests.'
  const read = readTyped(text, points, english)
  expect(read.ok).toBe(false)
  if (read.ok) return
  const [fault] = read.error
  expect(text.slice(fault!.at!.from, fault!.at!.from + fault!.at!.length)).toBe('path lamps')
  expect(fault!.instead).toContain('the path lamp')
  expect(nextWords('The path lamp shines at 30 % ', 29, points, english).map((each) => each.text)).toContain('while')
})
