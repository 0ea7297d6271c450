/** Everything that can be asked: reads, and changes nothing. */
import { type AgreementRow, type Message, rooms, thingOf, type Views } from '@commune/commune'
import { apartFrom, fromText, type IdText, no, ok, type Place, type StatementId } from '@commune/protocol'
import type { AskName, Asks, Kept, MemberRow, Outcome, SearchHit, Self, WorldSummary } from '../api/api.ts'
import { lasting } from '../api/plain.ts'
import type { Hosted } from '../hosted/hosted.ts'
import { deviceOf, wareOf } from '../me/me.ts'
import { peerMessage } from '../words/index.ts'
import { agreementsBefore } from './agreementsBefore.ts'
import { dissociationOf } from './dissociation.ts'
import { fileOf } from './fileOf.ts'
import { forksOf } from './forks.ts'
import { carriedRows, carrierRows } from './carrying.ts'
import { seenFrom } from './linkingActs.ts'
import { lostOf } from './lost.ts'
import { planFor, tripsOf } from './plans.ts'
import { convertIn, knowingNames, suggestIn } from './names.ts'
import type { StoreAsks } from '../api/store.ts'
import { recipeIn } from './recipeIn.ts'
import type { Held, Inside } from './inside.ts'
import type { Joining } from './joining.ts'
import { storeAnswers } from './storeAnswers.ts'

export type Answers = { readonly [K in AskName]: (params: Asks[K][0]) => Promise<Outcome<Asks[K][1]>> }

const nobody: Kept = { others: 0, browsers: 0, carriers: 0 }
const searchMax = 50

export const answersOf = (inside: Inside, { waysBack }: Joining): Answers => {
  const nowMs = (): number => inside.ports.clock.nowMs()

  /** Answers about one world, or that it is not known here. */
  const about =
    <P extends { world: IdText }, T>(answer: (views: Views, params: P, held: Held) => T | Promise<T>) =>
    async (params: P): Promise<Outcome<T>> => {
      const held = inside.find(params.world)
      return held ? ok(await answer(held.views(), params, held)) : no(peerMessage('peer.world-unknown'))
    }

  return {
    self: async () => ok(selfOf(inside)),
    worlds: async () => ok(inside.held().map((held) => summaryOf(inside, held))),
    world: about((_views, _params, held) => summaryOf(inside, held)),
    wares: about((_views, _params, held) => membersOf(inside, held)),
    intents: about((views, params) => views.intents.list(params, nowMs())),
    intent: about((views, params) => views.intents.one(params.id, nowMs()) ?? null),
    matches: about((views, params) => views.intents.matches(params.id, nowMs(), params.limit)),
    stock: about((views, params) => views.stock.byPlace(params)),
    suggest: about((views, params) => suggestIn(views, params.name, params.limit)),
    sameAs: about(async (views, params) => (await knowingNames(views)).same(params.a, params.b)),
    amounts: about(async (views, params) => (await knowingNames(views)).factors(params.thing)),
    converted: async (params) => {
      const held = inside.find(params.world)
      return held ? convertIn(held.views(), params, held.hosted.me) : no(peerMessage('peer.world-unknown'))
    },
    nameQuestions: about((views) => views.names.questions()),
    ...storeAsked(inside),
    recipes: about((views, params) => views.recipes.list(params)),
    recipe: async (params) => {
      const held = inside.find(params.world)
      return held ? recipeIn(held.views(), params) : no(peerMessage('peer.world-unknown'))
    },
    canMake: about((views, params) => views.making.canMake(params, nowMs())),
    missing: async (params) => {
      const held = inside.find(params.world)
      if (!held) return no(peerMessage('peer.world-unknown'))
      const answer = held.views().making.missing(params.id, params, params.near ?? {}, nowMs())
      return answer && 'key' in answer ? no(answer) : ok(answer ?? null)
    },
    ideas: about((views, params) => views.ideas.list(params)),
    idea: about((views, params) => views.ideas.page(params.id) ?? null),
    versions: about((views, params) => views.ideas.versions(params.id, { limit: 200 }).rows),
    plans: about((views, params) => views.plans.list(params, nowMs())),
    plan: about((views, params) => views.plans.one(params.id, nowMs()) ?? null),
    planFor: about((_views, params, held) => planFor(held, params, nowMs())),
    roundTrips: about((views, _params, held) => tripsOf(views, held, nowMs())),
    shares: about((views, params) => views.splits.sharesFor(params.need, nowMs())),
    things: about((views, params) => views.things.list(params).map(lasting)),
    thing: about((views, params) => views.things.one(params.id) ?? null),
    sensed: about((_views, params, held) => inside.senses.sensed(held, params.points)),
    history: async (params) => {
      const held = inside.find(params.world)
      return held ? inside.senses.readings.history(held, params) : no(peerMessage('peer.world-unknown'))
    },
    leaving: async (params) => inside.senses.readings.leaving(params),
    used: async (params) => inside.senses.readings.used(params),
    agreements: about((views, _params, held) => Promise.all(views.agreements.list(nowMs()).map((row) => withUnseen(inside, held, row)))),
    agreement: about((views, params, held) => {
      const row = views.agreements.one(params.id, nowMs())
      return row ? withUnseen(inside, held, row) : null
    }),
    agreementsBefore: about((_views, _params, held) => agreementsBefore(held, nowMs())),
    stands: async (params) => inside.senses.acts.stands(params),
    why: async (params) => inside.senses.acts.why(params),
    brokers: async (params) => inside.senses.brokers.list(params),
    replay: async (params) => inside.senses.replay(params),
    search: about((_views, params, held) => searchIn(held, params.text, Math.min(params.limit ?? 20, searchMax), nowMs())),
    links: about((views) => views.links.list(nowMs()).map((row) => seenFrom(inside, row))),
    invitations: about((views) => views.worlds.invitations(nowMs())),
    kept: about((_views, params, held) => keptOf(inside, held.hosted, params.id)),
    dissociation: about((_views, params, held) => dissociationOf(held.hosted, params.ware)),
    file: about((_views, params, held) => fileOf(inside, held, params.id)),
    forks: about((_views, _params, held) => forksOf(inside, held)),
    live: async (params) => ok(inside.live.look(params)),
    lost: async ({ device }) => lostOf(inside, device),
    waysBack: async () => ok(waysBack.view()),
    carriers: about((_views, _params, held) => carrierRows(inside, held)),
    carried: () => Promise.resolve(ok(carriedRows(inside))),
    status: async () =>
      ok({
        version: inside.options.version,
        storeBytes: await inside.ports.store.size(),
        listeners: inside.options.listeners?.() ?? [],
        connections: inside.sync.connections(),
        refused: inside.sync.refused(),
        problems: [...inside.storeProblems(), ...inside.senses.problems(), ...copiesIn(inside), ...inside.sync.problems()]
      })
  }
}

