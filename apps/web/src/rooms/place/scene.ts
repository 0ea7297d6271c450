/**
 * From what the world says to what the map draws. Places are those named by stock, needs, offers, wares and things; a ware stands where
 * it says it stands. Places keep the seats they were first given in this browser (`seats`).
 */
import type { CommitmentRow, IdeaRow, IntentDetail, IntentRow, StockPlace, WareRow, Words } from '@commune/commune'
import type { MemberRow } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import type { Portrayed, WareKind } from '../../drawing/creatures/creature.ts'
import { glyphFor } from '../../drawing/glyphs/glyph.ts'
import { freeWaresMax, type PlaceScene, type SceneActuator, type SceneCurrent, type ScenePlace, type ScenePulse, type SceneWare } from '../../drawing/layout/scene.ts'
import { moonAt } from '../../theme/index.ts'
import { plainOf } from '../../telling/strong.ts'
import type { ThingsInPlace } from '../senses/in-place.ts'
import type { SinceGroup } from './since.ts'

export interface SceneViews {
  readonly world: IdText
  readonly name: string
  readonly me: IdText
  readonly wares: readonly MemberRow[]
  readonly stock: readonly StockPlace[]
  readonly intents: readonly IntentRow[]
  readonly details: readonly IntentDetail[]
  readonly ideas: readonly IdeaRow[]
  readonly pages: number
  readonly groups: readonly SinceGroup[]
  /** Names of places in the order they came to be known here. */
  readonly seats: readonly string[]
  /** Names of places at which things stand, each as often as there are. */
  readonly thingsAt: readonly string[]
  /** What things do, once that has come. */
  readonly living: ThingsInPlace | undefined
  readonly nowMs: number
}

const ideasId = 'ideas'
const pagesDrawnMax = 9
/** A place has room for so many things before they are a heap. */
const stockDrawnMax = 40
const placeId = (name: string): string => `place ${keyOf(name)}`
const keyOf = (name: string): string => name.trim().toLocaleLowerCase()

/** Places that are named now and have no seat yet, in the order they were named, are seated after those that have one. */
export const seatsFor = (seats: readonly string[], { stock, intents, wares, pages, thingsAt }: Pick<SceneViews, 'stock' | 'intents' | 'wares' | 'pages' | 'thingsAt'>): readonly string[] => {
  const named: { name: string; lamport: number }[] = [
    ...stock.flatMap(({ place, lines }) => (place === undefined ? [] : lines.flatMap((line) => line.portions.map((portion) => ({ name: place, lamport: portion.lamport }))))),
    ...intents.flatMap(({ place, lamport }) => (place === undefined ? [] : [{ name: place, lamport }])),
    ...wares.flatMap(({ place }) => (place === undefined ? [] : [{ name: place, lamport: Number.MAX_SAFE_INTEGER }])),
    ...thingsAt.map((name) => ({ name, lamport: Number.MAX_SAFE_INTEGER }))
  ]
  const known = new Map(seats.map((name) => [keyOf(name), name]))
  for (const { name } of named.sort((a, b) => a.lamport - b.lamport || (a.name < b.name ? -1 : 1))) if (!known.has(keyOf(name))) known.set(keyOf(name), name)
  if (pages > 0 && !known.has(ideasId)) known.set(ideasId, 'Ideas')
  return [...known.values()]
}

export const sceneOf = (views: SceneViews, words: Words, drawnName: string): PlaceScene => {
  const { wares, groups, nowMs } = views
  const places = placesOf(views, words)
  const ids = new Set(places.map(({ id }) => id))
  const order = groups.flatMap((group) => group.rows.map((row) => row.id))
  return {
    worldKey: views.world, name: drawnName, self: views.me, places, order, moon: moonAt(nowMs),
    wares: [...wares.map((row) => sceneWare(row, ids, words)), ...sensorsOf(views, ids)],
    fires: [], ices: [], actuators: actuatorsOf(views, ids), pulses: pulsesOf(views, ids),
    currents: currentsOf(views, ids, sentencesOf(groups))
  }
}

/** Where it says it stands, if that is a place here. */
const standing = (at: string | undefined, ids: ReadonlySet<string>): { readonly place?: string } => (at !== undefined && ids.has(placeId(at)) ? { place: placeId(at) } : {})

const actuatorsOf = ({ living }: SceneViews, ids: ReadonlySet<string>): SceneActuator[] => (living?.actuators ?? []).map(({ at, ...drawn }) => ({ ...drawn, ...standing(at, ids) }))

const pulsesOf = ({ living }: SceneViews, ids: ReadonlySet<string>): ScenePulse[] => (living?.pulses ?? []).map(({ at, id, near }) => {
  const by = near === undefined || near === '' ? standing(at, ids).place : near
  return { id, ...(by !== undefined && { near: by }) }
})

/** As many as leave everybody room to stand freely. */
const sensorsOf = ({ living, wares }: SceneViews, ids: ReadonlySet<string>): SceneWare[] =>
  (living?.sensors ?? []).slice(0, Math.max(0, freeWaresMax - wares.length)).filter(({ at }) => standing(at, ids).place !== undefined).map(({ at, ...drawn }) => ({ ...drawn, ...standing(at, ids) }))

const sentencesOf = (groups: readonly SinceGroup[]): ReadonlyMap<string, string> =>
  new Map(groups.flatMap((group) => group.rows.map((row) => [row.id, plainOf(row.sentence)] as const)))

