/** Verdicts of the graph depend on the set of entries alone (E4, E5). */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { decodeEntry, encodeEntry } from '../entry/entry.ts'
import type { Address } from '../envelope/envelope.ts'
import { hash, type KeyPair, signPair, sodiumReady } from '../sodium/sodium.ts'
import { Graph, makeNode, type Node } from './graph.ts'

beforeAll(() => sodiumReady)

const world = new Uint8Array(32).fill(7)
const epochId = new Uint8Array(32).fill(9)
const pairs: KeyPair[] = []
const pairOf = (author: number): KeyPair => (pairs[author] ??= signPair(new Uint8Array(32).fill(author + 1)))

interface Step {
  readonly author: number
  readonly sign: boolean
  /** Which earlier entries it names as parents. */
  readonly sees: readonly number[]
  /** Goes on from the entry before the last of the chain: a fork. */
  readonly fork: boolean
  /** Its signature is spoilt. */
  readonly spoil: boolean
  /** It is in an epoch that is not held here. */
  readonly sealed: boolean
}

const stepArb: fc.Arbitrary<Step> = fc.record({
  author: fc.nat({ max: 3 }),
  sign: fc.boolean(),
  sees: fc.array(fc.nat({ max: 40 }), { maxLength: 3 }),
  fork: fc.nat({ max: 9 }).map((n) => n === 0),
  spoil: fc.nat({ max: 9 }).map((n) => n === 0),
  sealed: fc.nat({ max: 5 }).map((n) => n === 0)
})

interface Made {
  readonly node: Node
  readonly signed: boolean
  readonly sealed: boolean
  readonly references: readonly Address[]
}

function build(steps: readonly Step[]): Made[] {
  const made: Made[] = []
  const chains = new Map<number, Made[]>()
  for (const [index, step] of steps.entries()) {
    const chain = chains.get(step.author) ?? []
    const before = step.fork ? chain.at(-2) : chain.at(-1)
    const prev = before?.node.address ?? null
    const author = before && !before.sealed ? null : pairOf(step.author).publicKey
    const parents = [...new Set(step.sees)].flatMap((at) => (at < made.length ? [(made[at] as Made).node.address] : [])).filter((address) => address !== prev)
    const nonce = new Uint8Array(24)
    nonce[0] = index
    const setting = { world, epochId, nonce }
    const { plain, lamport } = encodeEntry({ author, prev, parents, statements: [{ type: 'x', n: index }] }, setting, step.sign ? pairOf(step.author).secretKey : undefined)
    if (step.sign && step.spoil) plain[5] = (plain[5] as number) ^ 1
    const entry = decodeEntry(plain, lamport)
    if (!entry.ok) throw new Error(entry.error)
    const address = { lamport, id: hash(plain) }
    const node = makeNode(address, toText(address.id), entry.value, setting, plain.length)
    const one = { node, signed: step.sign && !step.spoil, sealed: step.sealed, references: prev ? [prev, ...parents] : parents }
    made.push(one)
    chain.push(one)
    chains.set(step.author, chain)
  }
  return made
}

/** What counts, worked out slowly: an entry with a valid signature, and all before it on its chain that can be read. */
function expected(made: readonly Made[]): Set<string> {
  const byId = new Map(made.map((one) => [one.node.id, one]))
  const counts = new Set<string>()
  for (const one of made) {
    if (!one.signed || one.sealed) continue
    for (let at: Made | undefined = one; at && !at.sealed; at = at.node.entry.prev ? byId.get(toText(at.node.entry.prev.id)) : undefined) counts.add(at.node.id)
  }
  return counts
}

function takeIn(made: readonly Made[], order: readonly number[], settleEvery: number): { graph: Graph; settled: string[] } {
  const graph = new Graph()
  const present = new Set<string>()
  const authors = new Map<string, string | null>()
  const settled: string[] = []
  for (const [count, index] of order.entries()) {
    const { node, references, sealed } = made[index] as Made
    if (present.has(node.id)) continue
    present.add(node.id)
    if (sealed) {
      graph.arrived(node.id)
      continue
    }
    const fresh: Node = { ...node, device: node.entry.author ? toText(node.entry.author) : null }
    const missing = references.map((address) => toText(address.id)).filter((id) => !present.has(id))
    const before = graph.waitsForAuthor(fresh)
    if (before !== undefined) missing.push(before)
    const prev = node.entry.prev && toText(node.entry.prev.id)
    graph.add(fresh, { missing, prevAuthor: prev === null ? undefined : (graph.authorOf(prev) ?? authors.get(prev) ?? undefined) })
    graph.arrived(node.id)
    if ((count + 1) % settleEvery === 0) settled.push(...graph.settle().map(remember))
  }
  settled.push(...graph.settle().map(remember))
  return { graph, settled }

  function remember(node: Node): string {
    authors.set(node.id, node.device)
    return node.id
  }
}

const caseArb = fc.array(stepArb, { minLength: 1, maxLength: 40 }).chain((steps) =>
  fc.record({
    steps: fc.constant(steps),
    order: fc.shuffledSubarray([...steps.keys()], { minLength: steps.length }),
    again: fc.array(fc.nat({ max: steps.length - 1 }), { maxLength: 10 }),
    settleEvery: fc.integer({ min: 1, max: 50 })
  })
)

