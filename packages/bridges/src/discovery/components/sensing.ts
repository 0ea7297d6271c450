/** What only senses: sensor, binary_sensor, event, tag, device_automation. */
import { discoveryMessage } from '@commune/commune'
import type { Shape } from '@commune/commune'
import { isTable, readJson } from '../announcement/config.ts'
import type { Maker } from '../entity/maker.ts'
import { readNumber, readText, readWord, readYesNo, wordsShape } from '../entity/read.ts'
import { discoveryLimits } from '../limits.ts'
import { keyOf, lineOf, quotedOf } from '../text.ts'
import { binaryClasses, eventClasses, feltClasses, sensorClasses, textClasses } from './classes.ts'

const pulseMsDefault = 30_000
const pulseMs = (ms: number): number => Math.min(60_000, Math.max(1_000, ms))

/** After so many seconds without a word it is not known any more; 0: never. */
function stale(maker: Maker): { readonly staleMs?: number } {
  const s = maker.settings.whole('expire_after', 0, 0, 31_622_400)
  return s > 0 ? { staleMs: s * 1000 } : {}
}

export function sensor(maker: Maker, unitOf: (unit: string) => string | undefined): void {
  const { settings } = maker
  settings.need('state_topic')
  const about = settings.about(sensorClasses)
  const said = lineOf(settings.text('unit_of_measurement', undefined), 20)
  const unit = said === undefined ? undefined : (unitOf(said) ?? said)
  const stateClass = settings.text('state_class', undefined)
  if (stateClass !== undefined && !['measurement', 'measurement_angle', 'total', 'total_increasing'].includes(stateClass)) {
    settings.refuse(discoveryMessage('discovery.bad-value', { key: 'state_class', said: quotedOf(stateClass) }))
  }
  if (isPlace(settings.text('value_template', ''))) return settings.leave(discoveryMessage('discovery.held-tracker'))
  const options = settings.words('options')
  const isText = about !== undefined && textClasses.has(about)
  const isNumber =
    !isText &&
    (unit !== undefined ||
      stateClass !== undefined ||
      settings.has('suggested_display_precision') ||
      (about !== undefined && sensorClasses.has(about)))
  if (!isNumber && !isText && isPress(settings.text('value_template', ''))) return press(maker)
  const isCounter = stateClass === 'total_increasing' || (stateClass === 'total' && settings.has('last_reset_value_template'))
  const shape: Shape = isNumber
    ? { is: 'number', ...(unit !== undefined && { unit }) }
    : options.length > 0
      ? wordsShape(options)
      : { is: 'text', charsMax: discoveryLimits.textCharsMax }
  const read = isNumber ? readNumber : options.length > 0 ? readWord(options) : readText()
  maker.facet({
    shape,
    state: ['state_topic', 'value_template'],
    read,
    ...(about !== undefined && { about }),
    ...(isNumber && isCounter && { counter: true as const }),
    ...stale(maker)
  })
}

/** What reads where something is from a message tells where somebody is. */
const isPlace = (template: string): boolean => /latitude|longitude|gps_?(?:lat|lon|pos|acc|coord)|geo_?location/i.test(template)

