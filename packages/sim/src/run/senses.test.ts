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
  ['a thing whose clock tells no time of this world keeps no box from going on', 1],
  ['a box that comes back soon after it began lets nothing move before its least time', 23],
  ['a rule about a thing that is gone says why it is silent, and does what it does when it knows nothing', 77],
  ['[P4] what was asked as another kind of agreement ends when it is withdrawn', 87],
  ['[P4] what is replaced asks nothing any more, whatever it was for', 115],
  ['[P6] whoever waits for a change is told of none after what let it hear was withdrawn', 135],
  ['[P6] a lease of an agreement about passings tells nobody when somebody passed', 177],
  ['[P6] a passing that is the first to happen after the clock was put forwards dates nothing that this made due', 200_997],
  ['[P6] a passing that is the first to happen after the clock was set back dates nothing that rules remember', 202_652],
  ['[P6] a passing after the clock was put forwards by a day brings about no keeping of a state', 203_751],
  ['[P6] a number that a reading gave an answer a millisecond before somebody passed is no trace of that', 201_966],
  ['[P6] nor is that a thing went out of reach in the millisecond in which somebody passed', 202_753],
  ['what a device is told when it can be reached again counts as its change', 256],
  ['what is asked again after a crash waits for the least hold of what was asked before it', 200_670],
  ['a clock put forwards lets go of nothing that is asked: no rest comes in between', 202_247],
  ['[T1] whoever loses its power between taking a key and reading with it reads with it after the next start', 202_098],
  ['of two rules that are withdrawn at once none holds for a moment, past every wait', 200_684],
  ['[S5] what was not passed on counts as kept by nobody after a comparison that was given up', 201_919],
  ['an agreement that is withdrawn and agreed on again twice is silent for a moment each time, and not since the first', 203_188],
  ['[P6] what somebody asked for is told by its thing at no moment at which somebody passes', 203_842],
  ['[P6] what is told in the form that its keeper chose while apart from all is in a form that was chosen', 200_781],
  ['[K2] a newcomer that waits for nobody any longer decides by what came in at that very moment, too', 204_183],
  ['[K2] whoever was let in by a liar that keeps back what its mint follows writes under what it was given', 200_130],
  ['[P6] a step of a history that begins at a whole second tells of no passing', 204_838],
  ['[P6] nobody is told of a passing when the agreement that let it be told has just lapsed', 204_933],
  ['[P6] when a rule began is no trace of whoever passed in that same millisecond', 204_999],
  ['[S6] whoever comes into a house while it is cut in two is found there when it is whole', 210_073],
  ['[K1] a device whose words wait for an entry that is lacking shares its ring secret once, and not for ever', 213_707],
  ['[K5] whoever loses its power while it comes in knows after the next start where the others are', 215_580],
  ['[T4] who comes into a world that is being mended just then comes to what all others hold', 216_117],
  ['an agreement whose yes is not over any more, for the clock was set back, is acted on', 217_566],
  ['[K4] who tried to come in with history, and then without, is given history by whoever answers the first', 217_888],
  ['[P6] what a person asks in the very millisecond in which somebody passes has a moment of its own', 900_271]
])('%s', async (_name, seed) => {
  const { violations } = await runSeed({ seed, peersMin: 3, peersMax: 8, mode: 'both', senses: true }, settle)
  expect(violations).toEqual([])
}, 60_000)
