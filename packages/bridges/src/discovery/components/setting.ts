/** What is set as a whole: switch, number, select, text, button, scene, notify, siren, update, and the panels and locks that ask for a code. */
import { discoveryMessage } from '@commune/commune'
import type { Message, Value } from '@commune/commune'
import { no, ok } from '@commune/protocol'
import { isTable, readJson } from '../announcement/config.ts'
import type { ActOf, Voice } from '../entity/entity.ts'
import type { Maker, Sender } from '../entity/maker.ts'
import { isNone, readNumber, readText, readWord, readWordOf, readYesNo, wordsShape } from '../entity/read.ts'
import { discoveryLimits } from '../limits.ts'
import { patternOf } from '../template/index.ts'
import { lineOf } from '../text.ts'
import { buttonClasses, sensorClasses, switchClasses, updateClasses } from './classes.ts'

export function switchOf(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic')
  const about = settings.about(switchClasses)
  const [on, off] = [settings.text('payload_on', 'ON'), settings.text('payload_off', 'OFF')]
  maker.facet({
    part: 'on',
    shape: { is: 'yes-no' },
    rest: false,
    ...(about !== undefined && { about }),
    state: ['state_topic', 'value_template'],
    command: ['command_topic', 'command_template'],
    read: readYesNo(settings.text('state_on', on), settings.text('state_off', off)),
    write: (value) => (value === true ? on : off),
    optimistic: settings.flag('optimistic', false)
  })
}

export function number(maker: Maker, unitOf: (unit: string) => string | undefined): void {
  const { settings } = maker
  settings.need('command_topic')
  const about = settings.about(sensorClasses)
  const measure = lineOf(settings.text('unit_of_measurement', undefined), 20)
  const unit = measure === undefined ? undefined : (unitOf(measure) ?? measure)
  const [min, max, step] = [settings.number('min', 1), settings.number('max', 100), settings.number('step', 1, 0.001)]
  if (min >= max) settings.refuse(discoveryMessage('discovery.bad-bounds'))
  const reset = settings.text('payload_reset', 'None')
  maker.facet({
    part: 'value',
    shape: { is: 'number', min, max, step, ...(unit !== undefined && { unit }) },
    ...(about !== undefined && { about }),
    state: ['state_topic', 'value_template'],
    command: ['command_topic', 'command_template'],
    read: (said) => {
      if (said === reset) return 'unknown'
      const read = readNumber(said)
      return typeof read === 'object' && ((read.value as number) < min || (read.value as number) > max) ? 'odd' : read
    },
    write: (value) => value as number,
    optimistic: settings.flag('optimistic', false)
  })
}

export function select(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic', 'options')
  const options = settings.words('options')
  if (options.length === 0) settings.refuse(discoveryMessage('discovery.missing', { key: 'options' }))
  maker.facet({
    part: 'choice',
    shape: wordsShape(options),
    refuses: (value) =>
      options.includes(String(value)) ? undefined : discoveryMessage('discovery.act-words', { words: options.slice(0, 20) }),
    state: ['state_topic', 'value_template'],
    command: ['command_topic', 'command_template'],
    read: readWord(options),
    optimistic: settings.flag('optimistic', false)
  })
}

export function text(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic')
  const [min, max] = [settings.whole('min', 0, 0, 255), settings.whole('max', 255, 0, 255)]
  if (min >= max) settings.refuse(discoveryMessage('discovery.bad-bounds'))
  const isSecret = settings.text('mode', 'text') === 'password'
  const fits = fitting(maker, min, max)
  if (isSecret && settings.has('state_topic')) settings.leave(discoveryMessage('discovery.held-secret'))
  const state = ['state_topic', 'value_template'] as const
  maker.facet({
    part: 'text',
    shape: { is: 'text', charsMax: Math.max(1, max) },
    ...(!isSecret && { state }),
    command: ['command_topic', 'command_template'],
    read: (said) => (isNone(said) || fits(said) ? readText()(said) : 'odd'),
    refuses: (value) => (fits(String(value)) ? undefined : discoveryMessage('discovery.act-pattern', { least: min, most: max }))
  })
}

