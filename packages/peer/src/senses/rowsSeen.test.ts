import type { ThingRow } from '@commune/commune'
import { expect, test } from 'vitest'
import { RowsSeen } from './rowsSeen.ts'

const row = (id: string): ThingRow => ({ id }) as unknown as ThingRow

test('what came, what became another one and what went is told once, and nothing of the others', () => {
  const seen = new RowsSeen()
  const [lamp, plug, eye] = [row('lamp'), row('plug'), row('eye')]
  expect(seen.next([lamp, plug])).toEqual({ fresh: [lamp, plug], over: [] })
  expect(seen.next([lamp, plug])).toEqual({ fresh: [], over: [] })
  const other = row('plug')
  const { fresh, over } = seen.next([other, eye])
  expect(fresh).toEqual([other, eye])
  expect(fresh[0]).toBe(other)
  expect(over).toEqual([lamp, plug])
  expect(seen.next([lamp, other, eye])).toEqual({ fresh: [lamp], over: [] })
})
