import { expect, test } from 'vitest'
import type { Rule } from '../rule.ts'
import { placeIn } from './testing/place.ts'
import { readText, writeText } from './text.ts'

const rule: Rule = {
  act: 'lamp.0/level',
  to: { value: 60, unit: '%' },
  while: {
    is: 'and',
    of: [
      { is: 'near', point: 'ear.0/motion' },
      { is: 'compare', of: { is: 'reading', point: 'eye.0/lux' }, how: 'below', to: { value: 10, unit: 'lx' } }
    ]
  },
  otherwise: 'rest',
  unsure: 'rest'
}

test.each([
  'path lamp = 60 % while near(step ear) and dusk eye.illuminance < 10 lx; otherwise rest; unsure rest',
  'path lamp.level = 60 % while near(step ear) and light(dusk eye) < 10 lx; otherwise rest; unsure rest',
  'PATH LAMP = 60% WHILE Near (step ear) And (illuminance(dusk eye) < 10 lux);',
  '"path lamp"=60 % while near("step ear") and dusk eye<10 lx; unsure rest; otherwise rest'
])('“%s” is one and the same rule', (text) => {
  expect(readText(text, placeIn('en'))).toEqual({ ok: true, value: rule })
})

const dark = { is: 'sun', state: 'dark' } as const

test.each([
  [
    'pump = yes while dark; otherwise no; unsure stay; least 1 min 30.5 s',
    { while: dark, otherwise: { to: false }, unsure: 'stay', leastMs: 90_500 }
  ],
  [
    'pump = yes while held(not near(step ear), 10 min, gaps count); otherwise rest; unsure rest',
    { while: { is: 'held', gaps: 'count', ms: 600_000 } }
  ],
  [
    'pump = yes while not (dark and (sun(up) or sun(down))); otherwise rest; unsure rest',
    { while: { is: 'not', that: { is: 'and', of: [dark, { is: 'or' }] } } }
  ],
  [
    'pump = yes while since(front door = yes, within(dark, 1 h)); otherwise rest; unsure rest',
    { while: { is: 'since', from: { is: 'compare', to: true }, that: { is: 'within' } } }
  ],
  [
    'pump = yes while falls(average(stove.temperature, 1 d), below 20 °C, above 22.5 °C) or rate(house.water, 1 h) >= 20 l; otherwise rest; unsure rest',
    {
      while: {
        is: 'or',
        of: [
          { is: 'falls', of: { is: 'average', ms: 86_400_000 } },
          { is: 'compare', of: { is: 'rate' }, how: 'at-least' }
        ]
      }
    }
  ],
  [
    'pump = yes while stove != "eco" and dusk eye.illuminance != 5 lx; otherwise rest; unsure rest',
    {
      while: {
        of: [
          { how: 'is-not', to: 'eco' },
          { how: 'is-not', to: { value: 5 } }
        ]
      }
    }
  ]
] as const)('“%s” is written as it is read', (text, part) => {
  const read = readText(text, placeIn('en'))
  expect(read).toMatchObject({ ok: true, value: part })
  expect(read.ok && writeText(read.value, placeIn('en'))).toBe(text)
})
