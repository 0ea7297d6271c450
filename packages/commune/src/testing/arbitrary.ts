/**
 * Statements of every type, drawn from few wares and few ids so that they meet: undos of undos, yeses that cross, portions
 * taken by the wrong device. Most are well formed; what they say together need not make sense.
 */
import { type RawStatement, type Said, toText } from '@commune/protocol'
import fc from 'fast-check'
import * as Y from 'yjs'
import { type PlanContent, planHash } from '../flows/index.ts'
import { clientOf } from '../ideas/index.ts'
import type { QuantityCode } from '../quantity/index.ts'
import { idOf } from './commune.ts'

const entries = Array.from({ length: 12 }, (_, index) => idOf(index + 1))
const devices = [idOf(101), idOf(102), idOf(103)] as const
const wares = [idOf(201), idOf(202)] as const

const id = fc.constantFrom(...entries.map((entry) => `${entry}.0`))
const ware = fc.constantFrom(...wares)
const key = fc.constantFrom(idOf(301), idOf(302))
const thing = fc.constantFrom('bread', 'loaves of bread', 'flour', 'ladder')
const name = fc.constantFrom('flour', 'Mehl', 'bread', 'ladder', 'Leiter')
const place = fc.constantFrom('kitchen', 'shed', 'Kitchen')
const time = fc.constantFrom(1_000, 2_000, 3_000)
const text = fc.constantFrom('one', 'two', 'three words here')
const quantity = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constant(1), fc.constantFrom('{loaf}', 'kg', '{ladder}'))
const grams = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.constant(1), fc.constant('g'))
const some = fc.oneof(quantity, grams)
const opt = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const lasting = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constant(1), fc.constant('day'))
const makeKey = fc.constantFrom('A'.repeat(22), 'B'.repeat(22))
const sooner = fc.integer({ min: 1, max: 30 })
/** Said again of something: in place of that. */
const again = { again: opt(id), lamport: opt(sooner) }

function memo<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

type Fields = { readonly [field: string]: fc.Arbitrary<unknown> }

const statement = (type: string, fields: Fields): fc.Arbitrary<RawStatement> =>
  fc.record(fields).map((said) => {
    const kept = Object.entries(said as Record<string, unknown>).filter(([, value]) => value !== undefined)
    return { type, ...Object.fromEntries(kept) } as RawStatement
  })

const linkTerms = { kinds: fc.constant(['need', 'offer']), place: fc.constantFrom('as it is', 'coarse', 'none'), names: fc.boolean(), until: time }
const carriage = fc.record({ via: fc.constant([idOf(401)]), at: sooner, over: opt(fc.constant(true)) }).map(({ over, ...carried }) => (over ? { ...carried, over } : carried))

const nonce = fc.uint8Array({ minLength: 16, maxLength: 16 })

/** A page's first words under the right client id, for each device that may say it. */
const edit = (type: 'idea.begin' | 'idea.edit'): fc.Arbitrary<(device: string) => RawStatement> =>
  fc
    .record({ idea: id, nonce: fc.oneof(nonce, fc.constant(new Uint8Array(16))), title: text, words: text })
    .map((said) => (device) => {
      const doc = new Y.Doc({ gc: false })
      doc.clientID = clientOf(device, said.nonce)
      doc.transact(() => {
        doc.getText('title').insert(0, said.title)
        doc.getText('text').insert(0, said.words)
      })
      const update = Y.encodeStateAsUpdate(doc)
      return type === 'idea.begin' ? { type, nonce: said.nonce, update } : { type, idea: said.idea, nonce: said.nonce, update }
    })

const points = fc.constantFrom(
  '{"readings":[{"key":"light","name":"light","shape":{"is":"number","unit":"lx","min":0.5}}],"pulses":[],"acts":[]}',
  '{"readings":[],"pulses":[{"key":"step","name":"step","ttlMs":8000}],"acts":[{"key":"level","name":"level","shape":{"is":"number","unit":"%"}},{"key":"power","name":"power","shape":{"is":"yes-no"}}]}'
)
const rule = fc.record({ lamp: id, eye: id, most: fc.integer({ min: 1, max: 40 }) }).map(({ lamp, eye, most }) =>
  JSON.stringify({
    act: `${lamp}/level`,
    to: { value: 60.5, unit: '%' },
    while: { is: 'compare', of: { is: 'reading', point: `${eye}/light` }, how: 'below', to: { value: most / 4, unit: 'lx' } },
    otherwise: 'rest',
    unsure: 'rest'
  })
)

