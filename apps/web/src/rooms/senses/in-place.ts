/**
 * What the place shows of things: lamps and taps that act, rings where somebody is near, sensors beside their places, and a row for
 * each thing that acts, with the reason. Loaded once there are things, so that an empty place waits for none of it.
 */
import { takeThingWords } from '../../words-later/things.ts'
import type { PointId, ThingRow } from '@commune/commune'
import type { StandRow, WhyRow } from '@commune/peer'
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import type { Commune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import type { SceneActuator, ScenePulse, SceneWare } from '../../drawing/layout/scene.ts'
import { pointsIn } from '../../telling/points.ts'
import { deedOf, doesMessage } from '../../telling/sensed.ts'
import { plainOf, strong } from '../../telling/strong.ts'
import { becauseOf } from '../../telling/why.ts'
import type { SinceRow } from '../place/since.ts'
import { lookAtSensed, lookAtStands } from './looking.ts'
import { actsNow, doesNow, isHeld, portrayedThing, signOf, tellsAs } from './portrayed.ts'
import { showing, tellingOf } from './tellings.ts'
import { capital } from './things.tsx'

takeThingWords()

export interface ThingsInPlace {
  readonly rows: readonly SinceRow[]
  readonly actuators: readonly (SceneActuator & { readonly at?: string })[]
  readonly pulses: readonly (ScenePulse & { readonly at?: string })[]
  /** Sensors, as they stand by their places. */
  readonly sensors: readonly (Omit<SceneWare, 'place'> & { readonly at?: string })[]
  /** How full the store of a place is, from 0 to 1. */
  readonly levels: ReadonlyMap<string, number>
}

/** The list has all of them; the place shows so many. */
const rowsMax = 8
const sensorsMax = 4
const whysMax = rowsMax
/** Of what cannot be reached so many are named. */
const namedMax = 3

const drawnAs: Readonly<Record<string, SceneActuator['device']>> = { light: 'lamp', brightness: 'lamp', valve: 'tap', pump: 'pump', water: 'tap', garage: 'door', garage_door: 'door', gate: 'door' }
/** So many doors, and so many meters, stand in the place and in its list; all are among the things. */
const toldMax = 2

export const thingsInPlace = (commune: Commune, things: Accessor<readonly ThingRow[]>): Accessor<ThingsInPlace> => {
  const { words, called, self, t } = commune
  const points = createMemo(() => pointsIn(things()))
  const acting = createMemo(() => things().flatMap((thing) => actsShown(thing).map((act) => ({ thing, act, id: `${thing.id}/${act.key}` as PointId }))).slice(0, 120))
  const pulses = createMemo(() => things().flatMap((thing) => thing.pulses.map(({ key }) => ({ thing, id: `${thing.id}/${key}` as PointId }))).slice(0, 60))
  const levels = createMemo(() => things().flatMap((thing) => thing.readings.filter(({ about }) => about === 'volume_storage').slice(0, 1).map((point) => ({ thing, point, id: `${thing.id}/${point.key}` as PointId }))).slice(0, 20))
  const stands = lookAtStands(commune, () => acting().map(({ id }) => id))
  // Of the ways to move one thing the one that somebody moves it by; a lamp is switched on or dimmed, and is one lamp.
  const moving = createMemo(() => {
    const byThing = new Map<string, ReturnType<typeof acting>[number]>()
    for (const each of acting()) {
      const before = byThing.get(each.thing.id)
      if (!before || (!isHeld(stands()?.get(before.id)) && isHeld(stands()?.get(each.id)))) byThing.set(each.thing.id, each)
    }
    return [...byThing.values()]
  })
  const shown = createMemo(() => (['door', 'meter'] as const).flatMap((device) => things().flatMap((thing) => showing(thing, device)).slice(0, toldMax)))
  const sensed = lookAtSensed(commune, () => [...pulses(), ...levels(), ...shown().flatMap(({ thing }) => thing.readings.map(({ key }) => ({ id: `${thing.id}/${key}` as PointId })))].map(({ id }) => id))
  const whys = whysOf(commune, () => moving().slice(0, whysMax).map(({ id }) => id))
  const rowOf = (thing: ThingRow, stand: StandRow | undefined, act: ThingRow['acts'][number]): SinceRow | undefined => {
    const now = stand && doesNow(stand)
    if (!stand || now === undefined) return undefined
    const acts = actsNow(now)
    const name = strong(capital(words.say(thing.called)))
    const params = { thing: name, does: words.say(doesMessage(now, act)) }
    const slot = stand.slots.find(({ decides }) => decides)
    const rows = whys().get(`${thing.id}/${act.key}`) ?? []
    // What rests and is in no agreement is not worth a line here.
    if (!acts && rows.length === 0 && !isHeld(stand)) return undefined
    const why = rows.find(({ agreement }) => agreement === slot?.agreement) ?? rows[0]
    const to = why ? ({ room: 'agreement', id: why.agreement } as const) : ({ room: 'thing', id: thing.id } as const)
    const because = why ? becauseOf(why, points(), words) : ''
    const sentence = slot?.slot === 'person'
      ? slot.ware === self()?.ware ? t('web.itself.held-you', params) : t('web.itself.held-who', { ...params, who: slot.ware === undefined ? t('web.somebody') : called(slot.ware) })
      : slot?.slot === 'device' ? t('web.itself.held-hand', params)
      : because === '' ? t('web.itself.row', params) : t(acts ? 'web.itself.row-why' : 'web.itself.rests', { ...params, why: because })
    return { id: `acts ${thing.id}`, sign: signOf(thing, acts), sentence, acts: [{ words: t('web.itself.why'), to }] }
  }
  /** What moves and cannot be asked how it stands, in one row for all of it. */
  const away = createMemo((): readonly SinceRow[] => {
    if (stands() === undefined) return []
    const reached = new Set(acting().filter(({ id }) => stands()?.has(id)).map(({ thing }) => thing.id))
    const some = [...new Map(acting().map(({ thing }) => [thing.id, thing])).values()].filter(({ id }) => !reached.has(id))
    const [first] = some
    const names = some.slice(0, namedMax).map((thing) => strong(capital(words.say(thing.called))))
    return first === undefined ? [] : [{ id: 'away', sign: signOf(first), sentence: t(some.length > namedMax ? 'web.itself.away-many' : 'web.itself.away', { n: some.length, things: names }),
      acts: [{ words: t('web.agreements.look'), to: { room: 'things' } }] }]
  })
  const tellings = createMemo(() => shown().flatMap((each) => {
    const { thing, device } = each
    const name = capital(words.say(thing.called))
    const telling = tellingOf(each, sensed(), commune.nowMs())
    if (telling === undefined) return []
    const { acts, short, sentence } = telling
    return [{ id: `thing ${thing.id}`, device, name, acts, words: words.say(short), sign: signOf(thing), at: thing.place, to: { room: 'thing', id: thing.id } as const,
      sentence: words.say(sentence(strong(name))) }]
  }))
  return createMemo(() => {
    const rows = moving().flatMap(({ thing, act, id }) => rowOf(thing, stands()?.get(id), act) ?? [])
    const sentences = new Map(rows.map((row) => [row.id, plainOf(row.sentence)]))
    const actuators = moving().slice(0, 40).flatMap(({ thing, act, id }): ThingsInPlace['actuators'] => {
      const device = drawnAs[act.about ?? '']
      const stand = stands()?.get(id)
      if (!device || !stand) return []
      const acts = actsNow(doesNow(stand))
      const does = words.say(deedOf(act) === 'shine' ? { key: acts ? 'web.rule.shines-on' : 'web.rule.rests' } : doesMessage(doesNow(stand) ?? false, act))
      return [{ id: `acts ${thing.id}`, device, acts, name: capital(words.say(thing.called)), words: does,
        sentence: sentences.get(`acts ${thing.id}`) ?? t('web.itself.row', { thing: words.say(thing.called), does }), ...(thing.place !== undefined && { at: thing.place }) }]
    })
    const near = pulses().filter(({ id }) => sensed().get(id)?.near === true)
    const sensors = things().filter((thing) => thing.acts.length === 0 && !isShown(thing) && thing.place !== undefined &&
      (thing.pulses.length > 0 || thing.readings.some(({ counter, about }) => !counter && about !== 'volume_storage'))).slice(0, sensorsMax)
    return {
      rows: [
        ...rows.slice(0, rowsMax), ...away(),
        ...tellings().map(({ id, sign, sentence, to }) => ({ id, sign, sentence, acts: [{ words: t('web.agreements.look'), to }] }))
      ],
      actuators: [...actuators, ...tellings().flatMap(({ id, device, name, acts, words: does, sentence, at }) => (
        at === undefined ? [] : [{ id, device, name, acts, words: does, sentence: plainOf(sentence), at }]
      ))],
      pulses: near.map(({ thing, id }) => ({ id, near: actuators.find(({ device, acts, at }) => device === 'lamp' && (acts || at === thing.place))?.id ?? '', ...(thing.place !== undefined && { at: thing.place }) })),
      sensors: sensors.map((thing) => ({ ...portrayedThing(thing), id: `thing ${thing.id}`, name: capital(words.say(thing.called)), sentence: t('web.itself.sensor',
        { thing: capital(words.say(thing.called)), place: thing.place ?? '' }), ...(thing.place !== undefined && { at: thing.place }) })),
      levels: new Map(levels().flatMap(({ thing, point, id }) => {
        const value = sensed().get(id)?.value
        const { max, unit } = point.shape.is === 'number' ? point.shape : {}
        const level = typeof value !== 'number' ? undefined : unit === '%' ? value / 100 : max === undefined || max <= 0 ? undefined : value / max
        return level === undefined || thing.place === undefined ? [] : [[thing.place.trim().toLocaleLowerCase(), Math.min(1, Math.max(0, level))] as const]
      }))
    }
  })
}

const isShown = (thing: ThingRow): boolean => tellsAs(thing) !== undefined

/** Of a thing with many ways to move it the first few: that is how it is switched and how far. */
const actsShown = (thing: ThingRow): ThingRow['acts'] => thing.acts.filter(({ shape }) => shape.is !== 'press').slice(0, 3)

/** Why each agreement about these asks what it asks. */
function whysOf(commune: Commune, acts: Accessor<readonly PointId[]>): Accessor<ReadonlyMap<PointId, readonly WhyRow[]>> {
  const [found, setFound] = createSignal<ReadonlyMap<PointId, readonly WhyRow[]>>(new Map())
  const asked = createMemo(acts, [], { equals: (a, b) => a.join() === b.join() })
  createEffect(() => {
    const world = commune.world()
    if (world === undefined) return
    const cancels = asked().map((act) => commune.api.watch('why', { world, act }, (answer) => setFound((before) => new Map(before).set(act, valueOf(answer) ?? []))))
    onCleanup(() => cancels.forEach((cancel) => cancel()))
  })
  return found
}
