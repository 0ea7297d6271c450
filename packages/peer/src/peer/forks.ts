/** Forks of a world that somebody asked this device to come along to. */
import { decodeValue, type ForkFact, passShape, readValue, toText, unseal, type WorldPass } from '@commune/protocol'
import type { ForkRow } from '../api/api.ts'
import type { Held, Inside } from './inside.ts'

export const forksOf = (inside: Inside, held: Held): ForkRow[] =>
  passesIn(inside, held).flatMap(({ pass, fact }) => {
    const by = held.hosted.identities.wareOf(fact.origin)
    const world = toText(pass.world)
    return by === undefined ? [] : [{ world, name: pass.name, by, here: inside.find(world) !== undefined }]
  })

/** The passes that open with this device's key. */
export function passesIn(inside: Inside, { hosted }: Held): { pass: WorldPass; fact: ForkFact }[] {
  const { box } = inside.me().device
  const passes: { pass: WorldPass; fact: ForkFact }[] = []
  for (const fact of hosted.epochs.forks.values()) {
    for (const sealed of fact.boxes) {
      const plain = unseal(sealed, box)
      const decoded = plain && decodeValue(plain)
      const pass = decoded?.ok ? readValue(passShape, decoded.value, 'a pass') : undefined
      if (pass?.ok) passes.push({ pass: pass.value, fact })
    }
  }
  return passes
}
