/**
 * The things of the demo while it runs: they tell what was recorded or made up for this moment, somebody passes now and then, and what is
 * asked of a lamp it does. There is no hardware and no network in it.
 */
import type { Thing, Value } from '@commune/commune'
import type { Bridged, Peer, ThingBridge } from '@commune/peer'
import { type Cancel, type Clock, type IdText, ok } from '@commune/protocol'
import { demoSeriesOf, demoSource, demoThings } from './demoThings.ts'

const tellMs = 300_000
const firstMs = 1_000
const passEveryMs = 47_000

/** Brings the demo's things into its world and keeps them telling until the answer is called. */
export const openDemoHouse = (peer: Peer, world: IdText, clock: Clock): Cancel => {
  let isOver = false
  // What was begun just before the end is not told to a store that is closed.
  const soon = (work: () => void): void => void clock.after(firstMs, () => { if (!isOver) work() })
  const bridge: ThingBridge = {
    act(key, point, value) {
      const thing = demoThings.find((each) => each.key === key)
      const toldBy = thing?.acts.find((act) => act.key === point)?.toldBy
      if (toldBy !== undefined && value !== 'press') soon(() => bridged?.reading(key, toldBy, value, clock.nowMs()))
      return Promise.resolve(ok(null))
    }
  }
  const bridged = peer.senses.bridge(world, demoSource, bridge)
  if (!bridged) return () => undefined
  for (const thing of demoThings) bridged.bring(thing)
  const all = demoSeriesOf()
  const ends = [
    every(clock, firstMs, tellMs, (nowMs) => {
      for (const { thing, point, at } of all) {
        const value = at(nowMs)
        if (value !== undefined) bridged.reading(thing, point, value, nowMs)
      }
    }),
    every(clock, passEveryMs, passEveryMs, () => bridged.pulse('ear', 'steps'))
  ]
  soon(() => tellRest(bridged, clock.nowMs()))
  return () => {
    isOver = true
    for (const end of ends) end()
  }
}

/** What can be moved rests at first. */
const tellRest = (bridged: Bridged, nowMs: number): void => {
  for (const { key, acts } of demoThings as readonly Thing[]) {
    for (const { toldBy, rest } of acts) if (toldBy !== undefined && rest !== undefined) bridged.reading(key, toldBy, rest as Value, nowMs)
  }
}

const every = (clock: Clock, firstAfterMs: number, thenMs: number, work: (nowMs: number) => void): Cancel => {
  let next: Cancel
  const wait = (ms: number): void => {
    next = clock.after(ms, () => {
      work(clock.nowMs())
      wait(thenMs)
    })
  }
  wait(firstAfterMs)
  return () => next()
}
