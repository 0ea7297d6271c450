/** A discovery to talk to in tests: payloads as they are written, time as a number. */
import { english } from '@commune/commune'
import { Discovery, type DiscoverySettings, type Source, type Told } from '../index.ts'

const encoder = new TextEncoder()

export class Hub {
  readonly discovery: Discovery
  atMs = 0

  constructor(settings: DiscoverySettings = {}) {
    this.discovery = new Discovery(settings)
  }

  /** One message; a table stands for its JSON. */
  say(
    topic: string,
    payload: unknown,
    { from = 'box', prefixes, retained = false }: { from?: string; prefixes?: readonly string[]; retained?: boolean } = {}
  ): readonly Told[] {
    const source: Source = { key: from, ...(prefixes !== undefined && { prefixes }) }
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
    return this.discovery.hear(source, topic, encoder.encode(text), ++this.atMs, retained)
  }

  /** Announces one entity and gives its key. */
  announce(component: string, config: Readonly<Record<string, unknown>>, id = 'one'): string {
    this.say(`homeassistant/${component}/${id}/config`, config)
    return this.discovery.announced(`homeassistant/${component}/${id}/config`)[0] ?? ''
  }

  /** What is complained of, as people read it. */
  get named(): readonly string[] {
    return this.discovery.refusals.map(({ what }) => english.say(what))
  }

  /** What goes out when a part of a thing is asked for something; the reason when nothing does. */
  ask(key: string, part: string, value?: number | boolean | string): readonly string[] | string {
    const thing = this.discovery.things().find(({ acts }) => acts.some((act) => act.key === `${key}.${part}`))?.key ?? ''
    const asked = this.discovery.act(thing, `${key}.${part}`, value, ++this.atMs)
    return asked.ok ? asked.value.sent.map(({ topic, payload }) => `${topic} ${payload}`) : english.say(asked.error)
  }
}

/** Readings and pulses of what was told, short. */
export const brief = (told: readonly Told[]): readonly string[] =>
  told.flatMap((one) => {
    if (one.is === 'reading')
      return [`${one.point} = ${String(one.value)}${one.assumed ? ' (assumed)' : ''}${one.again ? ' (again)' : ''}`]
    if (one.is === 'unknown') return [`${one.point} ? ${one.why.key}`]
    return one.is === 'pulse' ? [`${one.point} !`] : []
  })