/** Whether a text has the length and pattern it should have. */
function fitting(maker: Maker, min: number, max: number): (said: string) => boolean {
  const source = maker.settings.text('pattern', undefined)
  let pattern: RegExp | undefined
  if (source !== undefined) {
    try {
      pattern = patternOf(source, false).of
    } catch {
      maker.settings.leave(
        discoveryMessage('discovery.template-outside', { key: 'pattern', word: lineOf(source, 40) ?? '', at: 1 })
      )
    }
  }
  return (said) => said.length >= min && said.length <= max && (pattern === undefined || said.slice(0, 128).search(pattern) >= 0)
}

/** One press of what has no state. */
export function press(maker: Maker, payloadKey: string, fallback: string | undefined): void {
  const { settings } = maker
  settings.need('command_topic')
  const about = settings.about(buttonClasses)
  const payload = settings.text(payloadKey, fallback ?? '')
  const send = maker.sender('command_topic', 'command_template')
  if (send !== undefined)
    maker.act({ part: 'press', shape: { is: 'press' }, ...(about !== undefined && { about }) }, () => only(send, payload))
}

const only = (send: Sender, payload: string, names?: Readonly<Record<string, unknown>>): ReturnType<ActOf> => {
  const sent = send(payload, names)
  return sent.ok ? ok([sent.value]) : sent
}

export function notify(maker: Maker): void {
  maker.settings.need('command_topic')
  const send = maker.sender('command_topic', 'command_template')
  if (send === undefined) return
  maker.act({ part: 'say', shape: { is: 'text', charsMax: discoveryLimits.textCharsMax } }, (value) => only(send, String(value)))
}

export function siren(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic')
  const [on, off] = [settings.text('payload_on', 'ON'), settings.text('payload_off', 'OFF')]
  const tones = settings.words('available_tones')
  const hasDuration = settings.flag('support_duration', true)
  const hasVolume = settings.flag('support_volume_set', true)
  const read = readYesNo(settings.text('state_on', on), settings.text('state_off', off))
  const optimistic = settings.flag('optimistic', !settings.has('state_topic'))
  const key = maker.reading({ part: 'on', shape: { is: 'yes-no' } })
  const tone =
    tones.length > 0
      ? maker.reading({ part: 'tone', label: discoveryMessage('discovery.part.tone'), shape: { is: 'words', of: tones } })
      : undefined
  const duration = hasDuration
    ? maker.reading({
        part: 'duration',
        label: discoveryMessage('discovery.part.duration'),
        shape: { is: 'number', unit: 's', min: 0 }
      })
    : undefined
  const volume = hasVolume
    ? maker.reading({
        part: 'volume',
        label: discoveryMessage('discovery.part.volume'),
        shape: { is: 'number', unit: '%', min: 0, max: 100 }
      })
    : undefined
  maker.hear('state_topic', 'state_value_template', [key], (said, _, voice) => {
    const json = readJson(said)
    const table = isTable(json) ? json : undefined
    if (said === '' || said === '{}') return
    const state = table === undefined ? said : table['state'] === undefined ? undefined : String(table['state'])
    if (state !== undefined) maker.told(key, table?.['state'] === null ? 'unknown' : read(state), said, voice)
    if (table === undefined) return
    if (tone !== undefined && table['tone'] !== undefined) maker.told(tone, readWord(tones)(String(table['tone'])), said, voice)
    if (duration !== undefined && table['duration'] !== undefined)
      maker.told(duration, readNumber(String(table['duration'])), said, voice)
    const level = readNumber(String(table['volume_level'] ?? ''))
    if (volume !== undefined && table['volume_level'] !== undefined)
      maker.told(volume, typeof level === 'object' ? { value: (level.value as number) * 100 } : level, said, voice)
  })
  const names = ['state', 'tone', 'duration', 'volume_level']
  const turnOn = sirenSender(maker, 'command_template', names)
  const turnOff = settings.has('command_off_template') ? sirenSender(maker, 'command_off_template', names) : turnOn
  maker.act({ part: 'on-set', shape: { is: 'yes-no' }, rest: false, toldBy: key }, (value, voice) => {
    const send = value === true ? turnOn : turnOff
    return send === undefined
      ? no(discoveryMessage('discovery.act-unknown'))
      : asked(send(value === true ? on : off, {}), key, value, voice, optimistic)
  })
  const more = (
    point: string | undefined,
    name: string,
    act: {
      readonly part: string
      readonly label: Message
      readonly shape: { is: 'number'; unit: string; min: number; max?: number } | { is: 'words'; of: readonly string[] }
    }
  ): void => {
    if (point === undefined || turnOn === undefined) return
    maker.act({ ...act, toldBy: point }, (value, voice) => {
      const said = name === 'volume_level' ? (value as number) / 100 : value
      if (optimistic) voice.tell(key, true, true)
      return asked(turnOn(on, { [name]: said }), point, value, voice, optimistic)
    })
  }
  more(tone, 'tone', { part: 'tone-set', label: discoveryMessage('discovery.part.tone'), shape: { is: 'words', of: tones } })
  more(duration, 'duration', {
    part: 'duration-set',
    label: discoveryMessage('discovery.part.duration'),
    shape: { is: 'number', unit: 's', min: 0 }
  })
  more(volume, 'volume_level', {
    part: 'volume-set',
    label: discoveryMessage('discovery.part.volume'),
    shape: { is: 'number', unit: '%', min: 0, max: 100 }
  })
}

