/**
 * What a description brings in here: its properties as readings and acts, its actions as acts, its events as pulses. What has no form
 * that fits is left out, each with its reason; nothing is guessed.
 *
 * - A property that tells whether somebody is there is a pulse and never a reading. Whereabouts are held back.
 * - A property that is an object is parted into its plain members, one level deep. It is written as a whole only when it has one.
 * - An event is a pulse: that it came is felt, what it carried is not kept.
 */
import type { ActPoint, PulsePoint, ReadingPoint, Shape, Thing } from '@commune/commune'
import { aboutFrom, isFelt, isWhereabouts } from './about.ts'
import { type Fault, faultOf } from './fault.ts'
import { type AffordanceKind, type Op, protocolOf, protocols, tells, type Way, waysTo } from './forms.ts'
import { isObject, type Json, member, membersOf, severalTexts, shown, textMember, within } from './json.ts'
import { wotLimits } from './limits.ts'
import type { Description } from './read.ts'
import { shapeOf } from './shape.ts'

/** How a point is reached. */
export interface Door {
  readonly kind: AffordanceKind
  readonly name: string
  /** The member of an object that this point is. */
  readonly member?: string
  readonly shape: Shape | { readonly is: 'press' } | { readonly is: 'pulse' }
  /** For each operation that is offered its ways, best first. */
  readonly ways: Readonly<Partial<Record<Op, readonly Way[]>>>
}

export interface Brought {
  readonly thing: Thing
  /** By the key of the point. */
  readonly doors: ReadonlyMap<string, Door>
  /** What was left out and why. */
  readonly left: readonly Fault[]
}

const pulseTtlMs = 10_000
const staleMsMax = 31 * 86_400_000

export const thingOf = (description: Description): Brought => {
  const { root } = description
  const points = new Points()
  for (const [name, property] of membersOf(member(root, 'properties'))) propertyIn(description, name, property, points)
  for (const [name, action] of membersOf(member(root, 'actions'))) actionIn(description, name, action, points)
  for (const [name, event] of membersOf(member(root, 'events'))) {
    const place = within('/events', name)
    const ways = usable(description, 'events', name, 'subscribeevent', place, points)
    if (ways.length === 0) continue
    const about = saidAbout(event, name)
    points.pulse(
      place,
      {
        key: keyOf(event, `event/${name}`),
        name: titleOf(event, name),
        ...(about !== undefined && { about }),
        ttlMs: ttlOf(event)
      },
      { kind: 'events', name, shape: { is: 'pulse' }, ways: { subscribeevent: ways } }
    )
  }
  const key = textMember(root, 'commune:key') ?? textMember(root, 'id') ?? textMember(root, 'title') ?? ''
  const thing: Thing = {
    key: cut(key, 200),
    name: titleOf(root, 'thing'),
    ...textOf(
      'maker',
      textMember(root, 'commune:maker') ??
        textMember(root, 'schema:manufacturer') ??
        textMember(member(root, 'schema:manufacturer'), 'name')
    ),
    ...textOf('model', textMember(root, 'commune:model') ?? textMember(root, 'schema:model')),
    ...textOf('place', textMember(root, 'commune:place')),
    readings: points.readings,
    pulses: points.pulses,
    acts: points.acts
  }
  return { thing, doors: points.doors, left: points.left }
}

function propertyIn(description: Description, name: string, property: Json, points: Points): void {
  const place = within('/properties', name)
  const types = severalTexts(member(property, '@type'))
  if (isWhereabouts(types, name)) return points.leave(place, 'wot.whereabouts')
  const shape = shapeOf(property)
  if (!shape) return partsIn(description, name, property, points)
  const reads = usable(description, 'properties', name, 'readproperty', place, points)
  const observes = usable(description, 'properties', name, 'observeproperty', place, points, reads.length > 0)
  const writes = usable(description, 'properties', name, 'writeproperty', place, points)
  pointsOf({ place, name, property, shape, types }, { reads, observes, writes }, points)
}

interface PropertyAt {
  readonly place: string
  readonly name: string
  readonly property: Json
  readonly shape: Shape
  readonly types: readonly string[]
  readonly member?: string
  /** How the object is called that it is a member of. */
  readonly of?: string
}

