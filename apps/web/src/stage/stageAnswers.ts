/** Answers of the stage: what the rooms' views say, with a played network around them. */
import { type AgreementRow, type Message, parseQuantity, type PointId, type ThingRow, type Value } from '@commune/commune'
import { storeAnswers } from '@commune/peer'
import type { AskName, Asks, DissociationView, LostView, MemberRow, Outcome, SearchHit, Self, SensedRow, StoreAsks, WaysBackView, WorldSummary } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { type Looked, replayOn, standOn, whyOn } from './judged.ts'
import { lastHeard, playedAt, playedHistory } from './played.ts'
import { leavingOn, usedOn } from './playedReadings.ts'
import type { Stage, StageWorld } from './stage.ts'

type Answers = { readonly [K in AskName]: (params: Asks[K][0]) => Outcome<Asks[K][1]> }

const said = <T>(value: T): Outcome<T> => ({ ok: true, value })

export const answersOn = (stage: Stage): Answers => {
  const about = <P extends { world: IdText }, T>(answer: (world: StageWorld, params: P) => T) => (params: P): Outcome<T> => {
    const world = stage.worlds.get(params.world)
    return world ? said(answer(world, params)) : { ok: false, error: { key: 'peer.world-unknown' } }
  }
  const views = (world: StageWorld) => world.commune.views
  const isAway = (world: StageWorld, thing: ThingRow | undefined): boolean => stage.odd.has('cut-off') && thing?.bridge !== world.me.ware
  /** Whoever brings the thing of a point in has to be reached for this. */
  const ofThing = <P extends { world: IdText }, T>(pointOf: (params: P) => PointId | undefined, answer: (params: P) => Outcome<T>) => (params: P): Outcome<T> => {
    const world = stage.worlds.get(params.world)
    const point = pointOf(params)
    const thing = world && point !== undefined ? views(world).things.point(point)?.thing : undefined
    return world && thing && isAway(world, thing) ? { ok: false, error: { key: 'peer.senser-away', params: { thing: thing.called } } } : answer(params)
  }
  return {
    self: () => said(selfOn(stage)),
    worlds: () => (stage.odd.has('damaged') ? { ok: false, error: { key: 'web.store.damaged' } } : said([...stage.worlds.values()].map(summaryOf))),
    world: about(summaryOf),
    wares: about(membersOf),
    intents: about((world, params) => views(world).intents.list(params, now())),
    recipes: about((world, params) => views(world).recipes.list(params)),
    recipe: about((world, params) => views(world).recipes.one(params.id) ?? null),
    canMake: about((world, params) => views(world).making.canMake(params, now())),
    missing: about((world, params) => {
      const answer = views(world).making.missing(params.id, params, params.near ?? {}, now())
      return answer && 'key' in answer ? null : (answer ?? null)
    }),
    intent: about((world, { id }) => views(world).intents.one(id, now()) ?? null),
    matches: about((world, { id, limit }) => views(world).intents.matches(id, now(), limit)),
    stock: about((world, params) => views(world).stock.byPlace(params)),
    plans: about((world, params) => views(world).plans.list(params, now())),
    plan: about((world, { id }) => views(world).plans.one(id, now()) ?? null),
    // On the stage nothing is planned yet: that is what peers do.
    planFor: about(() => null),
    roundTrips: about(() => []),
    shares: about((world, { need }) => views(world).splits.sharesFor(need, now())),
    suggest: about((world, { name, limit }) => views(world).names.suggest(name, limit)),
    sameAs: about((world, { a, b }) => views(world).names.same(a, b)),
    amounts: about((world, { thing }) => views(world).names.factors(thing)),
    converted: ({ world: id, quantity, unit, ...of }) => {
      const world = stage.worlds.get(id)
      const amount = typeof quantity === 'string' ? parseQuantity(quantity, of) : said(quantity)
      if (!world || !amount.ok) return amount.ok ? { ok: false, error: { key: 'peer.world-unknown' } } : amount
      return views(world).names.convert(amount.value, unit, of.thing, of)
    },
    nameQuestions: about((world) => views(world).names.questions()),
    ...storeOn(stage),
    brokers: about((world) => (stage.worlds.keys().next().value !== world.id ? [] : stage.odd.has('cut-off')
      ? stage.brokers.map(({ device, ware, me }) => ({ device, ware, me })) : stage.brokers)),
    ideas: about((world, params) => views(world).ideas.list(params)),
    idea: about((world, { id }) => views(world).ideas.page(id) ?? null),
    versions: about((world, { id }) => views(world).ideas.versions(id, { limit: 200 }).rows),
    things: about((world, params) => views(world).things.list(params)),
    thing: about((world, { id }) => views(world).things.one(id) ?? null),
    sensed: about((world, { points }) => points.flatMap((point) => sensedOn(stage, world, point))),
    history: ofThing(({ point }) => point, about((world, { point, fromMs, toMs, stepMs }) => {
      const found = views(world).things.point(point)
      return found?.kind === 'reading' ? playedHistory(found.thing, point, fromMs, toMs, stepMs, now()) : null
    })),
    leaving: ({ world, thing, point, choice }) => {
      const row = stage.worlds.get(world)?.commune.views.things.one(thing)
      const leaving = row && leavingOn(row, point, choice, now())
      return leaving ? said(leaving) : { ok: false, error: { key: 'peer.nothing-found' } }
    },
    used: about((world, { points, ...span }) => points.flatMap((address) => {
      const found = views(world).things.point(address)
      if (found?.kind !== 'reading') return []
      const row = usedOn(found.thing, found.point, span, now())
      return [isAway(world, found.thing) ? { ...row, starts: [], used: [], spread: [], knownMs: [], sum: 0, notes: [], resets: 0, why: { key: 'peer.senser-away', params: { thing: found.thing.called } } } : row]
    })),
    agreements: about((world) => views(world).agreements.list(now()).map((row) => unseenOn(stage, world, row))),
    agreement: about((world, { id }) => views(world).agreements.one(id, now()) ?? null),
    agreementsBefore: about((world) => ({ mayBe: stage.late, ...views(world).agreements.unread(now()) })),
    stands: about((world, { acts }) => acts.filter((act) => !isAway(world, views(world).things.point(act)?.thing)).flatMap((act) => standOn(lookedAt(stage, world), views(world).agreements.list(now()), act, world.holds.get(act)) ?? [])),
    why: ofThing(({ act }) => act, about((world, { act }) => whyOn(lookedAt(stage, world), views(world).agreements.list(now()), act))),
    replay: ofThing(({ rules }) => rules[0]?.act as PointId | undefined, about((world, { rules, fromMs, toMs }) => replayOn(lookedAt(stage, world), views(world).agreements.list(now()), rules, fromMs, toMs))),
    search: about((world, { text, limit }) => searchIn(world, text, limit ?? 20)),
    invitations: about((world) => world.invitations),
    kept: about((world) => world.kept),
    dissociation: about((world, { ware }) => dissociationOf(world, ware)),
    file: ({ id }) => said(stage.files.get(id) ?? null),
    carriers: () => said([]),
    carried: () => said([]),
    links: about(() => []),
    forks: about((world) => (stage.worlds.keys().next().value === world.id ? stage.forks : [])),
    live: ({ id }) => said(stage.open.get(id) ?? null),
    lost: ({ device }) => said(lostOn(stage, device)),
    waysBack: () => said(waysOn(stage)),
    status: () => said({ version: 'stage', storeBytes: 48_000, listeners: [], connections: [], refused: 0, problems: stage.odd.has('mended') ? mended : [] })
  }
}

