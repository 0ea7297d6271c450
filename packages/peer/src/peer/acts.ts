/** Everything that can be done in the name of this device's ware. */
import { decide, type Message, type PlanContent, planHash, type Views, type Wish } from '@commune/commune'
import { fromText, type IdText, no, ok, type RawStatement, type Result, sayAppoint, sayDissociation, type StatementId, toText } from '@commune/protocol'
import type { ActName, Acts, Outcome } from '../api/api.ts'
import { routed } from '../few/routing.ts'
import { partsOf } from '../hosted/parts.ts'
import { deviceOf, wareOf } from '../me/me.ts'
import { messageOfFault, peerMessage } from '../words/index.ts'
import { dissociationOf } from './dissociation.ts'
import type { Held, Inside } from './inside.ts'
import { connectTo } from './knock.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

/** Acts on worlds and what is said in them; those on invitations, devices and files have files of their own. */
export const actsOf = (inside: Inside): Doing => ({
  async beginWorld({ name }) {
    const world = toText(inside.ports.random.bytes(32))
    await inside.registry.add(world)
    const held = await inside.open(world)
    await held.hosted.begin()
    const said = await sayWishes(inside, held, [{ wish: 'world', name }])
    if (!said.ok) {
      await inside.drop(world)
      await inside.registry.forget(world)
      return said
    }
    return ok({ world })
  },

  async say({ world, wishes, to }) {
    const held = usable(inside, world)
    if (!held.ok) return held
    const said = await sayWishes(inside, held.value, wishes, to)
    return said.ok ? ok({ ids: said.value }) : said
  },

  async leave({ world, forget }) {
    const held = inside.find(world)
    if (!held) return no(peerMessage('peer.world-unknown'))
    if (forget) await inside.senses.forget(held)
    await inside.registry.leave(world)
    await inside.drop(world)
    if (forget) await inside.registry.forget(world)
    else await inside.open(world)
    return ok({})
  },

  async comeBack({ world }) {
    const held = inside.find(world)
    if (!held) return no(peerMessage('peer.world-unknown'))
    if (!held.left) return no(peerMessage('peer.already-in'))
    await inside.registry.add(world)
    await inside.drop(world)
    await inside.open(world)
    return ok({})
  },

  async dissociate({ world, ware, apart }) {
    const held = usable(inside, world)
    if (!held.ok) return held
    const { hosted } = held.value
    if (ware === hosted.me) return no(peerMessage('peer.not-yourself'))
    if (!hosted.identities.wares().includes(ware)) return no(peerMessage('peer.ware-unknown'))
    if (hosted.apart().has(ware) !== apart) {
      await hosted.say([sayDissociation(ware, apart)])
      await hosted.refresh()
      await hosted.tend()
    }
    return ok(dissociationOf(hosted, ware))
  },

  async connect({ address }) {
    const reached = await connectTo(inside, address)
    return reached.ok ? ok({}) : reached
  }
})

/** A world in which this peer may speak. */
export const usable = (inside: Inside, world: IdText): Result<Held, Message> => {
  const held = inside.find(world)
  if (!held) return no(peerMessage('peer.world-unknown'))
  if (held.left) return no(peerMessage('peer.world-left'))
  if (inside.lacks(world)) return no(peerMessage('peer.world-mending'))
  if (held.hosted.ended) return no(peerMessage('peer.ended'))
  return held.hosted.world.copied ? no(peerMessage('peer.copied')) : ok(held)
}

/**
 * Decides all wishes, then says what came of them: all or none. Long ones are parted into entries, in order. One after
 * another, so that nothing is decided by what another saying is about to change (T7).
 */