function pointsOf(at: PropertyAt, by: { reads: Way[]; observes: Way[]; writes: Way[] }, points: Points): void {
  const { place, name, property, shape } = at
  const full = at.member === undefined ? name : `${name}/${at.member}`
  const about = saidAbout(property, at.member ?? name)
  const door = (ways: Door['ways']): Door => ({
    kind: 'properties',
    name,
    ...(at.member !== undefined && { member: at.member }),
    shape,
    ways
  })
  const own = titleOf(property, at.member ?? name)
  const said = {
    name: at.of === undefined ? own : cut(`${at.of}: ${own}`, wotLimits.nameCharsMax),
    ...(about !== undefined && { about })
  }
  const ways: Door['ways'] = {
    ...(by.reads.length > 0 && { readproperty: by.reads }),
    ...(by.observes.length > 0 && { observeproperty: by.observes })
  }
  const isSensed = by.reads.length + by.observes.length > 0
  const key = keyOf(property, full)
  if (isSensed && isFelt(about)) {
    if (shape.is === 'yes-no')
      points.pulse(place, { key, ...said, ttlMs: ttlOf(property) }, { ...door(ways), shape: { is: 'pulse' } })
    else points.leave(place, 'wot.felt')
    return
  }
  const told =
    isSensed && points.reading(place, { key, ...said, shape, ...counterOf(property), ...staleOf(property) }, door(ways))
  if (by.writes.length === 0) return
  const act = member(property, 'commune:act')
  const rest = restOf(act, shape)
  points.act(
    place,
    {
      key: cut(textMember(act, 'key') ?? `set/${full}`, 200),
      name: cut(textMember(act, 'name') ?? said.name, wotLimits.nameCharsMax),
      shape,
      ...(isObject(act) ? textOf('about', textMember(act, 'about')) : about !== undefined && { about }),
      ...(told && { toldBy: key }),
      ...(rest !== undefined && { rest })
    },
    door({ writeproperty: by.writes })
  )
}

/** An object's plain members, each a point of its own. */
function partsIn(description: Description, name: string, property: Json, points: Points): void {
  const place = within('/properties', name)
  const inside = membersOf(member(property, 'properties'))
  const plain = inside.flatMap(([one, schema]) => {
    const shape = shapeOf(schema)
    return shape ? [{ one, schema, shape }] : []
  })
  if (textMember(property, 'type') !== 'object' || plain.length === 0) return points.leaveShape(place, property)
  const reads = usable(description, 'properties', name, 'readproperty', place, points)
  const observes = usable(description, 'properties', name, 'observeproperty', place, points, reads.length > 0)
  const writes = inside.length === 1 ? usable(description, 'properties', name, 'writeproperty', place, points) : []
  for (const { one, schema, shape } of plain) {
    const types = severalTexts(member(schema, '@type'))
    const at = within(within(place, 'properties'), one)
    if (isWhereabouts(types, one)) points.leave(at, 'wot.whereabouts')
    else
      pointsOf(
        { place: at, name, property: schema, shape, types, member: one, of: titleOf(property, name) },
        { reads, observes, writes },
        points
      )
  }
}

function actionIn(description: Description, name: string, action: Json, points: Points): void {
  const place = within('/actions', name)
  const input = member(action, 'input')
  const inside = membersOf(member(input, 'properties'))
  const isObjectInput = textMember(input, 'type') === 'object'
  const only = isObjectInput && inside.length === 1 ? inside[0] : undefined
  const mayBeEmpty = isObjectInput && severalTexts(member(input, 'required')).length === 0
  const shape =
    input === undefined || membersOf(input).length === 0
      ? press
      : only
        ? shapeOf(only[1])
        : (shapeOf(input) ?? (mayBeEmpty ? press : undefined))
  if (!shape) return points.leaveShape(place, input)
  const ways = usable(description, 'actions', name, 'invokeaction', place, points)
  if (ways.length === 0) return
  const about = saidAbout(action, name)
  const toldBy = textMember(action, 'commune:toldBy')
  const rest = shape.is === 'press' ? undefined : restOf(action, shape)
  points.act(
    place,
    {
      key: keyOf(action, `do/${name}`),
      name: titleOf(action, name),
      shape,
      ...(about !== undefined && { about }),
      ...(toldBy !== undefined && points.hasReading(toldBy) && { toldBy }),
      ...(rest !== undefined && { rest })
    },
    { kind: 'actions', name, ...(only && { member: only[0] }), shape, ways: { invokeaction: ways } }
  )
}

const press = { is: 'press' } as const

