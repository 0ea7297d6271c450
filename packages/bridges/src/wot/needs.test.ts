/** Which secrets a description asks for. */
import { expect, test } from 'vitest'
import { needsOf } from './needs.ts'
import { described, lamp } from './testing/lamp.ts'

const asked = (security: string | readonly string[]) =>
  needsOf(described({ security, properties: { level: { type: 'number', readOnly: true, forms: [{ href: 'level' }] } } }))

test('an open thing asks for nothing, another for what its way in takes, for the place it is used at', () => {
  expect(needsOf(lamp)).toEqual([])
  expect(asked('basic')).toEqual([{ name: 'basic', takes: 'password', scheme: 'basic', origin: 'http://lamp.local' }])
  expect([asked('token'), asked('header')].map(([need]) => need?.takes)).toEqual(['token', 'key'])
})

test('of alternatives the first that is spoken counts, and one that is not spoken is named', () => {
  expect(asked('either').map(({ name }) => name)).toEqual(['token'])
  expect(asked('digest')).toMatchObject([{ takes: 'none', scheme: 'digest' }])
})