const now = (): number => Date.now()

/** Somebody who passes now and then is there for four seconds of ten. */
const isNear = (stage: Stage, ms: number): boolean => stage.walks === 'always' || (stage.walks === 'now-and-then' && ms % 10_000 < 4_000)

const lookedAt = (stage: Stage, world: StageWorld): Looked => ({ things: world.commune.views.things.list(), nowMs: now(), near: (ms) => isNear(stage, ms) })

/** A reading that tells how an act point stands tells what is asked of it. */
const toldBy = (stage: Stage, world: StageWorld, thing: ThingRow, key: string): Value | undefined => {
  const act = thing.acts.find((each) => each.toldBy === key)
  const address: PointId | undefined = act && `${thing.id}/${act.key}`
  return address && standOn(lookedAt(stage, world), world.commune.views.agreements.list(now()), address, world.holds.get(address))?.asked
}

/** The device that acts in it has not acknowledged yet that it was withdrawn. */
const unseenOn = (stage: Stage, world: StageWorld, row: AgreementRow): AgreementRow => {
  const device = world.commune.views.things.point(row.rules[0]?.act as PointId)?.thing.device
  return stage.odd.has('unseen') && row.state === 'withdrawn' && device !== undefined ? { ...row, notYetSeenBy: [device] } : row
}

