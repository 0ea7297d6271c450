/**
 * Our side of Negentropy V1 against an implementation by others (nostr-tools), on sets from a printed seed.
 *
 * It only knows the part of the initiator: a list it is given it takes, and answers nothing. So where it stands on the
 * responder's side, both are asked what they learned. Its numbers end below 2^31.
 *
 * `NIP77_SEED` chooses the sets, `NIP77_RUNS` how many.
 */
import { nip77 } from 'nostr-tools'
import { expect, test } from 'vitest'
import { sha256, sodiumReady } from '../sodium/sodium.ts'
import type { Item } from './address.ts'
import { Reconciler } from './reconciler.ts'
import { SeededRandom } from './testing/chance.ts'
import { MapStore } from './testing/mapStore.ts'
import { difference } from './testing/meeting.ts'
import { Tree } from './tree.ts'

await sodiumReady

const firstSeed = Number(process.env['NIP77_SEED'] ?? 1)
const runs = Number(process.env['NIP77_RUNS'] ?? 25)
const roundsMax = 200

interface Trial {
  readonly seed: number
  readonly own: readonly Item[]
  readonly other: readonly Item[]
  readonly tree: Tree
  readonly theirs: nip77.NegentropyStorageVector
  readonly random: SeededRandom
}

async function trialOf(seed: number): Promise<Trial> {
  const random = new SeededRandom(seed)
  const authors = 1 + random.below(40)
  const size = [0, 20, 300, 4_000][random.below(4)] as number
  const common = random.items(random.below(size + 1), authors)
  const alone = (): Item[] =>
    random.items(random.below([2, 20, 600][random.below(3)] as number), authors).map((item) => ({
      ...item,
      lamport: random.below(8) === 0 ? 2 ** 30 + random.below(1_000) : 1 + random.below(1 + size / authors)
    }))
  const own = [...common, ...alone()]
  const other = [...common, ...alone()]
  const tree = await Tree.open(new MapStore(), '')
  await tree.insertMany(own)
  const theirs = new nip77.NegentropyStorageVector()
  for (const item of other) theirs.insert(item.lamport, item.id.toHex())
  theirs.seal()
  return { seed, own, other, tree, theirs, random }
}

async function eachTrial(run: (trial: Trial) => Promise<void>): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const trial = await trialOf(seed)
    await run(trial).catch((fault: unknown) => {
      throw new Error(`seed ${seed}: ${trial.own.length} here, ${trial.other.length} there`, { cause: fault })
    })
  }
}

test('[S2] theirs as initiator learns the exact difference from us', { timeout: 120_000 }, async () => {
  await eachTrial(async ({ own, other, tree, theirs, random }) => {
    const initiator = new nip77.Negentropy(theirs)
    const frameBytesMax = [4_096, 20_000, 262_144][random.below(3)] as number
    const responder = new Reconciler(tree, 'responder', sha256, { frameBytesMax })
    // Sets: when our messages are full, it is told of some again.
    const [have, need]: [Set<string>, Set<string>] = [new Set(), new Set()]
    let message: string | null = initiator.initiate()
    for (let round = 0; message !== null; round++) {
      expect(round).toBeLessThan(roundsMax)
      const turn = await responder.receive(Uint8Array.fromHex(message))
      if (!turn.ok) throw new Error(turn.error.reason)
      message = initiator.reconcile((turn.value.message as Uint8Array).toHex(), (id) => have.add(id), (id) => need.add(id))
    }
    expect({ have: [...have].toSorted(), need: [...need].toSorted() }).toEqual(difference(other, own))
  })
})

test('[S2] ours as initiator: what either side learns is the exact difference', { timeout: 120_000 }, async () => {
  await eachTrial(async ({ own, other, tree, theirs, random }) => {
    const responder = new nip77.Negentropy(theirs, 10_000_000)
    const initiator = new Reconciler(tree, 'initiator', sha256)
    const [have, need]: [Set<string>, Set<string>] = [new Set(), new Set()]
    let message: Uint8Array | undefined = await initiator.start(random.below(2) === 0 ? random : undefined)
    for (let round = 0; message; round++) {
      expect(round).toBeLessThan(roundsMax)
      const answer = responder.reconcile(message.toHex(), (id) => need.add(id), (id) => have.add(id))
      const turn = await initiator.receive(answer === null ? Uint8Array.of(0x61) : Uint8Array.fromHex(answer))
      if (!turn.ok) throw new Error(turn.error.reason)
      for (const { id } of turn.value.have) have.add(id.toHex())
      for (const id of turn.value.need.flatMap(({ ids }) => ids)) need.add(id.toHex())
      message = turn.value.message
    }
    expect({ have: [...have].toSorted(), need: [...need].toSorted() }).toEqual(difference(own, other))
  })
})

test('[S2] small sets and fingerprints are the same bytes on both sides', async () => {
  const random = new SeededRandom(firstSeed)
  for (const count of [0, 1, 7, 31]) {
    const items = random.items(count, 3)
    const tree = await Tree.open(new MapStore(), '')
    await tree.insertMany(items)
    const theirs = new nip77.NegentropyStorageVector()
    for (const item of items) theirs.insert(item.lamport, item.id.toHex())
    theirs.seal()
    expect((await new Reconciler(tree, 'initiator', sha256).start()).toHex()).toBe(new nip77.Negentropy(theirs).initiate())
    expect((await tree.fingerprint(sha256)).toHex()).toBe(theirs.fingerprint(0, count).toHex())
  }
})