/** What a person just did with a button comes in as a text of some sensors; it is a press all the same, and presses are never kept. */
const isPress = (template: string): boolean =>
  /^\s*\{\{\s*value_json(?:\.|\[['"])(?:action|click)(?:['"]\])?\s*\}\}\s*$/.test(template)

function press(maker: Maker): void {
  const key = maker.pulse({ about: 'button', ttlMs: 5_000 })
  maker.hear('state_topic', 'value_template', [], (text, { retained }, voice) => {
    if (!retained && !['', 'None', 'null'].includes(text)) voice.pulse(key)
  })
}

export function binarySensor(maker: Maker): void {
  const { settings } = maker
  settings.need('state_topic')
  const about = settings.about(binaryClasses)
  const [yes, no] = [settings.text('payload_on', 'ON'), settings.text('payload_off', 'OFF')]
  const offMs = settings.whole('off_delay', 0, 0, 86_400) * 1000
  const read = readYesNo(yes, no)
  const { staleMs } = stale(maker)
  if (about !== undefined && feltClasses.has(about)) {
    const key = maker.pulse({ about, ttlMs: pulseMs(offMs > 0 ? offMs : pulseMsDefault) })
    maker.hear('state_topic', 'value_template', [key], (text, { retained }, voice) => {
      const said = read(text)
      if (said === 'odd') voice.odd(discoveryMessage('discovery.odd-pulse'))
      else if (said === 'unknown') voice.unsure(key, discoveryMessage('discovery.says-unknown'))
      else if (typeof said === 'object' && said.value === true && !retained)
        voice.pulse(key, ...(offMs > 0 ? [] : [true as const]))
      else if (said !== 'nothing') voice.over(key)
    })
    return
  }
  const key = maker.keyOf()
  maker.reading({ shape: { is: 'yes-no' }, ...(about !== undefined && { about }), ...(staleMs !== undefined && { staleMs }) })
  maker.hear('state_topic', 'value_template', [key], (text, _, voice) => {
    const said = read(text)
    maker.told(key, said, text, voice)
    if (offMs > 0 && typeof said === 'object' && said.value === true) voice.later(key, false, offMs)
  })
}

export function event(maker: Maker): void {
  const { settings } = maker
  settings.need('state_topic', 'event_types')
  const about = settings.about(eventClasses)
  const types = settings.words('event_types')
  if (types.length > discoveryLimits.eventTypesMax)
    settings.refuse(discoveryMessage('discovery.bad-value', { key: 'event_types', said: '…' }))
  const keys = new Map<string, string>()
  for (const type of types) {
    const part = keyOf(type)
    if (part === undefined) continue
    keys.set(
      type,
      maker.pulse({
        part,
        label: discoveryMessage('discovery.part.event', { event: lineOf(type) ?? part }),
        about: about ?? 'button',
        ttlMs: 5_000
      })
    )
  }
  maker.hear('state_topic', 'value_template', [], (text, { retained }, voice) => {
    if (retained || text === '' || text === 'None' || text === '{}') return
    const json = readJson(text)
    const type = isTable(json) ? json['event_type'] : undefined
    const key = typeof type === 'string' ? keys.get(type) : undefined
    if (key === undefined) voice.odd(discoveryMessage('discovery.odd-pulse'))
    else voice.pulse(key)
  })
}

/** That something was held to it is felt; what was, says who it was, and is not read. */
export function tag(maker: Maker, hasDevice: boolean): void {
  const { settings } = maker
  settings.need('topic')
  if (!hasDevice) settings.refuse(discoveryMessage('discovery.no-device'))
  const key = maker.pulse({ about: 'tag', ttlMs: 5_000 })
  maker.hear('topic', 'value_template', [], (text, { retained }, voice) => {
    if (!retained && text !== '' && text !== 'None') voice.pulse(key)
  })
}

export function deviceAutomation(maker: Maker, hasDevice: boolean): void {
  const { settings } = maker
  settings.need('automation_type', 'topic', 'type', 'subtype')
  if (settings.text('automation_type', '') !== 'trigger' && settings.has('automation_type')) {
    settings.refuse(
      discoveryMessage('discovery.bad-value', { key: 'automation_type', said: quotedOf(settings.config['automation_type']) })
    )
  }
  if (!hasDevice) settings.refuse(discoveryMessage('discovery.no-device'))
  const wanted = settings.text('payload', undefined)
  const name = lineOf([settings.text('type', ''), settings.text('subtype', '')].join(' ').replaceAll('_', ' ')) ?? ''
  const key = maker.pulse({ label: discoveryMessage('discovery.part.event', { event: name }), about: 'button', ttlMs: 5_000 })
  maker.hear('topic', 'value_template', [], (text, { retained }, voice) => {
    if (!retained && (wanted === undefined ? text !== '' : text === wanted)) voice.pulse(key)
  })
}
