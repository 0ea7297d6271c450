/** What people say: wishes of every room, about what they see at their own peer at that moment. */
import type { StockPlace, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { Chance } from '../chance/chance.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import { planAt, planWordAt } from './planning.ts'

const things = ['bread', 'flour', 'apples', 'wood', 'lamps', 'yeast', 'soup', 'chairs']
const amounts = ['1 kg', '2 kg', '500 g', '3 loaves', '12', '2.5 l', '1/3 kg', '7 pieces']
const places = ['shelf', 'cellar', 'garden', 'kitchen']
const names = ['Mira', 'Bo', 'Ada', 'the box', 'Linde', 'Juno', 'a stranger']
const words = ['bake', 'the oven', 'rains', 'tonight', 'water', 'stones', 'slowly', 'kneads', 'the dough', 'again', 'and', 'with care']

const kinds = {
  me: 2, intent: 5, change: 1, withdraw: 1, yes: 4, handed: 3, stock: 3, take: 4, count: 1, move: 1, state: 0.5, stocktake: 0.5, make: 1, placeIn: 0.3, lend: 1, lent: 1, book: 1, upkeep: 0.3, recall: 0.2,
  plan: 3, 'plan-yes': 6, 'plan-no': 0.7, 'plan-less': 0.7, 'plan-handed': 2, split: 0.7,
  begin: 2, edit: 6, sign: 1, blank: 0.3, undo: 2, world: 0.3
}

/** One wish that may be refused: people try things. Undefined when there is nothing to wish about. */
export const wishAt = async (at: SimPeer, world: IdText, chance: Chance): Promise<Wish | undefined> => {
  const peer = at.peer
  if (!peer) return undefined
  const sentence = (): string => Array.from({ length: chance.between(1, 12) }, () => chance.pick(words)).join(' ')
  const intents = async (kind?: 'need' | 'offer') => {
    const found = await peer.ask('intents', { world, limit: 200, ...(kind && { kind }) })
    return found.ok ? found.value.rows : []
  }
  const portions = async () => {
    const found = await peer.ask('stock', { world })
    return found.ok ? found.value.flatMap((place: StockPlace) => place.lines.flatMap((line) => line.portions)) : []
  }
  const ideas = async () => {
    const found = await peer.ask('ideas', { world, limit: 100 })
    return found.ok ? found.value.rows : []
  }
  switch (chance.weighted(kinds)) {
    case 'me':
      return { wish: 'me', name: chance.pick(names), kind: chance.pick(['wetware', 'hardware', 'lampware']), about: sentence() }
    case 'world':
      return { wish: 'world', name: `The ${chance.pick(places)}` }
    case 'intent':
      return {
        wish: chance.pick(['need', 'offer'] as const),
        thing: chance.pick(things),
        quantity: chance.pick(amounts),
        ...(chance.happens(0.5) && { place: chance.pick(places) }),
        ...(chance.happens(0.3) && { untilMs: at.nowMs + chance.between(1_000, 86_400_000) }),
        ...(chance.happens(0.3) && { note: sentence() })
      }
    case 'change': {
      const rows = (await intents()).filter((row) => row.ware === at.ware)
      return rows.length === 0 ? undefined : { wish: 'change', target: chance.pick(rows).id, quantity: chance.pick(amounts), note: sentence() }
    }
    case 'withdraw': {
      const rows = await intents()
      return rows.length === 0 ? undefined : { wish: 'withdraw', target: chance.pick(rows).id }
    }
    case 'yes': {
      const rows = await intents()
      if (rows.length === 0) return undefined
      const row = chance.pick(rows)
      const other = chance.happens(0.3) ? rows.find((each) => each.kind !== row.kind && each.ware !== row.ware) : undefined
      return { wish: 'yes', [row.kind]: row.id, ...(other && { [other.kind]: other.id }) }
    }
    case 'handed': {
      const rows = (await intents()).filter((row) => row.answers > 0)
      if (rows.length === 0) return undefined
      const detail = await peer.ask('intent', { world, id: chance.pick(rows).id })
      const commitments = detail.ok && detail.value ? detail.value.commitments : []
      if (commitments.length === 0) return undefined
      const mine = (await portions()).filter((portion) => portion.device === at.device)
      return { wish: 'handed', yes: chance.pick(commitments).id, ...(mine.length > 0 && chance.happens(0.5) && { portion: chance.pick(mine).id }) }
    }
    case 'stock':
      return { wish: 'stock', thing: chance.pick(things), quantity: chance.pick(amounts), place: chance.pick(places) }
    case 'take': {
      const found = await portions()
      return found.length === 0 ? undefined : { wish: 'take', portion: chance.pick(found).id, quantity: chance.pick(amounts) }
    }
    case 'count': {
      const found = await portions()
      return found.length === 0 ? undefined : { wish: 'count', portion: chance.pick(found).id, quantity: chance.pick(amounts) }
    }
    case 'move': {
      const found = (await portions()).filter((portion) => portion.ware === at.ware)
      const members = await peer.ask('wares', { world })
      const devices = members.ok ? members.value.filter((row) => row.me).flatMap((row) => row.deviceRows.map((device) => device.device)) : []
      if (found.length === 0 || devices.length === 0) return undefined
      return { wish: 'move', portion: chance.pick(found).id, to: chance.pick(devices), place: chance.pick(places) }
    }
    case 'plan':
      return planAt(at, world, chance)
    case 'plan-yes':
    case 'plan-no':
    case 'plan-less':
    case 'plan-handed':
      return planWordAt(at, world, chance)
    case 'split': {
      const needs = await intents('need')
      const mine = (await portions()).filter((portion) => portion.device === at.device)
      if (needs.length === 0 || mine.length === 0) return undefined
      return { wish: 'split', portion: chance.pick(mine).id, shares: [{ need: chance.pick(needs).id, quantity: { n: 1n, d: 4n, unit: 'kg' } }] }
    }
    case 'state': {
      const found = await portions()
      return found.length === 0 ? undefined : { wish: 'stock-state', portion: chance.pick(found).id, openedMs: at.nowMs, ...(chance.happens(0.5) ? { frozenMs: at.nowMs } : { thawedMs: at.nowMs }), share: chance.happens(0.5) }
    }
    case 'stocktake': {
      const found = (await portions()).slice(0, 5)
      return found.length === 0 ? undefined : { wish: 'stocktake', found: found.map(({ id, quantity }) => ({ portion: id, quantity })) }
    }
    case 'make': {
      const mine = (await portions()).filter((portion) => portion.device === at.device)
      if (mine.length === 0) return undefined
      const took = [...new Set([chance.pick(mine), chance.pick(mine)])].map(({ id }) => ({ portion: id, quantity: chance.pick(amounts) }))
      return { wish: 'make', took, gave: [{ thing: chance.pick(things), quantity: chance.pick(amounts), place: chance.pick(places) }] }
    }
    case 'placeIn':
      return { wish: 'place-in', place: chance.pick(places), in: chance.happens(0.3) ? null : chance.pick(places) }
    case 'lend': {
      const found = await portions()
      const members = await peer.ask('wares', { world })
      const others = members.ok ? members.value.filter((row) => !row.me) : []
      return found.length === 0 || others.length === 0 ? undefined : { wish: 'lend', portion: chance.pick(found).id, to: chance.pick(others).ware, ...(chance.happens(0.5) && { quantity: chance.pick(amounts) }) }
    }
    case 'lent': {
      const found = await peer.ask('loans', { world })
      return !found.ok || found.value.length === 0 ? undefined : { wish: chance.pick(['lend-got', 'lend-back'] as const), lend: chance.pick(found.value).id }
    }
    case 'book': {
      const found = await peer.ask('bookables', { world })
      if (!found.ok || found.value.length < 2) return { wish: 'book-place', name: chance.pick(things), atOnce: chance.between(1, 2), after: '30 min' }
      const fromMs = at.nowMs + chance.between(0, 12) * 3_600_000
      return { wish: 'book', of: chance.pick(found.value).id, fromMs, untilMs: fromMs + chance.between(1, 4) * 3_600_000, wait: chance.happens(0.3) }
    }
    case 'upkeep':
      return { wish: 'upkeep', of: chance.pick(things), what: sentence(), every: '2 h' }
    case 'recall': {
      const found = (await portions()).filter((portion) => portion.ware === at.ware)
      return found.length === 0 ? undefined : { wish: 'recall', portion: chance.pick(found).id, why: sentence() }
    }
    case 'begin':
      return { wish: 'begin', title: `On ${chance.pick(things)}`, text: sentence(), tags: [chance.pick(things)] }
    case 'edit': {
      const rows = await ideas()
      if (rows.length === 0) return undefined
      const page = await peer.ask('idea', { world, id: chance.pick(rows).id })
      if (!page.ok || !page.value) return undefined
      const parts = page.value.text.split(' ')
      parts.splice(chance.between(0, parts.length), chance.between(0, 3), sentence())
      return { wish: 'edit', idea: page.value.id, text: parts.join(' '), ...(chance.happens(0.2) && { title: `On ${sentence()}`.slice(0, 80) }) }
    }
    case 'sign': {
      const rows = await ideas()
      return rows.length === 0 ? undefined : { wish: chance.pick(['sign', 'unsign'] as const), idea: chance.pick(rows).id }
    }
    case 'blank': {
      const rows = await ideas()
      return rows.length === 0 ? undefined : { wish: 'blank', idea: chance.pick(rows).id }
    }
    case 'undo': {
      const held = peer.inside.find(world)
      const said = held && at.ware !== undefined ? held.views().lastSaid(at.ware, 30) : []
      return said.length === 0 ? undefined : { wish: 'undo', target: chance.pick(said).id }
    }
  }
}
