/** Whether an entity is within reach, from what is said on its topics: the newest word, any of them, or all of them. */
import { discoveryMessage } from '@commune/commune'
import { type Config, isTable, listOf } from '../announcement/config.ts'
import type { Incoming } from '../entity/entity.ts'
import { readWith } from '../entity/maker.ts'
import { Settings } from '../entity/settings.ts'
import { discoveryLimits } from '../limits.ts'
import type { Template } from '../template/index.ts'
import { quotedOf } from '../text.ts'

interface Said {
  readonly topic: string
  readonly yes: string
  readonly no: string
  readonly template: Template | undefined
  isThere: boolean | undefined
}

export class Availability {
  readonly #all: readonly Said[]
  readonly #mode: string
  readonly topics: ReadonlySet<string>
  #latest: boolean | undefined

  constructor(all: readonly Said[], mode: string) {
    this.#all = all
    this.#mode = mode
    this.topics = new Set(all.map(({ topic }) => topic))
  }

  /** Undefined: nothing that decides it was said yet. */
  get isThere(): boolean | undefined {
    if (this.#all.length === 0) return true
    const said = this.#all.map(({ isThere }) => isThere)
    if (this.#mode === 'any') return said.includes(true) ? true : said.includes(undefined) ? undefined : false
    if (this.#mode === 'all') return said.includes(false) ? false : said.includes(undefined) ? undefined : true
    return this.#latest
  }

  hear(topic: string, message: Incoming): void {
    for (const one of this.#all) {
      if (one.topic !== topic) continue
      const outcome = readWith(one.template, message)
      if (outcome.is !== 'text' || (outcome.text !== one.yes && outcome.text !== one.no)) continue
      const [before, now] = [one.isThere, outcome.text === one.yes]
      one.isThere = now
      // What the broker had kept may be older than what another topic says: only where it is another word than before it is news.
      if (!message.retained || (before !== undefined && before !== now)) this.#latest = now
      else if (before === undefined) this.#latest = this.#all.every(({ isThere }) => isThere === undefined || isThere === now) ? now : undefined
    }
  }

  /** What was said goes on to count when the same topics are announced again. */
  follow(earlier: Availability): void {
    for (const one of this.#all) {
      const before = earlier.#all.find(({ topic, yes, no }) => topic === one.topic && yes === one.yes && no === one.no)
      one.isThere = before?.isThere
    }
    if (this.#all.some(({ isThere }) => isThere !== undefined)) this.#latest = earlier.#latest
  }
}

/** Reads the settings; what is wrong in them lies in `settings` afterwards. A template that is outside leaves its topic out. */
export function readAvailability(settings: Settings): Availability {
  const said = settings.config['availability']
  const mode = settings.text('availability_mode', 'latest')
  if (!['latest', 'any', 'all'].includes(mode))
    settings.refuse(discoveryMessage('discovery.bad-value', { key: 'availability_mode', said: quotedOf(mode) }))
  if (said !== undefined && settings.has('availability_topic')) {
    settings.refuse(discoveryMessage('discovery.apart', { key: 'availability', other: 'availability_topic' }))
  }
  const all = listOf(said)
  if (all.length > discoveryLimits.availabilityMax || !all.every(isTable)) {
    settings.refuse(discoveryMessage('discovery.bad-value', { key: 'availability', said: quotedOf(said) }))
    return new Availability([], mode)
  }
  const entries = [
    ...all.map((one) => entryOf(settings, one as Config, 'topic', 'value_template')),
    ...(settings.has('availability_topic')
      ? [entryOf(settings, settings.config, 'availability_topic', 'availability_template')]
      : [])
  ]
  return new Availability(
    entries.filter((entry) => entry !== undefined),
    mode
  )
}

function entryOf(settings: Settings, config: Config, topicKey: string, templateKey: string): Said | undefined {
  const own = new Settings(config)
  own.need(topicKey)
  const topic = own.listenTopic(topicKey)
  const template = own.template(templateKey, ['value', 'value_json'])
  const [yes, no] = [own.text('payload_available', 'online'), own.text('payload_not_available', 'offline')]
  if (own.fault !== undefined) return settings.refuse(own.fault)
  settings.tokens += own.tokens
  for (const left of own.leftOut) settings.leave(left)
  return topic === undefined || template === 'outside' ? undefined : { topic, yes, no, template, isThere: undefined }
}