type SirenSend = (state: string, given: Readonly<Record<string, unknown>>) => ReturnType<Sender>

/** Without a template a siren is told JSON. */
function sirenSender(maker: Maker, templateKey: string, names: readonly string[]): SirenSend | undefined {
  const send = maker.sender('command_topic', templateKey, names)
  if (send === undefined) return undefined
  return maker.settings.has(templateKey)
    ? (state, given) => send(state, { state, ...given })
    : (state, given) => send(JSON.stringify({ state, ...given }))
}

const asked = (
  sent: ReturnType<Sender>,
  key: string,
  value: Value | undefined,
  voice: Voice,
  optimistic: boolean
): ReturnType<ActOf> => {
  if (!sent.ok) return sent
  if (optimistic && value !== undefined) voice.tell(key, value, true)
  return ok([sent.value])
}

export function update(maker: Maker): void {
  const { settings } = maker
  const about = settings.about(updateClasses)
  const part = (name: 'installed' | 'latest'): string =>
    maker.reading({
      part: name,
      label: discoveryMessage(`discovery.part.${name}`),
      shape: { is: 'text', charsMax: discoveryLimits.textCharsMax }
    })
  const [installed, latest] = [part('installed'), part('latest')]
  const available = maker.reading({
    part: 'available',
    label: discoveryMessage('discovery.part.available'),
    shape: { is: 'yes-no' },
    ...(about !== undefined && { about })
  })
  const compare = (voice: Voice): void => {
    const [has, could] = [voice.held(installed), voice.held(latest)]
    if (has !== undefined && could !== undefined) voice.tell(available, has !== could)
  }
  maker.hear('state_topic', 'value_template', [installed], (said, _, voice) => {
    const json = readJson(said)
    if (said === '' || said === '{}') return
    if (isTable(json)) {
      for (const [point, name] of [
        [installed, 'installed_version'],
        [latest, 'latest_version']
      ] as const) {
        if (typeof json[name] === 'string' || typeof json[name] === 'number')
          voice.tell(point, String(json[name]).slice(0, discoveryLimits.textCharsMax))
      }
    } else maker.told(installed, readText()(said), said, voice)
    compare(voice)
  })
  maker.hear('latest_version_topic', 'latest_version_template', [latest], (said, _, voice) => {
    if (said === '') return
    maker.told(latest, readText()(said), said, voice)
    compare(voice)
  })
  const payload = settings.text('payload_install', undefined)
  const send = payload === undefined ? undefined : maker.sender('command_topic', undefined)
  if (send !== undefined)
    maker.act({ part: 'install', label: discoveryMessage('discovery.part.install'), shape: { is: 'press' } }, () =>
      only(send, payload as string)
    )
}

