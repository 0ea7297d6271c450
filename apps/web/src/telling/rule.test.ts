import { expect, test } from 'vitest'
import type { Rule, ThingRow } from '@commune/commune'
import { english } from '../words/index.ts'
import { pointsIn } from './points.ts'
import { clausesOf, conditionWords, sentenceOf, unbroken } from './rule.ts'

const id = 'a'.repeat(43) + '.0'
const tank: ThingRow = {
  id, key: 'tank', source: 'mqtt', device: 'd', bridge: 'w', keeper: 'w', name: 'Rain tank', with: [], leaves: [], pulses: [], called: { key: 'senses.named', params: { name: 'Rain tank' } },
  readings: [{ key: 'level', name: 'level', about: 'volume_storage', shape: { is: 'number', unit: 'l' } }],
  acts: [{ key: 'light', name: 'light', about: 'light', shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 }]
}
const rule: Rule = {
  act: `${id}/light`, to: { value: 60, unit: '%' }, otherwise: 'rest', unsure: 'rest',
  while: { is: 'compare', of: { is: 'reading', point: `${id}/level` }, how: 'above', to: { value: 200, unit: 'l' } }
}

test('[G9] a number and its unit stay on one line wherever a rule is read', () => {
  const points = pointsIn([tank])
  for (const words of [sentenceOf(rule, points, english), conditionWords(rule.while, points, english), clausesOf(rule, points, english).map((part) => part.words).join('')]) {
    expect(words).toMatch(/200\u00a0l/)
    expect(words).not.toMatch(/\d (?:l|%)/)
  }
  expect(unbroken('about 3 months, then 34 %; 10 lx.')).toBe('about 3 months, then 34\u00a0%; 10\u00a0lx.')
})