const mended: readonly Message[] = [{ key: 'peer.world-mended', params: { world: 'Linden Yard' } }, { key: 'peer.world-locked', params: { n: 1 } }]

/** All that a reading may be instead of known. */
const unknowns: readonly Omit<SensedRow, 'point'>[] = [{ unknown: 'unavailable' }, { unknown: 'unreadable' }, { notTold: true }, {}, { unknown: 'gone' }]
/** Whoever is cut off heard of others so long ago. */
const cutOffMs = 5 * 3_600_000

/** What is told of a point where it does not go as it should. */
const oddlySensed = (stage: Stage, world: StageWorld, point: PointId, thing: ThingRow, kind: 'reading' | 'pulse'): Omit<SensedRow, 'point'> | undefined => {
  if (stage.odd.has('unknowns')) return unknowns[(thing.name ?? '').length % unknowns.length]
  if (!stage.odd.has('cut-off') || thing.bridge === world.me.ware) return undefined
  if (kind === 'pulse') return { unknown: 'unavailable' }
  const value = playedAt(thing, point.slice(point.indexOf('/') + 1), now() - cutOffMs, now())
  return value === undefined ? {} : { value, atMs: now() - cutOffMs, stale: true }
}

const sensedOn = (stage: Stage, world: StageWorld, point: PointId): SensedRow[] => {
  const found = world.commune.views.things.point(point)
  if (!found || found.kind === 'act') return []
  const odd = oddlySensed(stage, world, point, found.thing, found.kind)
  if (odd) return [{ point, ...odd }]
  if (found.kind === 'pulse') return [{ point, near: isNear(stage, now()) }]
  const byHand = world.byHand.get(point)
  if (byHand) return [{ point, ...byHand }]
  const atMs = lastHeard(found.thing, now())
  const value = toldBy(stage, world, found.thing, found.point.key) ?? playedAt(found.thing, found.point.key, atMs, now())
  if (value === undefined) return [{ point }]
  const stale = found.point.staleMs !== undefined && now() - atMs > found.point.staleMs
  return [{ point, value, atMs: Math.floor(atMs / 60_000) * 60_000, ...(stale && { stale: true as const }) }]
}

export const selfOn = (stage: Stage): Self => {
  const first = stage.worlds.values().next().value
  const row = first?.commune.views.wares.one(first.me.ware)
  return {
    ware: first?.me.ware ?? 'nobody', device: first?.me.device ?? 'none',
    ...(row?.name !== undefined && { name: row.name }), ...(row?.kind !== undefined && { kind: row.kind }),
    backedUp: stage.backedUp, mayForget: stage.mayForget, copied: false
  }
}

const lostOn = (stage: Stage, device: IdText): LostView => {
  const worlds = [...stage.worlds.values()].map((world) => {
    const ended = world.ended.has(device)
    return { world: world.id, name: summaryOf(world).name, ended, closed: ended, entries: world.commune.said.length, kept: world.kept }
  })
  return { device, worlds }
}

