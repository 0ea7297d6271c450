/**
 * How a large commune came to be, before anything went wrong in it: one by one they were let in, each by somebody who was there
 * just then, and went away again; so that each knows some others, and much of what was said came to each at once, later.
 */
import type { IdText } from '@commune/protocol'
import type { Commune } from '../run/commune.ts'
import { letIn } from './people.ts'

const atOnceMax = 4
const awakeMax = 8
const roundMs = 2_000
/** For all to come back and hear from one another. */
const togetherMs = 30_000
const roundsMax = 500
/** So many are in when a run begins; the others are let in as it goes. */
const insideAtFirst = 60

export const gather = async (commune: Commune, world: IdText): Promise<void> => {
  const { time, trace, peers } = commune
  const chance = commune.chance.branch('gathering')
  for (let round = 0; round < roundsMax; round++) {
    const outside = peers.filter((peer) => !peer.joined.has(world))
    if (peers.length - outside.length >= Math.min(insideAtFirst, peers.length)) break
    for (const [index, at] of chance.shuffled(commune.membersAwake(world)).slice(0, atOnceMax).entries()) {
      const newcomer = outside[index]
      if (newcomer) letIn(commune, at, newcomer, world, 'ware', true).catch((fault: unknown) => trace.note(`${at.name}: letting in failed in the simulator: ${String(fault)}`))
    }
    await time.pass(roundMs)
    for (const peer of chance.shuffled(commune.membersAwake(world)).slice(awakeMax)) void peer.stop()
  }
  await time.pass(roundMs)
  if (peers.filter((peer) => peer.joined.has(world)).length < Math.min(insideAtFirst, peers.length)) throw new Error('too few came in')
  for (const peer of peers) if (!peer.running) void peer.start()
  await time.pass(togetherMs)
}