export const sayWishes = (inside: Inside, held: Held, wishes: readonly Wish[], to?: readonly IdText[]): Promise<Result<StatementId[], Message>> =>
  held.hosted.inTurn(async () => {
    const decided = decideAll(inside, held, wishes)
    if (!decided.ok) return decided
    const ways = routed(decided.value, to, held.hosted, held.told(), inside.ports.random)
    if (!ways.ok) return ways
    const { statements, helps } = ways.value
    const ids: StatementId[] = []
    try {
      // What would be given to whom as things stand is a trace of the moment: kept for a season (V4).
      const keepClass = wishes.every(({ wish }) => wish === 'split') ? 1 : 0
      for (const part of partsOf(statements)) {
        const said = await held.hosted.say(part, false, keepClass)
        ids.push(...said.filter((_, index) => !helps.has(part[index] as RawStatement)))
      }
    } catch (fault) {
      return no(messageOfFault(fault))
    }
    return ok(ids)
  })

function decideAll(inside: Inside, { hosted, views }: Held, wishes: readonly Wish[]): Result<RawStatement[], Message> {
  const me = inside.me()
  const ware = wareOf(me)
  const devices = hosted.identities.devices(ware).map((device) => device.device)
  const wisher = { ware, device: deviceOf(me), devices, nowMs: inside.ports.clock.nowMs(), random: inside.ports.random }
  const statements: RawStatement[] = []
  const portions = new Set<unknown>()
  for (const wish of wishes) {
    const decided = decide(wish, views(), wisher)
    if (!decided.ok) return decided
    // Each was decided as if it were the only one: two that take from one portion could take more than is there.
    const from = new Set<unknown>(decided.value.flatMap((statement) => ('portion' in statement ? [statement['portion']] : [])))
    for (const portion of promisedBy(decided.value, views())) from.add(portion)
    for (const portion of from) {
      if (portions.has(portion)) return no(peerMessage('peer.one-by-one'))
      portions.add(portion)
    }
    statements.push(...decided.value)
  }
  return ok(statements)
}

/** What yeses to plans promise to give from, so that two wishes at once do not promise one thing twice. */
function* promisedBy(statements: readonly RawStatement[], views: Views): Iterable<StatementId> {
  // Who proposes says yes in the same breath.
  const proposed = new Map(statements.flatMap((said) => (said.type === 'plan.propose' ? [[planHash(said as unknown as PlanContent), said as unknown as PlanContent] as const] : [])))
  for (const { type, plan, keys } of statements) {
    if (type !== 'plan.yes' || typeof plan !== 'string' || !Array.isArray(keys)) continue
    const { hands } = proposed.get(plan) ?? views.plans.contentOf(plan) ?? { hands: [] }
    for (const { key, portion } of hands) if (keys.includes(key) && portion !== undefined) yield portion
  }
}

/** Where a carrier is reached, as one statement takes it. */
const addressesMax = 16

/**
 * What this ware says anew in a new epoch, for those who cannot read older ones: its name, its carriers, and as minter the name of the world. Were
 * that said by everybody, one who renames the world meanwhile would be talked over.
 */
export const introductionOf = (inside: Inside, world: IdText, asMinter: boolean): RawStatement[] => {
  const held = inside.find(world)
  if (!held) return []
  const views = held.views()
  const { name, kind, about, place, skills } = views.wares.one(held.hosted.me)
  const me = { wish: 'me', ...(name && { name }), ...(kind && { kind }), ...(about && { about }), ...(place && { place }), ...(skills.length > 0 && { skills }) } as const
  const said = views.worlds.world()
  const wishes: Wish[] = [...(Object.keys(me).length > 1 ? [me] : []), ...(asMinter && said.name !== undefined ? [{ wish: 'world', ...said } as const] : [])]
  const wisher = { ware: held.hosted.me, device: deviceOf(inside.me()), devices: [], nowMs: inside.ports.clock.nowMs(), random: inside.ports.random }
  const carriers = held.hosted.carriers().filter(({ by }) => by.includes(held.hosted.me))
  const appointed = carriers.map(({ key, addresses }) => sayAppoint(fromText(key) as Uint8Array, addresses.slice(0, addressesMax)))
  return wishes
    .flatMap((wish) => {
      const decided = decide(wish, views, wisher)
      return decided.ok ? decided.value : []
    })
    .concat(appointed)
}