/** Few plans, so that words about them meet; the second may come instead of the first. */
const plan = fc
  .record({ need: id, receiver: ware, giver: ware, portion: opt(id), offer: opt(id), amount: some, until: time, by: opt(time), after: fc.boolean() })
  .map(({ need, receiver, giver, portion, offer, amount, until, by, after }): PlanContent => {
    const hand = { key: 'h', ware: giver, does: 'give', thing: 'bread', quantity: amount as QuantityCode, ...(portion !== undefined && { portion }), ...(offer !== undefined && { offer }), feeds: 'n' } as const
    const first: PlanContent = { needs: [{ key: 'n', need, ware: receiver, thing: 'bread' }], hands: [hand], until, ...(by !== undefined && { by }) }
    return after ? { ...first, instead: planHash(first) } : first
  })
/** Drawn from a pool that a run shares, else no word would ever find its plan. */
const plans = [1, 2, 3, 4].map((seed) => memo(() => fc.sample(plan, { seed, numRuns: 1 })[0] as PlanContent))
const somePlan = fc.nat(plans.length - 1).map((at) => (plans[at] as () => PlanContent)())
const planId = somePlan.map(planHash)
const planKeys = fc.constantFrom(['h'], ['n'], ['h', 'n'], ['x'])

const plain: { readonly [type: string]: fc.Arbitrary<RawStatement> } = {
  'ware.say': statement('ware.say', {
    name: opt(fc.option(text)),
    kind: opt(fc.constantFrom('wetware', 'toaster')),
    place: opt(place)
  }),
  'ware.tie': statement('ware.tie', { tie: fc.constantFrom('part', 'companion'), from: ware, to: ware }),
  'world.say': statement('world.say', {
    name: opt(fc.option(text)),
    latitudeTenths: fc.constant(523),
    longitudeTenths: fc.constant(-71)
  }),
  'invite.open': statement('invite.open', {
    key,
    secret: fc.constant(new Uint8Array(16)),
    until: time,
    history: fc.boolean(),
    kind: fc.constant('ware')
  }),
  'invite.close': statement('invite.close', { key }),
  'invite.used': statement('invite.used', { key, ware }),
  'link.say': fc.oneof(statement('link.say', { to: key, ...linkTerms }), statement('link.say', { from: key, ...linkTerms })),
  'few.key': statement('few.key', { tag: fc.constant(new Uint8Array(16)), boxes: fc.constant(new Uint8Array(80)) }),
  'few.say': statement('few.say', { tag: fc.constant(new Uint8Array(16)), nonce: fc.constant(new Uint8Array(24)), sealed: fc.constant(new Uint8Array(528)) }),
  'link.end': statement('link.end', { link: id }),
  'link.mine-not': statement('link.mine-not', { to: opt(key) }),
  'thing.say': fc.oneof(
    statement('thing.say', { key: text, source: fc.constantFrom('mqtt', 'hand'), name: opt(fc.option(text)), place: opt(place), points }),
    statement('thing.say', { thing: id, name: opt(fc.option(text)), keeper: opt(fc.option(ware)), points: opt(points) }),
    statement('thing.say', { thing: id, key: opt(text), source: opt(fc.constantFrom('mqtt', 'hand')), points: opt(points), ...again })
  ),
  'thing.gone': statement('thing.gone', { thing: id, ...again }),
  'thing.will': statement('thing.will', { thing: id, point: fc.constantFrom('power', 'level'), will: fc.constantFrom(null, '{"refuses":true}', '{"max":60.5}'), ...again }),
  'thing.leave': statement('thing.leave', { thing: id, point: fc.constantFrom('light', 'power'), choice: fc.constantFrom(null, '{"class":"commons","transform":{"is":"as-it-is"},"lifetime":{}}'), ...again }),
  'thing.tell': statement('thing.tell', { thing: id, point: fc.constantFrom('light', 'power'), told: fc.constantFrom('[{"is":"reading","atMs":5,"value":1.5}]', '[{"is":"bin","startMs":0,"stepMs":86400000,"mean":3.25}]') }),
  'agreement.propose': statement('agreement.propose', { rules: fc.array(rule, { minLength: 1, maxLength: 2 }), with: opt(fc.array(ware, { maxLength: 2 })), instead: opt(id), until: time }),
  'agreement.yes': statement('agreement.yes', { agreement: id, thing: opt(id), pledge: opt(text), until: time, content: opt(key) }),
  'agreement.no': statement('agreement.no', { agreement: id, thing: opt(id), why: opt(text) }),
  'agreement.retell': statement('agreement.retell', {
    agreement: id,
    lamport: sooner,
    by: ware,
    rules: fc.array(rule, { minLength: 1, maxLength: 2 }),
    with: opt(fc.array(ware, { maxLength: 2 })),
    instead: opt(id),
    version: opt(fc.constantFrom(2, 3))
  }),
  'agreement.again': fc.oneof(
    statement('agreement.again', { agreement: id, again: id, lamport: sooner, thing: opt(id), pledge: opt(text), until: time, content: key }),
    statement('agreement.again', { agreement: id, again: id, lamport: sooner, thing: opt(id), why: opt(text) })
  ),
  'flow.need': fc.oneof(
    statement('flow.need', { thing, quantity: opt(some), place: opt(place), until: opt(time), note: opt(text) }),
    statement('flow.need', { thing, from: opt(fc.constant('link:one')), until: opt(time), carried: carriage })
  ),
  'flow.offer': statement('flow.offer', { thing, quantity: opt(some), place: opt(place), until: opt(time) }),
  'flow.change': statement('flow.change', {
    target: id,
    thing: opt(thing),
    quantity: opt(fc.option(some)),
    until: opt(fc.option(time)),
    at: opt(sooner)
  }),
  'flow.withdraw': statement('flow.withdraw', { target: id, at: opt(sooner) }),
  'flow.yes': statement('flow.yes', { need: id, offer: opt(id), with: ware, quantity: opt(some), until: opt(time) }),
  'flow.handed': statement('flow.handed', { yes: id, hand: opt(fc.constantFrom('h', 'x')), quantity: opt(some) }),
  'name.same': statement('name.same', { a: thing, b: name, note: opt(text) }),
  'name.differ': statement('name.differ', { a: name, b: name }),
  'name.amount': statement('name.amount', { thing, from: quantity, to: grams, of: opt(name) }),
  'plan.propose': somePlan.map((content) => ({ type: 'plan.propose', ...content }) as unknown as RawStatement),
  'plan.yes': statement('plan.yes', { plan: planId, keys: planKeys, again: opt(fc.constant(true)) }),
  'plan.less': statement('plan.less', { plan: planId, key: fc.constantFrom('h', 'n'), quantity: some, why: opt(text) }),
  'plan.no': statement('plan.no', { plan: planId, keys: planKeys, why: opt(text) }),
  'level.split': fc.oneof(
    statement('level.split', { offer: id, shares: fc.array(fc.record({ need: id, quantity: some }), { maxLength: 2 }) }),
    statement('level.split', { portion: id, shares: fc.array(fc.record({ need: id, quantity: some }), { maxLength: 2 }) })
  ),
  'stock.have': statement('stock.have', {
    ...{ thing, quantity: some, also: opt(some), place: opt(place), instead: opt(id) },
    ...{ batch: opt(text), openedMs: opt(time), frozenMs: opt(time), opensFor: opt(lasting), lend: opt(fc.boolean()) },
    ...{ keep: opt(some), share: opt(fc.boolean()), made: opt(makeKey), came: opt(id) }
  }),
  'stock.take': statement('stock.take', { portion: id, quantity: some, also: opt(some), byRatio: opt(fc.boolean()), why: opt(text), make: opt(makeKey) }),
  'stock.count': statement('stock.count', { portion: id, quantity: some, also: opt(some) }),
  'stock.move': statement('stock.move', { portion: id, to: fc.constantFrom(...devices), quantity: some, also: opt(some), place: opt(place) }),
  'stock.state': statement('stock.state', {
    ...{ portion: id, batch: opt(fc.option(text)), openedMs: opt(fc.option(time)), frozenMs: opt(time), thawedMs: opt(time) },
    ...{ opensFor: opt(fc.option(lasting)), lend: opt(fc.boolean()), keep: opt(fc.option(some)), share: opt(fc.boolean()), pictures: opt(fc.array(id, { maxLength: 2 })) }
  }),
  'stock.seen': statement('stock.seen', { portion: id, quantity: some, also: opt(some) }),
  'place.in': statement('place.in', { place, in: fc.option(place) }),
  'lend.out': statement('lend.out', { portion: id, to: ware, quantity: opt(some), until: opt(time), atMs: opt(time) }),
  'lend.got': statement('lend.got', { lend: id }),
  'lend.back': statement('lend.back', { lend: id }),
  'book.place': statement('book.place', { name: thing, portion: opt(id), atOnce: opt(fc.integer({ min: 1, max: 2 })), after: opt(lasting) }),
  'book.want': statement('book.want', { of: id, from: time, until: fc.constantFrom(4_000, 90_000_000), count: opt(fc.integer({ min: 1, max: 2 })), saw: opt(fc.array(id, { maxLength: 3 })) }),
  'book.gone': statement('book.gone', { target: id }),
  'upkeep.say': statement('upkeep.say', { of: thing, portion: opt(id), book: opt(id), what: text, every: lasting, uses: opt(fc.integer({ min: 1, max: 3 })), season: opt(fc.constantFrom('spring', 'winter')), sinceMs: time }),
  'upkeep.did': statement('upkeep.did', { upkeep: id, atMs: time }),
  'recall.say': fc.oneof(statement('recall.say', { portion: id, why: text }), statement('recall.say', { thing, batch: text, why: text })),
  'make.did': statement('make.did', { key: makeKey, recipe: opt(id), note: opt(text) }),
  'recipe.say': statement('recipe.say', {
    name: thing,
    makes: fc.array(fc.record({ thing, quantity: some }), { minLength: 1, maxLength: 2 }),
    takes: fc.array(fc.record({ thing, quantity: some }), { maxLength: 3 }),
    tools: opt(fc.constant([{ thing: 'ladder' }])),
    whole: opt(fc.constant(true)),
    instead: opt(id),
    graft: opt(id)
  }),
  'recipe.gone': statement('recipe.gone', { recipe: id }),
  'idea.sign': statement('idea.sign', { idea: id }),
  'file.add': statement('file.add', {
    file: key,
    name: fc.constant('a.png'),
    media: fc.constant('image/png'),
    sizeBytes: fc.nat(9_000),
    key: fc.constant(new Uint8Array(32)),
    chunks: fc.constant(new Uint8Array(64)),
    idea: opt(id)
  }),
  undo: statement('undo', { target: id }),
  'weather.say': statement('weather.say', { sky: text })
}