function placesOf({ stock, intents, wares, ideas, pages, seats, groups, thingsAt, living }: SceneViews, words: Words): ScenePlace[] {
  const t = (key: string, params?: Parameters<Words['say']>[0]['params']): string => words.say(params ? { key, params } : { key })
  const sentences = sentencesOf(groups)
  const now = new Set([...stock.map(({ place }) => place), ...intents.map(({ place }) => place), ...wares.map(({ place }) => place), ...thingsAt].flatMap((name) => (name === undefined ? [] : [keyOf(name)])))
  const lines = new Map(stock.flatMap((place) => (place.place === undefined ? [] : [[keyOf(place.place), place] as const])))
  return seats.flatMap((name, seat): ScenePlace[] => {
    const key = keyOf(name)
    if (key === ideasId) {
      if (pages === 0) return []
      const drawn = ideas.slice(0, pagesDrawnMax).map((page) => ({ key: page.id, length: page.chars, titled: page.title !== '' }))
      return [{ id: ideasId, name, kind: 'ideas', seat, pages: drawn, sentence: t('web.place.ideas-count', { n: pages }) }]
    }
    if (!now.has(key)) return []
    const here = lines.get(key)
    const id = placeId(name)
    const level = living?.levels.get(key)
    const things = thingsAt.filter((at) => keyOf(at) === key).length
    return [{
      id, name, seat, ...(level !== undefined && { level }),
      sentence: sentences.get(`place ${name}`) ?? (things > 0 && !here ? t('web.place.things-at', { place: name, n: things }) : t('web.place.stock-empty', { place: name })),
      ...(here && { stock: here.lines.slice(0, stockDrawnMax).map((line) => ({ glyph: glyphFor(line.thing), count: countOf(line.amounts[0]) })) })
    }]
  })
}

/** How many to draw: what is counted one by one, as many as there are; what is weighed or measured, in tens. */
const countOf = (amount: StockPlace['lines'][number]['amounts'][number] | undefined): number => {
  if (!amount) return 1
  const whole = Number(amount.n) / Number(amount.d)
  return Math.max(1, Math.min(40, Math.round(amount.unit === '' || /^\W|^[a-z]{3,}/.test(amount.unit) ? whole : Math.sqrt(whole))))
}

const kinds: readonly string[] = ['wetware', 'software', 'hardware', 'hybridware', 'companionware', 'xenoware']
const sensing = /\b(sensor|ear|eye|meter|probe|gauge|detector|listens|measures?)\b/i

/** A ware as its portrait needs it. */
export const portrayed = (row: Pick<WareRow, 'ware' | 'kind' | 'name' | 'about' | 'skills'> & { readonly ties?: WareRow['ties'] }): Portrayed => {
  const kind: WareKind = row.kind === undefined ? 'wetware' : kinds.includes(row.kind) ? (row.kind as WareKind) : 'oddware'
  const partner = row.ties?.find(({ tie, from, both }) => tie === 'companion' && from === row.ware && both)?.to
  const senses = kind === 'hardware' && sensing.test(`${row.name ?? ''} ${row.about ?? ''} ${row.skills.join(' ')}`)
  return { key: row.ware, kind, ...(senses && { senses }), ...(partner !== undefined && { partnerKey: partner }) }
}

function sceneWare(row: MemberRow, places: ReadonlySet<string>, words: Words): SceneWare {
  const at = row.place === undefined ? undefined : placeId(row.place)
  const who = words.say(row.me ? { key: 'web.your-own' } : row.called)
  const sentence = row.me
    ? words.say(row.place === undefined ? { key: 'web.wares.you-here' } : { key: 'web.wares.you-at', params: { place: row.place } })
    : words.say(row.place === undefined ? { key: 'web.place.ware', params: { who } } : { key: 'web.place.ware-at', params: { who, place: row.place } })
  return {
    ...portrayed(row), id: `ware ${row.ware}`, sentence,
    ...(row.name !== undefined ? { name: row.name } : row.me ? { name: who } : {}),
    ...(row.kind !== undefined && !kinds.includes(row.kind) && { ownWord: row.kind }),
    ...(at !== undefined && (places.has(at) ? { place: at } : row.place !== undefined && keyOf(row.place) === ideasId ? { place: ideasId } : {}))
  }
}

/** What is agreed flows from the giver to where it is wanted, or to whoever gets it. */
function currentsOf({ details, wares, stock }: SceneViews, places: ReadonlySet<string>, sentences: ReadonlyMap<string, string>): SceneCurrent[] {
  const standsAt = new Map(wares.flatMap(({ ware, place }) => (place === undefined ? [] : [[ware, placeId(place)] as const])))
  const found = new Map<string, SceneCurrent>()
  for (const detail of details) {
    for (const one of detail.commitments) {
      if ((one.state !== 'agreed' && one.state !== 'part-handed') || found.has(one.id)) continue
      const wanted = detail.kind === 'need' && detail.place !== undefined ? placeId(detail.place) : undefined
      const kept = keptAt(stock, one)
      // What lies where it is wanted already was brought there by its giver, from where that one stands.
      const from = [detail.kind === 'offer' && detail.place !== undefined ? placeId(detail.place) : undefined, kept, standsAt.get(one.giver)].find((id) => id !== undefined && places.has(id) && id !== wanted) ?? `ware ${one.giver}`
      const to = [wanted, standsAt.get(one.receiver)].find((id) => id !== undefined && places.has(id) && id !== from) ?? `ware ${one.receiver}`
      const id = `going ${one.id}`
      found.set(one.id, { id, from, to, rider: glyphFor(one.thing), sentence: sentences.get(id) ?? one.thing, lent: /\b(lend|lent|borrow)/i.test(detail.note ?? '') })
    }
  }
  return [...found.values()]
}

const keptAt = (stock: readonly StockPlace[], one: CommitmentRow): string | undefined => {
  const at = stock.find((place) => place.lines.some((line) => line.thing === one.thing && line.portions.some((portion) => portion.ware === one.giver)))
  return at?.place === undefined ? undefined : placeId(at.place)
}