function storeAsked(inside: Inside): Pick<Answers, keyof StoreAsks> {
  const asked = <K extends keyof StoreAsks>(name: K) => async (params: StoreAsks[K][0]): Promise<Outcome<StoreAsks[K][1]>> => {
    const held = inside.find(params.world)
    if (!held) return no(peerMessage('peer.world-unknown'))
    const me = inside.me()
    return ok(storeAnswers[name](held.views(), params, { ware: wareOf(me), device: deviceOf(me), nowMs: inside.ports.clock.nowMs() }))
  }
  return Object.fromEntries((Object.keys(storeAnswers) as (keyof StoreAsks)[]).map((name) => [name, asked(name)])) as unknown as Pick<Answers, keyof StoreAsks>
}

/** What comes back to a world that was damaged is its own, and no copy's. */
const isCopied = (inside: Inside): boolean => inside.held().some(({ hosted: { world } }) => world.copied && !inside.lacks(world.name))

/** That this device was copied; and afterwards, until the old one was let go, that two went on with it. */
const copiesIn = (inside: Inside): Message[] => {
  const mine = deviceOf(inside.me())
  if (isCopied(inside)) return [peerMessage('peer.copied')]
  const spoke = inside.held().some(({ hosted }) => {
    const forked = new Set(hosted.world.graph.forks.map((fork) => fork.device))
    return hosted.identities.devices(hosted.me).some((view) => !view.ended && view.device !== mine && forked.has(view.device))
  })
  return spoke ? [peerMessage('peer.copy-spoke')] : []
}

export const selfOf = (inside: Inside): Self => {
  const me = inside.me()
  const ware = wareOf(me)
  const row = inside.held().map((held) => held.views().wares.one(ware)).find((one) => one.name !== undefined || one.kind !== undefined)
  return {
    ware,
    device: deviceOf(me),
    ...(row?.name !== undefined && { name: row.name }),
    ...(row?.kind !== undefined && { kind: row.kind }),
    backedUp: me.backedUp,
    ...(me.recovery ? { recovery: 'open' as const } : me.sealed && { recovery: 'locked' as const }),
    mayForget: inside.options.mayForget,
    copied: isCopied(inside)
  }
}

