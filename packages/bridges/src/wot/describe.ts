/**
 * A thing as a Thing Description 1.1, so that any program that speaks the Web of Things can read and ask what it was granted. What the
 * standard has no word for (what a point is about, that it is a counter, its key here) stands under `commune:`, and `thingOf` reads it
 * back: there and back is the same thing.
 *
 * A reading is a property; one that an act is told by can be written as well. Other acts are actions. Pulses are events.
 */
import type { ActPoint, ReadingPoint, Shape, Thing } from '@commune/commune'
import { contextNow } from './check.ts'
import { wotLimits } from './limits.ts'
import type { JsonObject } from './json.ts'
import { schemaOf } from './shape.ts'

export interface DescribeOptions {
  /** Names the thing for ever; a URI. */
  readonly id?: string
  /** `bearer`: a token that was granted. `nosec`: none is needed. */
  readonly security?: 'bearer' | 'nosec'
  /** The language that names are in, as `en`, where that is known. */
  readonly language?: string
}

/** Terms of our own; a name, not a place. */
export const ownTerms = 'urn:smart-commune:td#'

/** `base`: absolute, and ends with a slash: what stands behind it is `properties/…`, `actions/…`, `events/…`. */
export const tdOf = (thing: Thing, base: string, options: DescribeOptions = {}): JsonObject => {
  const security = options.security ?? 'bearer'
  const written = new Map<string, ActPoint>()
  const actions: ActPoint[] = []
  for (const act of thing.acts) {
    const told = thing.readings.find((reading) => reading.key === act.toldBy)
    if (told && act.shape.is !== 'press' && sameShape(told.shape, act.shape) && !written.has(told.key)) written.set(told.key, act)
    else actions.push(act)
  }
  const properties = thing.readings.map(
    (reading) => [nameOf(reading.key), propertyOf(reading, written.get(reading.key))] as const
  )
  return {
    '@context': [contextNow, { ...(options.language !== undefined && { '@language': options.language }), commune: ownTerms }],
    '@type': 'Thing',
    ...(options.id !== undefined && { id: options.id }),
    title: titleFor(thing.name, 'thing'),
    'commune:key': thing.key,
    ...(thing.maker !== undefined && { 'commune:maker': thing.maker }),
    ...(thing.model !== undefined && { 'commune:model': thing.model }),
    ...(thing.place !== undefined && { 'commune:place': thing.place }),
    base,
    securityDefinitions: {
      [security]:
        security === 'bearer' ? { scheme: 'bearer', in: 'header', name: 'Authorization', format: 'opaque' } : { scheme: 'nosec' }
    },
    security,
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
    ...(actions.length > 0 && { actions: Object.fromEntries(actions.map((act) => [nameOf(act.key), actionOf(act)])) }),
    ...(thing.pulses.length > 0 && {
      events: Object.fromEntries(
        thing.pulses.map((pulse) => [
          nameOf(pulse.key),
          {
            ...commonOf(pulse.key, pulse.name, pulse.about),
            'commune:ttlMs': pulse.ttlMs,
            forms: [
              {
                op: ['subscribeevent', 'unsubscribeevent'],
                href: `events/${segment(pulse.key)}`,
                subprotocol: 'sse',
                contentType: 'text/event-stream'
              }
            ]
          }
        ])
      )
    })
  }
}

function propertyOf(reading: ReadingPoint, act: ActPoint | undefined): JsonObject {
  const href = `properties/${segment(reading.key)}`
  return {
    ...commonOf(reading.key, reading.name, reading.about),
    ...schemaOf(reading.shape),
    ...(reading.counter && { 'commune:counter': true }),
    ...(reading.staleMs !== undefined && { 'commune:staleMs': reading.staleMs }),
    ...(act && {
      'commune:act': {
        key: act.key,
        name: act.name,
        ...(act.about !== undefined && { about: act.about }),
        ...(act.rest !== undefined && { rest: act.rest })
      }
    }),
    readOnly: act === undefined,
    observable: true,
    forms: [
      { op: act ? ['readproperty', 'writeproperty'] : ['readproperty'], href },
      {
        op: ['observeproperty', 'unobserveproperty'],
        href: `${href}/observe`,
        subprotocol: 'sse',
        contentType: 'text/event-stream'
      }
    ]
  }
}

const actionOf = (act: ActPoint): JsonObject => ({
  ...commonOf(act.key, act.name, act.about),
  ...(act.toldBy !== undefined && { 'commune:toldBy': act.toldBy }),
  ...(act.rest !== undefined && { 'commune:rest': act.rest }),
  ...(act.shape.is !== 'press' && { input: schemaOf(act.shape) }),
  safe: false,
  idempotent: act.shape.is !== 'press',
  forms: [{ op: ['invokeaction'], href: `actions/${segment(act.key)}` }]
})

const commonOf = (key: string, name: string, about: string | undefined): JsonObject => ({
  title: titleFor(name, key),
  'commune:key': key,
  // False: it is about nothing that has a word, and its name says nothing either.
  'commune:about': about ?? false
})

const titleFor = (name: string, otherwise: string): string =>
  (name.trim() === '' ? otherwise : name).slice(0, wotLimits.nameCharsMax)

/** A key as the name of a member: the one name that no description may hold is written otherwise; the key stands inside. */
const nameOf = (key: string): string => (key === '__proto__' ? 'proto' : key)

/** A key as one step of an address. */
export const segment = (key: string): string => encodeURIComponent(key.toWellFormed())

const sameShape = (a: Shape, b: Shape): boolean => JSON.stringify(schemaOf(a)) === JSON.stringify(schemaOf(b))
