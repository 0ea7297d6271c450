/**
 * Each checker against small wrong things: a wrapper around a peer, its disk or what checkers see makes it do one thing that it must not.
 * Without it no checker finds anything; with it, the one that has to find it does. A checker that catches none of them fails here.
 */
import type { PointId, Rule } from '@commune/commune'
import { type Held, sealTree } from '@commune/peer'
import { concat, type IdText, utf8 } from '@commune/protocol'
import { expect, test } from 'vitest'
import { Chance } from '../chance/chance.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import { safetyCheckers } from '../run/run.ts'
import { type Quiet, quietCommune } from '../scenario/quiet.ts'
import type { Settle } from '../time/virtualTime.ts'
import { agreed } from './agreed.ts'
import { convergence } from './convergence.ts'
import { Sight } from './sight.ts'

const settle: Settle = () => new Promise((resolve) => process.nextTick(resolve))
const checkers = [...safetyCheckers, convergence, agreed]
/** The box, its household, and one who is told less. */
const [box, juno, ola] = [0, 1, 2]
const replyType = 29
const chance = new Chance('mutations')

/** Puts something else in the place of what an object has. */
const put = (of: object, key: string, value: unknown): void => void Object.defineProperty(of, key, { value, configurable: true })
const heldBy = (quiet: Quiet, at: number): Held => {
  const held = quiet.at(at).peer?.inside.find(quiet.world)
  if (!held) throw new Error(`p${at} does not run`)
  return held
}
const actingOf = (quiet: Quiet) => {
  const acting = quiet.at(box).peer?.senses.actingOf(quiet.world)
  if (!acting) throw new Error('the box does not act')
  return acting
}
const lampOf = (quiet: Quiet): PointId => quiet.point(box, 'lamp', 'set')
/** A question that is answered with this, as it goes over the wire. */
const answer = (quiet: Quiet, tree: unknown): void => {
  const { commune, world } = quiet
  const [epoch] = heldBy(quiet, box).hosted.world.keyring.all()
  if (!epoch) throw new Error('the box has no epoch')
  commune.overheard.hear(commune, world, quiet.at(box), quiet.at(ola), concat(Uint8Array.of(replyType), new Uint8Array(12), sealTree(tree, 'reply', epoch, chance)))
}

/** What lies on a disk, without this: for this look and all later ones. */
const loses = (at: SimPeer, isLost: (id: IdText, index: number) => boolean) => (sight: Sight): Sight => {
  const whole = sight.onDisk.bind(sight)
  put(sight, 'onDisk', (peer: SimPeer, world: IdText) => {
    const envelopes = whole(peer, world)
    return peer === at ? new Map([...envelopes].filter(([id], index) => !isLost(id, index))) : envelopes
  })
  return sight
}

interface Mutation {
  readonly what: string
  readonly by: string
  /** May change how checkers see. */
  put(quiet: Quiet): Promise<((sight: Sight) => Sight) | void>
}

