import { expect, test } from 'vitest'
import { sunAt } from './sunAt.ts'

const at = (time: string): number => Date.parse(time)

test('the sun is up, goes down, and it is dark: in Berlin in November', () => {
  expect(sunAt(52.5, 13.4, at('2026-11-26T11:00:00Z')).is).toBe('up')
  const evening = sunAt(52.5, 13.4, at('2026-11-26T15:20:00Z'))
  expect(evening.is).toBe('twilight')
  expect(evening.untilMs).toBeGreaterThan(at('2026-11-26T15:20:00Z'))
  expect(sunAt(52.5, 13.4, at('2026-11-26T20:00:00Z')).is).toBe('dark')
})

test('where it does not set for weeks it is up, and is looked at again', () => {
  const noon = at('2026-06-21T23:00:00Z')
  expect(sunAt(69.6, 18.9, noon)).toMatchObject({ is: 'up' })
  expect(sunAt(69.6, 18.9, noon).untilMs).toBeLessThanOrEqual(noon + 600_000)
})
