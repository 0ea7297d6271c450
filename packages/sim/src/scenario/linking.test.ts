import { expect, test } from 'vitest'
import type { Settle } from '../time/virtualTime.ts'
import { runLinking } from './linking.ts'

const settle: Settle = () => new Promise((resolve) => process.nextTick(resolve))
const asked = Number(process.env['COMMUNE_SEED'] ?? 0)

test.each(asked > 0 ? [asked] : [1, 2, 3])('[L5] [L7] [L4] three worlds in a ring, two carriers each, asleep, late and cut off: all is told once in each, and nothing that was not pledged (seed %i)', async (seed) => {
  const { broken, afterwards, live, copies, said } = await runLinking({ seed, events: 60 }, settle)
  expect({ broken, afterwards }).toEqual({ broken: [], afterwards: [] })
  expect(live).toBeGreaterThan(3)
  expect(copies).toBeGreaterThan(live)
  expect(said, 'mostly one carrier says a thing').toBeLessThan(400)
}, 120_000)