/** The first machine is the box that could keep a way back. */
const waysOn = (stage: Stage): WaysBackView => {
  const [world] = stage.worlds.values()
  const box = world?.wares.find(({ ware }) => world.commune.views.wares.one(ware).kind === 'hardware')
  const left = [...stage.ways].flatMap((device) => world?.wares.filter((each) => each.device === device) ?? [])
  return { left: left.map(({ ware, device }) => ({ ware, device, held: true })), keepers: box ? [{ ware: box.ware, device: box.device }] : [], kept: [] }
}

const summaryOf = (world: StageWorld): WorldSummary => {
  const row = world.commune.views.worlds.world()
  return {
    world: world.id, name: row.name ?? '', ...(row.latitude !== undefined && row.longitude !== undefined && { latitude: row.latitude, longitude: row.longitude }),
    wares: world.wares.length, ...(world.left && { left: true as const }), here: world.here.size, entries: world.commune.said.length, sealed: 0, kept: world.kept, coming: 0
  }
}

const membersOf = (world: StageWorld): MemberRow[] => {
  const wares = [...new Set(world.wares.map(({ ware }) => ware))]
  const devices = (ware: IdText): IdText[] => world.wares.filter((each) => each.ware === ware).map(({ device }) => device)
  return world.commune.views.wares.list(wares.map((ware) => ({ ware, devices: devices(ware) }))).map((row) => ({
    ...row,
    me: row.ware === world.me.ware,
    here: world.here.has(row.ware),
    deviceRows: devices(row.ware).map((device, i) => ({
      device, me: device === world.me.device, ended: world.ended.has(device), here: world.here.has(row.ware) && i === 0
    })),
    sharesWithMe: true,
    iShareWith: !world.apart.has(row.ware),
    forked: false
  }))
}

export const dissociationOf = (world: StageWorld, ware: IdText): DissociationView => {
  const others = [...new Set(world.wares.map((each) => each.ware))].filter((each) => each !== world.me.ware && each !== ware)
  return {
    ware, apart: world.apart.has(ware), iReach: others,
    followed: others.filter((each) => world.followed.has(each)), stillShare: others.filter((each) => !world.followed.has(each))
  }
}

const searchIn = (world: StageWorld, text: string, limit: number): SearchHit[] => {
  const { intents, ideas, stock, wares } = world.commune.views
  const wanted = text.toLowerCase().trim()
  if (wanted === '') return []
  const hits: SearchHit[] = []
  for (const { ware } of world.wares) {
    const row = wares.one(ware)
    if (row.name?.toLowerCase().includes(wanted)) hits.push({ kind: 'ware', id: ware, title: row.name, start: row.about ?? '' })
  }
  for (const row of intents.list({ text, limit, show: 'all' }, now()).rows) hits.push({ kind: row.kind, id: row.id, title: row.thing, start: row.note ?? '' })
  for (const place of stock.byPlace({ text })) {
    for (const line of place.lines) hits.push({ kind: 'stock', id: line.portions[0]?.id ?? line.thing, title: line.thing, start: place.place ?? '' })
  }
  for (const row of ideas.list({ text, limit }).rows) hits.push({ kind: 'idea', id: row.id, title: row.title, start: row.start })
  return hits.slice(0, limit)
}

function storeOn(stage: Stage): Pick<Answers, keyof StoreAsks> {
  const asked = <K extends keyof StoreAsks>(name: K) => (params: StoreAsks[K][0]): Outcome<StoreAsks[K][1]> => {
    const world = stage.worlds.get(params.world)
    return world ? said(storeAnswers[name](world.commune.views, params, { ...world.me, nowMs: now() })) : { ok: false, error: { key: 'peer.world-unknown' } }
  }
  return Object.fromEntries((Object.keys(storeAnswers) as (keyof StoreAsks)[]).map((name) => [name, asked(name)])) as unknown as Pick<Answers, keyof StoreAsks>
}