const written: { readonly [type: string]: fc.Arbitrary<(device: string) => RawStatement> } = {
  'idea.begin': edit('idea.begin'),
  'idea.edit': edit('idea.edit')
}

/** A well-formed statement of each type these rooms know, and one of a type they do not, for a device to say. */
export const statementsByType: { readonly [type: string]: fc.Arbitrary<(device: string) => RawStatement> } = {
  ...Object.fromEntries(Object.entries(plain).map(([type, any]) => [type, any.map((one) => () => one)])),
  ...written
}

/** One statement of any type, said by one of three devices; two of them are of one ware. */
export const anyStatement: fc.Arbitrary<{ device: string; statement: RawStatement }> = fc
  .record({ device: fc.constantFrom(...devices), make: fc.oneof(...Object.values(statementsByType)) })
  .map(({ device, make }) => ({ device, statement: make(device) }))

/** Up to twelve statements with ids and lamports; later ones may aim at earlier ones and the reverse. */
export const anyStatements: fc.Arbitrary<Said[]> = fc
  .array(fc.tuple(anyStatement, fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: entries.length })
  .map((all) =>
    all.map(([{ device, statement: said }, step], index) => ({
      id: `${entries[index]}.0`,
      entry: entries[index] as string,
      device,
      lamport: index + step,
      epoch: toText(new Uint8Array(32)),
      statement: said
    }))
  )

/** Which ware a device of `anyStatement` belongs to. */
export const wareOfDevice = (device: string | null): string | undefined =>
  device === null ? undefined : device === devices[2] ? wares[1] : wares[0]
