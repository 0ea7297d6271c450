/** What seeds found where things sense and act, each by what broke. */
import { expect, test } from 'vitest'
import type { Settle } from '../time/virtualTime.ts'
import { runSeed } from './run.ts'

const settle: Settle = () => new Promise((resolve) => process.nextTick(resolve))

test.each([
  ['[P6] what acts keeps no state at the moment of a passing, nor with its time in it', 2],
  ['[P6] why a thing does what it does is told to those alone who may hear what was sensed', 5],
  ['[P6] no answer says since when a rule about passings asks what it asks', 27],
  ['[P5] a clock put forwards by a minute moves nothing twice at once', 40],
  ['a thing whose clock tells no time of this world keeps no box from going on', 1]
])('%s', async (_name, seed) => {
  const { violations } = await runSeed({ seed, peersMin: 3, peersMax: 8, mode: 'both', senses: true }, settle)
  expect(violations).toEqual([])
}, 60_000)