const mutations: readonly Mutation[] = [
  {
    what: 'a series is told to the world in a form that nobody chose',
    by: 'told',
    async put(quiet) {
      const told = JSON.stringify([{ is: 'reading', atMs: quiet.at(box).nowMs - 1_000, value: 60 }])
      await heldBy(quiet, box).hosted.say([{ type: 'thing.tell', thing: quiet.thing(box, 'bed').id, point: 'weight', told }])
    }
  },
  {
    what: 'an answer tells a reading as it was to one who may see its mean alone',
    by: 'told',
    async put(quiet) {
      quiet.at(box).things?.sensed.set(21.1234567, 'eye/warm')
      answer(quiet, { ok: { told: [{ point: quiet.point(box, 'eye', 'warm'), known: { value: 21.1234567, atMs: 1 } }] } })
    }
  },
  {
    what: 'an answer says that somebody is near to one who is not told that',
    by: 'told',
    put: async (quiet) => answer(quiet, { ok: { told: [{ point: quiet.point(box, 'eye', 'step'), nearMs: 800 }] } })
  },
  {
    what: 'an answer names the moment of a passing',
    by: 'told',
    async put(quiet) {
      quiet.at(box).things?.passed.add(1_794_988_812_617)
      answer(quiet, { ok: [{ sinceMs: 1_794_988_812_617 }] })
    }
  },
  {
    what: 'an agreement moves the lamp before the least hold is over',
    by: 'steady',
    async put(quiet) {
      const common = { world: quiet.world, point: lampOf(quiet), life: 1, slot: 'agreement', leastMs: 5_000, hasWhy: true } as const
      const { nowMs } = quiet.commune.time
      quiet.at(box).things?.commands.push({ ...common, value: 60, atMs: nowMs - 4_000 }, { ...common, value: 10, atMs: nowMs - 100 })
    }
  },
  {
    what: 'a point is held at what its keeper does not let be asked',
    by: 'bound',
    async put(quiet) {
      await quiet.say(box, { wish: 'will', thing: quiet.thing(box, 'lamp').id, point: 'set', will: { max: 80, asks: false } })
      const { keeper } = actingOf(quiet)
      const show = keeper.show.bind(keeper)
      put(keeper, 'show', (id: string) => ({ ...show(id), ...(id === lampOf(quiet) && { holding: { slot: 'person', by: 'juno', value: 100, sinceMs: 0, untilMs: 1e15 } }) }))
    }
  },
  {
    what: 'a lease is never let go',
    by: 'bound',
    async put(quiet) {
      const { keeper } = actingOf(quiet)
      keeper.ask(lampOf(quiet), { slot: 'person', by: 'juno', value: 20, leaseMs: 10_000 }, quiet.at(box).nowMs)
      const held = keeper.show(lampOf(quiet))
      const show = keeper.show.bind(keeper)
      put(keeper, 'show', (id: string) => (id === lampOf(quiet) ? held : show(id)))
      await quiet.pass(20_000)
    }
  },
  {
    what: 'the lamp is moved for an agreement that is none',
    by: 'bound',
    put: async (quiet) => void actingOf(quiet).keeper.ask(lampOf(quiet), { slot: 'agreement', by: 'nobody.0#0', value: 60, leaseMs: 300_000 }, quiet.at(box).nowMs)
  },
  {
    what: 'an act cannot say why it was',
    by: 'bound',
    put: async (quiet) =>
      void quiet.at(box).things?.commands.push({ world: quiet.world, point: lampOf(quiet), value: 60, atMs: 0, life: 1, slot: 'agreement', leastMs: 5_000, hasWhy: false })
  },
  {
    what: 'a passing is kept in a value',
    by: 'passings',
    async put(quiet) {
      quiet.at(box).things?.passed.add(1_794_988_812_617)
      const contents = quiet.at(box).disk.contents.bind(quiet.at(box).disk)
      put(quiet.at(box).disk, 'contents', (prefix: string) => [...contents(prefix), ['w1/r', utf8('{"atMs":1794988812617}')]])
    }
  },
  {
    what: 'a passing is noted',
    by: 'passings',
    async put(quiet) {
      quiet.at(box).things?.passed.add(1_794_988_812_617)
      quiet.at(box).noted.push('moved {"atMs":1794988812617}')
    }
  },
  { what: 'what was answered as said lies on no disk', by: 'durability', put: async (quiet) => quiet.commune.ledger.said('p0', quiet.world, [`${'A'.repeat(43)}.0`]) },
  {
    what: 'a word counts as that of one who has not said it',
    by: 'authorship',
    async put(quiet) {
      const [id = ''] = await quiet.say(juno, { wish: 'need', thing: 'bread', quantity: '1 kg' })
      return loses(quiet.at(juno), (each) => id.startsWith(each))
    }
  },
  {
    what: 'one who was not given an epoch has its key',
    by: 'confidentiality',
    async put(quiet) {
      const apart = quiet.commune.act(quiet.at(box), 'dissociate', { world: quiet.world, ware: quiet.at(ola).ware ?? '', apart: true })
      await quiet.pass(5_000)
      await apart
      await quiet.say(box, { wish: 'need', thing: 'bread', quantity: '1 kg' })
      for (const { secret } of heldBy(quiet, box).hosted.world.keyring.all()) heldBy(quiet, ola).hosted.world.keyring.hold(secret)
    }
  },
  { what: 'two who hold the same come to something else', by: 'agreement', put: async (quiet) => put(heldBy(quiet, juno).hosted.world.folds, 'digest', () => 'something else') },
  {
    what: 'more leaves a portion than was there',
    by: 'stock',
    async put(quiet) {
      const { stock } = heldBy(quiet, juno).views()
      put(stock, 'portions', () => [{ id: 'flour', device: quiet.at(box).device, over: { n: 1n, d: 1n } }])
    }
  },
  {
    what: 'a plan holds that lacks a yes',
    by: 'plans',
    async put(quiet) {
      const [need = ''] = await quiet.say(juno, { wish: 'need', thing: 'bread', quantity: '1 kg' })
      await quiet.pass(5_000)
      const ware = quiet.at(juno).ware ?? ''
      const hands = [{ key: 'h', ware: quiet.at(ola).ware ?? '', does: 'work', thing: 'baking', feeds: 'n' }] as const
      await quiet.say(juno, { wish: 'propose-plan', plan: { needs: [{ key: 'n', need, ware, thing: 'bread' }], hands, until: quiet.at(juno).nowMs + 600_000 } })
      const { plans } = heldBy(quiet, juno).views()
      const list = plans.list.bind(plans)
      put(plans, 'list', (query: object, nowMs: number) => ({ ...list(query, nowMs), rows: list(query, nowMs).rows.map((row) => ({ ...row, state: 'holds' })) }))
    }
  },
  {
    what: 'more are said to keep something than do',
    by: 'kept',
    async put(quiet) {
      await quiet.say(juno, { wish: 'need', thing: 'bread', quantity: '1 kg' })
      quiet.commune.ledger.said('p1', quiet.world, [...new Sight(quiet.commune).onDisk(quiet.at(juno), quiet.world).keys()].map((id) => `${id}.0`))
      const peer = quiet.at(juno).peer
      if (!peer) throw new Error('juno does not run')
      const ask = peer.ask.bind(peer) as (name: string, params: unknown) => Promise<unknown>
      put(peer, 'ask', (name: string, params: unknown) => (name === 'kept' ? Promise.resolve({ ok: true, value: { others: 9, browsers: 0, carriers: 0 } }) : ask(name, params)))
    }
  },
  {
    what: 'somebody mints an epoch for itself alone',
    by: 'together',
    async put(quiet) {
      const { hosted } = heldBy(quiet, juno)
      const { epochs } = hosted
      const alone = { epoch: 'mine', audience: [hosted.me], origin: { device: quiet.at(juno).device } }
      put(hosted, 'epochs', { ...epochs, dissociations: epochs.dissociations, mints: new Map<string, unknown>([...epochs.mints, ['mine', alone]]) })
    }
  },
  {
    what: 'one to whom a proposal was told again takes it for in force',
    by: 'agreed',
    async put(quiet) {
      const rule: Rule = { act: lampOf(quiet), to: { value: 60, unit: '%' }, while: { is: 'sun', state: 'up' }, otherwise: 'rest', unsure: 'rest' }
      await quiet.say(juno, { wish: 'propose', rules: [rule], with: [heldBy(quiet, ola).hosted.me] })
      const { agreements, states } = heldBy(quiet, ola).views()
      const list = agreements.list.bind(agreements)
      put(states.agreements.proposed, 'has', () => false)
      put(agreements, 'list', (nowMs: number) => list(nowMs).map((row) => ({ ...row, state: 'holds' })))
    }
  },
  { what: 'one never gets what all others have', by: 'convergence', put: async (quiet) => loses(quiet.at(ola), (_, index) => index === 3) }
]

/** What checkers find of a commune, each by its name; a lingering wrong is one only when it is there still after a while. */
async function found(quiet: Quiet, see: (sight: Sight) => Sight): Promise<Set<string>> {
  const broken = new Set<string>()
  for (const round of [1, 2]) {
    for (const checker of checkers) if ((await checker.check(see(new Sight(quiet.commune)))).length > 0) broken.add(checker.name)
    if (round === 1) await quiet.pass(5_000)
  }
  return broken
}

test('every checker is there to catch something', () => {
  expect(checkers.map(({ name }) => name).filter((name) => !mutations.some(({ by }) => by === name))).toEqual([])
})

test.each(mutations)('$by catches it when $what', async (mutation) => {
  const quiet = await quietCommune({ name: 'mutations', peers: 3, boxes: [box] }, settle)
  expect(await found(quiet, (sight) => sight)).toEqual(new Set())
  const see = (await mutation.put(quiet)) ?? ((sight: Sight) => sight)
  expect(await found(quiet, see)).toContain(mutation.by)
}, 60_000)