test('[E4] any order and any repetition of the same entries gives the same verdict on each', () => {
  fc.assert(
    fc.property(caseArb, ({ steps, order, again, settleEvery }) => {
      const made = build(steps)
      const { graph, settled } = takeIn(made, [...order, ...again], settleEvery)
      expect(new Set(settled)).toEqual(expected(made))
      expect(settled.length).toBe(new Set(settled).size)
      expect(graph.heldEntries).toBe(made.filter((one) => !one.sealed).length - settled.length)
    })
  )
})

test('[E4][S6] an entry that nobody gets holds up those that name it, and no others, in any order', () => {
  const withheldArb = caseArb.chain((one) => fc.record({ one: fc.constant(one), withheld: fc.uniqueArray(fc.nat({ max: one.steps.length - 1 }), { maxLength: 4 }) }))
  fc.assert(
    fc.property(withheldArb, ({ one: { steps, order, settleEvery }, withheld }) => {
      const made = build(steps)
      const byId = new Map(made.map((one) => [one.node.id, one]))
      const gone = new Set(withheld.map((at) => made[at]?.node.id))
      const waits = (one: Made): boolean => {
        const { prev, author } = one.node.entry
        const before = author === null && prev ? byId.get(toText(prev.id)) : undefined
        return one.references.some((address) => gone.has(toText(address.id))) || (before !== undefined && !before.sealed && waits(before))
      }
      const counts = new Set<string>()
      for (const one of made) {
        if (!one.signed) continue
        for (let at: Made | undefined = one; at && !at.sealed && !gone.has(at.node.id) && !waits(at); at = at.node.entry.prev ? byId.get(toText(at.node.entry.prev.id)) : undefined) counts.add(at.node.id)
      }
      const come = (all: readonly number[]): number[] => all.filter((at) => !withheld.includes(at))
      const { graph, settled } = takeIn(made, come(order), settleEvery)
      expect(new Set(settled)).toEqual(counts)
      expect(graph.snapshot()).toEqual(takeIn(made, come([...steps.keys()]), 1_000).graph.snapshot())
      // And when it comes at last, all is as if it had come in its turn.
      const late = takeIn(made, [...come(order), ...withheld], settleEvery)
      expect(late.graph.snapshot()).toEqual(takeIn(made, [...steps.keys()], 1_000).graph.snapshot())
    })
  )
})

test('[E5] forks, heads and ends of chains are the same in any order', () => {
  fc.assert(
    fc.property(caseArb, ({ steps, order, settleEvery }) => {
      const made = build(steps)
      const straight = takeIn(made, [...steps.keys()], 1_000).graph.snapshot()
      expect(takeIn(made, order, settleEvery).graph.snapshot()).toEqual(straight)
    })
  )
})

test('[E5] two entries after one are both kept and shown as a fork', () => {
  const step = { author: 0, sign: true, sees: [], fork: false, spoil: false, sealed: false }
  const made = build([step, step, { ...step, fork: true }])
  const { graph, settled } = takeIn(made, [0, 1, 2], 1)
  expect(settled.length).toBe(3)
  expect(graph.forks).toEqual([{ device: toText(pairOf(0).publicKey), prev: made[0]?.node.id }])
  expect(graph.tips(toText(pairOf(0).publicKey)).length).toBe(2)
})

test('[E5] a chain with a part that cannot be read is no fork, whichever end of it comes first', () => {
  const step = { author: 0, sign: true, sees: [], fork: false, spoil: false, sealed: false }
  const made = build([step, { ...step, sealed: true }, step, step])
  for (const order of [[0, 1, 2, 3], [1, 2, 3, 0], [1, 3, 2, 0]]) expect(takeIn(made, order, 1).graph.forks).toEqual([])
  const forked = build([step, { ...step, sealed: true }, step, { ...step, fork: true }])
  expect(takeIn(forked, [1, 2, 3, 0], 1).graph.forks).toEqual([{ device: toText(pairOf(0).publicKey), prev: forked[1]?.node.id }])
})

test('[E5] one that is taken in again before what it follows makes no fork with it', () => {
  const step = { author: 0, sign: true, sees: [], fork: false, spoil: false, sealed: false }
  const [first, second, third] = build([step, step, step]) as [Made, Made, Made]
  const graph = new Graph()
  // All of them are in the set already, so nothing waits; authors are looked up.
  for (const { node } of [third, first, second]) graph.add(node, { missing: [], prevAuthor: toText(pairOf(0).publicKey) })
  expect(graph.settle().map((node) => node.id)).toEqual([first, second, third].map(({ node }) => node.id))
  expect([graph.forks, graph.tips(toText(pairOf(0).publicKey)).length, graph.heads.length, graph.signatureChecks]).toEqual([[], 1, 1, 1])
})

test('[E4] a chain is settled by one check of its last signature, and a wrong one settles nothing', () => {
  const step = { author: 0, sign: true, sees: [], fork: false, spoil: false, sealed: false }
  const long = build(Array.from({ length: 500 }, () => step))
  const whole = takeIn(long, [...long.keys()], 10_000)
  expect(whole.settled.length).toBe(500)
  expect(whole.graph.signatureChecks).toBe(1)
  const spoilt = build([step, { ...step, spoil: true }])
  expect(takeIn(spoilt, [0, 1], 10).settled).toEqual([spoilt[0]?.node.id])
})
