/**
 * Worlds that lie here with a way back (I4, V2). Whoever comes back by it gets the keys of all its worlds; what was said in one
 * that nobody else keeps would be lost, so the keeper of a way carries the worlds that it names and that it has no part in.
 * What comes is kept sealed as it came. The epochs in the way prove to its devices that it is here, and open nothing.
 *
 * Bounds: of one way 8 worlds, of all together 32, and the budget of each is in `CarriedWorlds`. It ends with the last way that
 * names the world, or when the keeper will carry it no more: then it does not come back while a way names it.
 */
import { handleOf, type IdText, toText, type WayBack } from '@commune/protocol'
import { isOfWay, seedOfWay } from '../carried/carriedWorlds.ts'
import type { Inside } from './inside.ts'

const ofWayMax = 8
const inAllMax = 32

/** Carries what these ways name and what is not carried yet, and shows all of it by the epochs that they name now. */
export const keepWorldsOf = async (inside: Inside, ways: readonly WayBack[]): Promise<void> => {
  for (const { worlds } of ways) {
    const here = new Set(inside.held().flatMap(({ left, hosted }) => (left ? [] : [hosted.world.name])))
    for (const { world, epochs } of worlds.filter((pass) => !here.has(toText(pass.world))).slice(0, ofWayMax)) {
      const handle = handleOf(world)
      const known = inside.carried.find(toText(handle))
      if (!known && inside.carried.isPutAside(toText(handle))) continue
      if (!known && inside.carried.all().filter(isOfWay).length >= inAllMax) continue
      const carried = known ?? (await inside.carried.begin({ handle, seed: seedOfWay(handle), halves: new Map(), addresses: [] }))
      if (!carried) continue
      carried.show(world, epochs)
      if (known) inside.sync.again(carried.name)
      else inside.carry(carried)
    }
  }
}

/** Drops what lay here with a way that is gone, unless one of these others names it too. */
export const dropWorldsOf = async (inside: Inside, { worlds }: WayBack, others: readonly WayBack[]): Promise<void> => {
  const named = new Set<IdText>(others.flatMap((way) => way.worlds.map(({ world }) => toText(world))))
  for (const { world } of worlds) {
    const handle = toText(handleOf(world))
    const carried = inside.carried.find(handle)
    if (named.has(toText(world))) continue
    await inside.carried.takeUp(handle)
    if (!carried || !isOfWay(carried)) continue
    inside.sync.carryNoMore(handle)
    await inside.carried.drop(handle)
    inside.watches.changed(undefined)
  }
}
