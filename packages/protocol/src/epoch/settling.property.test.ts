/** However members share, minting comes to an end, and nobody is left out by who shares with them (K2, K3). */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { identitiesOf } from '../identity/identities.ts'
import { identityRoom } from '../identity/room.ts'
import { beginWare, sayBegin } from '../identity/ware.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import type { IdText } from '../statement/statement.ts'
import { seededRandom, ToyGraph } from '../testing/index.ts'
import { apartFrom, chooseEpoch, type EpochChoice } from './choose.ts'
import { makeEpoch } from './epoch.ts'
import { planMint } from './plan.ts'
import { epochsRoom, sayDissociation, sayMint } from './room.ts'

beforeAll(() => sodiumReady)

const world = new Uint8Array(32).fill(7)

test('[K2] [K3] minting settles: each writes where all it shares with can read, and nobody else', () => {
  const pair = fc.tuple(fc.nat(4), fc.nat(4))
  const small = fc.record({ by: fc.nat(4), audience: fc.array(fc.nat(4), { maxLength: 3 }) })
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 5 }), fc.array(small, { maxLength: 3 }), fc.nat(99), (apart, spoilers, seed) => {
      const random = seededRandom(seed)
      const graph = new ToyGraph()
      const wares = Array.from({ length: 5 }, () => beginWare(random)).map((made) => ({
        ...made,
        id: toText(made.begin.ware),
        name: toText(made.device.sign.publicKey)
      }))
      const holds = new Map<IdText, IdText[]>(wares.map((ware) => [ware.id, []]))
      for (const ware of wares) graph.say({ device: ware.name, statements: [sayBegin(ware.begin)] })
      const mint = (by: (typeof wares)[0], audience: readonly IdText[]): void => {
        const { epoch, seed: from } = makeEpoch(world, by.device.sign.publicKey, random)
        graph.say({ device: by.name, epoch: toText(epoch.id), statements: [sayMint(from, audience)] })
        for (const ware of audience) holds.get(ware)?.push(toText(epoch.id))
      }
      mint(
        wares[0]!,
        wares.map((ware) => ware.id)
      )
      for (const [from, to] of apart)
        if (from !== to) graph.say({ device: wares[from]!.name, statements: [sayDissociation(wares[to]!.id, true)] })
      for (const { by, audience } of spoilers)
        mint(
          wares[by]!,
          [...new Set([by, ...audience])].map((index) => wares[index]!.id)
        )

      const online = wares.map((ware) => ({ ware: ware.id, device: ware.name }))
      const look = (ware: (typeof wares)[0]): { choice: EpochChoice | undefined; wanted: IdText[] } => {
        const epochs = graph.fold(epochsRoom(world)).state
        const identities = identitiesOf(graph.fold(identityRoom(world)).state, graph)
        const gone = apartFrom(ware.id, epochs, identities)
        const wanted = wares.map((other) => other.id).filter((id) => !gone.has(id))
        return {
          wanted,
          choice: chooseEpoch({
            held: holds.get(ware.id)!,
            epochs,
            identities,
            chain: graph,
            me: ware.id,
            shares: (id) => !gone.has(id),
            wanted
          })
        }
      }
      let minted = 0
      for (let round = 0, busy = true; busy; round++) {
        busy = false
        for (const [index, ware] of wares.entries()) {
          const { choice, wanted } = look(ware)
          const plan = planMint({
            me: online[index]!,
            online,
            choice,
            wanted,
            dueMs: Number.POSITIVE_INFINITY,
            sinceMintMs: Number.POSITIVE_INFINITY
          })
          if (plan.do !== 'mint') continue
          mint(ware, plan.audience)
          minted++
          busy = true
        }
        expect(round).toBeLessThan(10)
      }
      expect(minted).toBeLessThanOrEqual(wares.length)
      for (const ware of wares) {
        const { choice, wanted } = look(ware)
        expect([...(choice?.audience ?? [])].sort()).toEqual([...wanted].sort())
      }
    }),
    { numRuns: 60 }
  )
})