/** Ways over a protocol that is known here, with addresses whose gaps can be filled. */
function usable(
  description: Description,
  kind: AffordanceKind,
  name: string,
  op: Op,
  place: string,
  points: Points,
  silent = false
): Way[] {
  const ways = waysTo(description, kind, name, op)
  const securities = member(description.root, 'securityDefinitions')
  const isAsked = op !== 'observeproperty' && op !== 'subscribeevent'
  const fits = ways.filter((way) => {
    const protocol = protocolOf(way)
    const filledBySecurity = new Set(
      membersOf(securities).map(([, scheme]) => (textMember(scheme, 'in') === 'uri' ? textMember(scheme, 'name') : undefined))
    )
    return (
      protocol !== undefined &&
      protocols.has(protocol) &&
      way.open.every((one) => filledBySecurity.has(one)) &&
      (isAsked || tells(way))
    )
  })
  if (silent || fits.length > 0 || ways.length === 0) return fits
  const open = ways.flatMap((way) => way.open)[0]
  const protocol = ways.map(protocolOf).find((one) => one !== undefined && !protocols.has(one))
  if (protocol !== undefined) points.leave(place, 'wot.protocol', { protocol: shown(protocol) })
  else if (!isAsked && !ways.some(tells)) points.leave(place, 'wot.subprotocol')
  else if (open !== undefined) points.leave(place, 'wot.variable-open', { name: shown(open) })
  else points.leave(place, 'wot.address')
  return fits
}

/** Points gathered so far: each key once, and not without bound. */
class Points {
  readonly readings: ReadingPoint[] = []
  readonly pulses: PulsePoint[] = []
  readonly acts: ActPoint[] = []
  readonly doors = new Map<string, Door>()
  readonly left: Fault[] = []

  reading(place: string, point: ReadingPoint, door: Door): boolean {
    return this.#add(place, point.key, door, () => this.readings.push(point))
  }
  pulse(place: string, point: PulsePoint, door: Door): boolean {
    return this.#add(place, point.key, door, () => this.pulses.push(point))
  }
  act(place: string, point: ActPoint, door: Door): boolean {
    return this.#add(place, point.key, door, () => this.acts.push(point))
  }
  hasReading(key: string): boolean {
    return this.readings.some((reading) => reading.key === key)
  }
  leave(place: string, key: Parameters<typeof faultOf>[2], gaps: Readonly<Record<string, string | number>> = {}): void {
    const fault = faultOf('left-out', place, key, gaps)
    if (this.left.length < wotLimits.faultsMax && !this.left.some((one) => one.place === place && one.message.key === key))
      this.left.push(fault)
  }
  leaveShape(place: string, schema: Json | undefined): void {
    const kind = textMember(schema, 'type')
    if (kind === undefined) this.leave(place, 'wot.shape-none')
    else this.leave(place, 'wot.shape', { kind })
  }
  #add(place: string, key: string, door: Door, put: () => void): boolean {
    if (this.doors.size >= wotLimits.pointsMax) this.leave('', 'wot.points-many', { most: wotLimits.pointsMax })
    else if (this.doors.has(key)) this.leave(place, 'wot.key-twice', { name: shown(key) })
    else {
      this.doors.set(key, door)
      put()
      return true
    }
    return false
  }
}

const cut = (text: string, most: number): string => {
  const plain = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return plain.length > most ? plain.slice(0, most).toWellFormed() : plain
}

const keyOf = (owner: Json | undefined, standard: string): string => cut(textMember(owner, 'commune:key') ?? standard, 200)

const titleOf = (owner: Json, name: string): string => {
  const [, first] = membersOf(member(owner, 'titles'))[0] ?? []
  const text = textMember(owner, 'title') ?? (typeof first === 'string' ? first : undefined)
  return cut(text !== undefined && text.trim() !== '' ? text : name, wotLimits.nameCharsMax)
}

const saidAbout = (owner: Json, name: string): string | undefined => {
  const said = member(owner, 'commune:about')
  if (said === false) return undefined
  return typeof said === 'string' ? cut(said, 40) : aboutFrom(severalTexts(member(owner, '@type')), name)
}

const ttlOf = (owner: Json): number => {
  const said = member(owner, 'commune:ttlMs')
  return typeof said === 'number' && said >= 1_000 && said <= 60_000 ? said : pulseTtlMs
}

const counterOf = (property: Json): { counter?: true } => (member(property, 'commune:counter') === true ? { counter: true } : {})
const staleOf = (property: Json): { staleMs?: number } => {
  const said = member(property, 'commune:staleMs')
  return typeof said === 'number' && said >= 1_000 && said <= staleMsMax ? { staleMs: said } : {}
}

const restOf = (owner: Json | undefined, shape: Shape): number | boolean | string | undefined => {
  const said = member(owner, 'commune:rest') ?? member(owner, 'rest')
  const fits =
    shape.is === 'number'
      ? typeof said === 'number'
      : shape.is === 'yes-no'
        ? typeof said === 'boolean'
        : shape.is === 'words' && typeof said === 'string' && shape.of.includes(said)
  return fits ? (said as number | boolean | string) : undefined
}

const textOf = <K extends string>(name: K, text: string | undefined): { [key in K]?: string } =>
  (text === undefined || text.trim() === '' ? {} : { [name]: cut(text, wotLimits.nameCharsMax) }) as { [key in K]?: string }