const summaryOf = (inside: Inside, { hosted, views, left }: Held): WorldSummary => {
  const { world, identities } = hosted
  const said = views().worlds.world()
  return {
    world: world.name,
    name: said.name ?? '',
    ...(said.latitude !== undefined && said.longitude !== undefined && { latitude: said.latitude, longitude: said.longitude }),
    ...(left && { left: true as const }),
    wares: identities.wares().length,
    here: new Set(inside.sync.present(world.name).map((present) => present.ware)).size,
    entries: world.set.count,
    sealed: world.sealedCount,
    kept: inside.sync.keptBy(world.name, world.end - 1),
    coming: inside.sync.coming(world.name)
  }
}

const membersOf = (inside: Inside, { hosted, views }: Held): MemberRow[] => {
  const { identities, epochs, world } = hosted
  const here = new Set(inside.sync.present(world.name).map((present) => present.device))
  const apart = hosted.apart()
  const forked = new Set(world.graph.forks.map((fork) => fork.device))
  const mine = deviceOf(inside.me())
  const wares = identities.wares()
  const rows = views().wares.list(wares.map((ware) => ({ ware, devices: identities.devices(ware).map((device) => device.device) })))
  return rows.map((row) => {
    const deviceRows = identities.devices(row.ware).map(({ device, ended }) => ({ device, me: device === mine, ended, here: here.has(device) }))
    const me = row.ware === hosted.me
    return {
      ...row,
      me,
      here: me || deviceRows.some((device) => device.here),
      deviceRows,
      sharesWithMe: me || !apartFrom(row.ware, epochs, identities).has(hosted.me),
      iShareWith: !apart.has(row.ware),
      forked: row.devices.some((device) => forked.has(device))
    }
  })
}

const keptOf = async (inside: Inside, hosted: Hosted, id: StatementId): Promise<Kept> => {
  const place = await placeOf(hosted, id)
  return place ? inside.sync.keptBy(hosted.world.name, place) : nobody
}

/** An agreement, with the devices that act in it and have not acknowledged yet that it was withdrawn. */
async function withUnseen(inside: Inside, { hosted, views }: Held, row: AgreementRow): Promise<AgreementRow> {
  if (row.state !== 'withdrawn') return row
  const { things } = views()
  const acting = new Set(row.rules.flatMap((rule) => things.one(thingOf(rule.act))?.device ?? []))
  acting.delete(deviceOf(inside.me()))
  const places = await Promise.all(row.sides.flatMap(({ tookBack, said }) => (tookBack && said !== undefined ? [placeOf(hosted, said)] : [])))
  const notYetSeenBy = [...acting].filter((device) => places.some((place) => place !== undefined && !inside.sync.isKeptBy(hosted.world.name, place, device)))
  return notYetSeenBy.length > 0 ? { ...row, notYetSeenBy } : row
}

const placeOf = async (hosted: Hosted, id: StatementId): Promise<Place | undefined> => {
  const lamport = lamportOf(hosted, id)
  const entry = fromText(id.slice(0, 43))
  return lamport !== undefined && entry ? hosted.world.placeOf({ lamport, id: entry }) : undefined
}

/** Where a statement stands, from the rooms that filed it. */
function lamportOf(hosted: Hosted, id: StatementId): number | undefined {
  for (const { name } of rooms) {
    for (const table of Object.values(hosted.world.folds.state(name))) {
      const filed = table.get(id) as { lamport?: number } | undefined
      if (filed?.lamport !== undefined) return filed.lamport
    }
  }
  return undefined
}

async function searchIn(held: Held, text: string, limit: number, nowMs: number): Promise<SearchHit[]> {
  const found = (await held.search()).find(text, { limit })
  const { intents, ideas } = held.views()
  return found.map(({ id, kind, title }): SearchHit => {
    if (kind === 'flow') {
      const intent = intents.one(id, nowMs)
      return { kind: intent?.kind ?? 'need', id, title, start: intent?.note ?? '' }
    }
    return { kind, id, title, start: kind === 'idea' ? (ideas.row(id)?.start ?? '') : '' }
  })
}
