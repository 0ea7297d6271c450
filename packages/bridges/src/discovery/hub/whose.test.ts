import { expect, test } from 'vitest'
import { Whose } from './whose.ts'

const hourMs = 3_600_000

test('a thing stays whose it was over a restart and for an hour after it was taken away, and is anybody’s after that or when withdrawn', () => {
  const whose = new Whose()
  expect([whose.of('lamp', 1), whose.brought('lamp', 'a'), whose.brought('lamp', 'a'), whose.of('lamp', 1)]).toEqual([undefined, true, false, 'a'])
  const again = Whose.read(JSON.parse(JSON.stringify(whose.stored())))
  expect([again.of('lamp', 9 * hourMs), again.gone('lamp', 10 * hourMs), again.gone('lamp', 11 * hourMs)]).toEqual(['a', true, false])
  expect([10.9, 11.1].map((hours) => again.of('lamp', hours * hourMs))).toEqual(['a', undefined])
  again.brought('lamp', 'b')
  again.release('b')
  expect(again.of('lamp', 12 * hourMs)).toBeUndefined()
})

test('memory stays bounded: of one credential what has been gone for longest makes room, and damaged files hold nothing', () => {
  const whose = new Whose()
  whose.brought('hall', 'a')
  for (let n = 0; n < 2_000; n++) {
    whose.brought(`b${n}`, 'b')
    whose.gone(`b${n}`, n + 1)
  }
  expect([whose.stored().length, whose.of('hall', 5), whose.of('b1999', 2_000), whose.of('b0', 2_000)]).toEqual([601, 'a', 'b', undefined])
  for (const wrong of [null, 'x', [['lamp']], [['lamp', 'a', -1]], { __proto__: [] }]) expect(Whose.read(wrong).stored()).toEqual([])
})
