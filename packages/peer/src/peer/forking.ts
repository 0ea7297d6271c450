/**
 * A fork: a new world that goes on from an old one, with the history and the wares that come along (P3).
 *
 * Everything that was said before is the same envelopes, read with the epochs of the old world; everything after is said
 * under epochs of the new one. Those who are asked find a sealed pass in the old world; each comes along by itself or not.
 * Who is not asked sees that somebody forked, and nothing of the new world.
 */
import {
  encodeValue,
  fromText,
  no,
  ok,
  sayFork,
  seal,
  audienceDevices,
  toText,
  writePass
} from '@commune/protocol'
import type { ActName, Acts, Outcome } from '../api/api.ts'
import { peerMessage } from '../words/index.ts'
import { sayWishes, usable } from './acts.ts'
import { passesIn } from './forks.ts'
import type { Inside } from './inside.ts'
import type { Joining } from './joining.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

export const forkingOf = (inside: Inside, joining: Joining): Doing => ({
  async fork({ world, name, wares }) {
    const found = usable(inside, world)
    if (!found.ok) return found
    const old = found.value.hosted
    const unknown = wares.find((ware) => !old.identities.wares().includes(ware))
    if (unknown !== undefined) return no(peerMessage('peer.ware-unknown'))
    const id = inside.ports.random.bytes(32)
    const audience = [...new Set([old.me, ...wares])]
    await inside.registry.add(toText(id))
    const held = await inside.open(toText(id))
    const { keyring } = old.world
    await held.hosted.world.inherit([...keyring.ancestors(), { world: old.world.id, epochs: keyring.all().map((epoch) => epoch.secret) }], old.world.scan(0))
    await held.hosted.refresh()
    const epoch = await held.hosted.mint(audience, [])
    const named = await sayWishes(inside, held, [{ wish: 'world', name }])
    if (!named.ok) {
      // It was never told to anybody: a world that nobody can name is not left lying here.
      await inside.drop(toText(id))
      await inside.registry.forget(toText(id))
      return named
    }
    const pass = encodeValue(writePass({ ...joining.passOf(held, [epoch.secret]), name }))
    const boxes = audienceDevices(wares, old.identities).flatMap((device) => seal(pass, fromText(device.box) as Uint8Array, inside.ports.random.bytes(32)) ?? [])
    for (let at = 0; at < boxes.length; at += boxesAtOnce) await old.say([sayFork(boxes.slice(at, at + boxesAtOnce))])
    return ok({ world: toText(id) })
  },

  async comeAlong({ world, fork }) {
    const found = usable(inside, world)
    if (!found.ok) return found
    const pass = passesIn(inside, found.value).find((each) => toText(each.pass.world) === fork)
    if (!pass) return no(peerMessage('peer.world-unknown'))
    const held = await joining.enter(pass.pass, pass.pass.addresses)
    await held.hosted.world.inherit(pass.pass.ancestors, found.value.hosted.world.scan(0))
    await held.hosted.refresh()
    await held.hosted.tend()
    return ok({ world: fork })
  }
})

const boxesAtOnce = 32
