/**
 * Nothing flaps (P5): what agreements and rest change of an act point lies at least its least hold time after the change before, whoever
 * made that one, over restarts as well. Safety, hands and people are free. So agreements change a point at most so often an hour.
 */
import type { Command } from '../things/boxThings.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import { brief, type Checker } from './checker.ts'

/** What is told in one and the same moment is not further apart by what a timer rounds away. */
const roundMs = 1

export const steady: Checker = {
  name: 'steady',
  async check({ commune: { boxes } }) {
    return boxes.flatMap((box) => [...flapsOf(box)])
  }
}

function* flapsOf(box: SimPeer): Generator<string> {
  const last = new Map<string, Command>()
  const moved = new Set<string>()
  for (const command of box.things?.commands ?? []) {
    const before = last.get(command.point)
    // The same again, to a thing that is back, is no change.
    if (before?.value === command.value && command.value !== 'press') continue
    last.set(command.point, command)
    // What it goes to before anybody asked is no change.
    const isFirst = !moved.has(command.point) && before?.slot === 'rest'
    moved.add(before ? command.point : '')
    if (isFirst && command.life === before.life) continue
    const waits = command.slot === 'agreement' || command.slot === 'rest'
    const apartMs = before && command.atMs - before.atMs + roundMs
    if (!before || !waits || apartMs === undefined || apartMs >= Math.min(command.leastMs, before.leastMs)) continue
    // A clock that is set forwards takes a wait with it: once for each jump.
    if (box.jumps.some(({ atMs, byMs }) => byMs > 0 && atMs >= before.atMs && atMs <= command.atMs)) continue
    const when = `${command.atMs - before.atMs} ms after ${before.value} for ${before.slot}${command.life === before.life ? '' : ', in another life'}`
    yield `${box.name} moved ${brief(command.point)} to ${command.value} for ${command.slot} ${when}`
  }
}