const alarmStates = [
  'disarmed',
  'armed_home',
  'armed_away',
  'armed_night',
  'armed_vacation',
  'armed_custom_bypass',
  'pending',
  'arming',
  'disarming',
  'triggered'
]

export function alarm(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic', 'state_topic')
  const key = maker.reading({ part: 'state', shape: { is: 'words', of: alarmStates } })
  maker.hear('state_topic', 'value_template', [key], (said, _, voice) =>
    maker.told(key, readWord(alarmStates)(said), said, voice)
  )
  const features = settings.words('supported_features', [
    'arm_home',
    'arm_away',
    'arm_night',
    'arm_vacation',
    'arm_custom_bypass',
    'trigger'
  ])
  const payloads = new Map([['disarmed', settings.text('payload_disarm', 'DISARM')]])
  for (const feature of ['home', 'away', 'night', 'vacation', 'custom_bypass'] as const) {
    if (features.includes(`arm_${feature}`))
      payloads.set(`armed_${feature}`, settings.text(`payload_arm_${feature}`, `ARM_${feature.toUpperCase()}`))
  }
  if (features.includes('trigger')) payloads.set('triggered', settings.text('payload_trigger', 'TRIGGER'))
  const hasCode = settings.has('code')
  const needs = (word: string): boolean => {
    const of = word === 'disarmed' ? 'disarm' : word === 'triggered' ? 'trigger' : 'arm'
    return settings.flag(`code_${of}_required`, true) && hasCode
  }
  const words = [...payloads.keys()].filter((word) => !needs(word))
  if (words.length < payloads.size) settings.leave(discoveryMessage('discovery.held-code'))
  const send = maker.sender('command_topic', 'command_template', ['action', 'code'])
  if (send === undefined || words.length === 0) return
  maker.act({ part: 'state-set', shape: { is: 'words', of: words }, toldBy: key }, (value) => {
    const payload = payloads.get(String(value)) as string
    return only(send, payload, { action: payload, code: null })
  })
}

export function lock(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic')
  const states = new Map<string, string>()
  const words = ['locked', 'locking', 'unlocked', 'unlocking', 'jammed', 'open', 'opening']
  for (const word of words) {
    const payload = settings.text(`state_${word}`, word.toUpperCase())
    if (!states.has(payload)) states.set(payload, word)
  }
  const optimistic = settings.flag('optimistic', !settings.has('state_topic'))
  const reset = settings.text('payload_reset', 'None')
  const key = maker.reading({ part: 'state', about: 'lock', shape: { is: 'words', of: words } })
  const read = readWordOf(states)
  maker.hear('state_topic', 'value_template', [key], (said, _, voice) =>
    maker.told(key, said === reset ? 'unknown' : read(said), said, voice)
  )
  if (settings.has('code_format')) return settings.leave(discoveryMessage('discovery.held-code'))
  const payloads = new Map([
    ['locked', settings.text('payload_lock', 'LOCK')],
    ['unlocked', settings.text('payload_unlock', 'UNLOCK')]
  ])
  const open = settings.text('payload_open', undefined)
  if (open !== undefined) payloads.set('open', open)
  const send = maker.sender('command_topic', 'command_template', ['code'])
  if (send === undefined) return
  maker.act({ part: 'state-set', about: 'lock', shape: { is: 'words', of: [...payloads.keys()] }, toldBy: key }, (value, voice) =>
    asked(
      send(payloads.get(String(value)) as string, { code: null }),
      key,
      value === 'open' ? 'unlocked' : value,
      voice,
      optimistic
    )
  )
}
