/** What moves: cover, valve, lawn_mower, vacuum. */
import { discoveryMessage } from '@commune/commune'
import { no, ok, type Result } from '@commune/protocol'
import type { Message } from '@commune/commune'
import { isTable, readJson } from '../announcement/config.ts'
import type { Sent, Voice } from '../entity/entity.ts'
import type { Maker, Sender } from '../entity/maker.ts'
import { isNone, readNumber, readWord, readWordOf } from '../entity/read.ts'
import { quotedOf } from '../text.ts'
import { coverClasses, valveClasses } from './classes.ts'

const states = ['open', 'opening', 'closed', 'closing'] as const
const percent = { is: 'number', unit: '%', min: 0, max: 100 } as const
const label = (
  name: 'position' | 'tilt' | 'tilt-move' | 'move' | 'state' | 'battery' | 'fan-speed' | 'action'
): { readonly label: Message } => ({
  label: discoveryMessage(`discovery.part.${name}`)
})

/** A device's own range of positions, and percent: 0 is closed. */
interface Range {
  readonly closed: number
  readonly open: number
}
const toPercent = ({ closed, open }: Range, n: number): number =>
  Math.min(100, Math.max(0, Math.round(((n - closed) / (open - closed)) * 100)))
const fromPercent = ({ closed, open }: Range, n: number): number => Math.round(closed + ((open - closed) * n) / 100)

const all = (sent: Result<Sent, Message>): Result<readonly Sent[], Message> => (sent.ok ? ok([sent.value]) : sent)
const odd = (text: string): Message => discoveryMessage('discovery.odd', { said: quotedOf(text) })

export function cover(maker: Maker): void {
  const { settings } = maker
  for (const [key, other] of [
    ['set_position_topic', 'position_topic'],
    ['value_template', 'state_topic'],
    ['position_template', 'position_topic'],
    ['set_position_template', 'set_position_topic'],
    ['tilt_command_template', 'tilt_command_topic'],
    ['tilt_status_template', 'tilt_status_topic']
  ] as const) {
    // A template for what is told on no topic would never be read.
    settings.together(key, other)
  }
  const about = settings.about(coverClasses)
  const range = { closed: settings.whole('position_closed', 0, -1e9, 1e9), open: settings.whole('position_open', 100, -1e9, 1e9) }
  const tiltRange = { closed: settings.whole('tilt_min', 0, -1e9, 1e9), open: settings.whole('tilt_max', 100, -1e9, 1e9) }
  if (range.closed === range.open || tiltRange.closed === tiltRange.open)
    settings.refuse(discoveryMessage('discovery.bad-bounds'))
  const hasState = settings.has('state_topic')
  const hasPosition = settings.has('position_topic')
  const optimistic = settings.flag('optimistic', !hasState && !hasPosition)
  const state =
    hasState || hasPosition || settings.has('command_topic')
      ? maker.reading({ part: 'state', ...(about !== undefined && { about }), shape: { is: 'words', of: states } })
      : undefined
  const position = hasPosition ? maker.reading({ part: 'position', ...label('position'), shape: percent }) : undefined
  const bounds = {
    position_open: range.open,
    position_closed: range.closed,
    tilt_min: tiltRange.closed,
    tilt_max: tiltRange.open
  }
  const tilt = tiltOf(maker, tiltRange, bounds)

  const payloads = new Map<string, string>()
  for (const [word, fallback] of [
    ['open', 'open'],
    ['opening', 'opening'],
    ['closed', 'closed'],
    ['closing', 'closing']
  ] as const) {
    payloads.set(settings.text(`state_${word}`, fallback), word)
  }
  const stopped = settings.text('state_stopped', 'stopped')
  if (state !== undefined) {
    maker.hear('state_topic', 'value_template', [state], (text, _, voice) => {
      if (text !== stopped) return maker.told(state, readWordOf(payloads)(text), text, voice)
      // Where it stopped says whether it is shut; without a position, which way it went.
      const at = position === undefined ? undefined : voice.held(position)
      const isShut = at === undefined ? voice.held(state) === 'closing' || voice.held(state) === 'closed' : at === 0
      voice.tell(state, isShut ? 'closed' : 'open')
    })
  }
  if (position !== undefined) {
    maker.hear(
      'position_topic',
      'position_template',
      [position],
      (text, _, voice) => {
        const json = readJson(text)
        const said = isTable(json) ? json['position'] : text
        if (said === undefined || said === null) return voice.odd(odd(text))
        if (isTable(json) && json['tilt_position'] !== undefined) tilt?.hear(String(json['tilt_position']), voice)
        const read = readNumber(String(said))
        if (typeof read !== 'object') return maker.told(position, read, text, voice)
        const at = toPercent(range, read.value as number)
        voice.tell(position, at)
        if (!hasState && state !== undefined) voice.tell(state, at === 0 ? 'closed' : 'open')
      },
      bounds
    )
  }
  moves(maker, optimistic, state, position)
  const send = maker.sender('set_position_topic', 'set_position_template', ['position', ...Object.keys(bounds)])
  if (send !== undefined) {
    maker.act(
      { part: 'position-set', ...label('position'), shape: percent, ...(position !== undefined && { toldBy: position }) },
      (value, voice) => {
        const at = Math.round(value as number)
        const sent = send(fromPercent(range, at), { position: at, ...bounds })
        if (sent.ok && optimistic) {
          if (state !== undefined) voice.tell(state, at === 0 ? 'closed' : 'open', true)
          if (position !== undefined) voice.tell(position, at, true)
        }
        return all(sent)
      }
    )
  }
}

interface Tilt {
  readonly hear: (text: string, voice: Voice) => void
}

/** The slats of a cover. */
function tiltOf(maker: Maker, range: Range, bounds: Readonly<Record<string, number>>): Tilt | undefined {
  const { settings } = maker
  const isTold = settings.has('tilt_status_topic')
  const optimistic = settings.flag('tilt_optimistic', !isTold) || settings.flag('optimistic', false)
  if (!isTold && !settings.has('tilt_command_topic')) return undefined
  const key = maker.reading({ part: 'tilt', ...label('tilt'), shape: percent })
  const hear = (text: string, voice: Voice): void => {
    const read = readNumber(text)
    if (typeof read !== 'object') return maker.told(key, read, text, voice)
    const n = read.value as number
    const [low, high] = [Math.min(range.closed, range.open), Math.max(range.closed, range.open)]
    if (n < low || n > high) voice.odd(odd(text))
    else voice.tell(key, toPercent(range, n))
  }
  maker.hear(
    'tilt_status_topic',
    'tilt_status_template',
    [key],
    (text, _, voice) => {
      if (text !== '') hear(text, voice)
    },
    bounds
  )
  const send = maker.sender('tilt_command_topic', 'tilt_command_template', ['tilt_position', ...Object.keys(bounds)])
  if (send === undefined) return { hear }
  const [open, closed] = [settings.whole('tilt_opened_value', 100, -1e9, 1e9), settings.whole('tilt_closed_value', 0, -1e9, 1e9)]
  maker.act({ part: 'tilt-set', ...label('tilt'), shape: percent, toldBy: key }, (value, voice) => {
    const at = Math.round(value as number)
    const sent = send(fromPercent(range, at), { tilt_position: at, ...bounds })
    if (sent.ok && optimistic) voice.tell(key, at, true)
    return all(sent)
  })
  maker.act(
    { part: 'tilt-move', ...label('tilt-move'), shape: { is: 'words', of: ['open', 'close'] }, toldBy: key },
    (value, voice) => {
      const to = value === 'open' ? open : closed
      const sent = send(to, { tilt_position: to, ...bounds })
      if (sent.ok && optimistic) voice.tell(key, toPercent(range, to), true)
      return all(sent)
    }
  )
  return { hear }
}

/** Open, close, stop: those that the device has a payload for. */
function moves(
  maker: Maker,
  optimistic: boolean,
  state: string | undefined,
  position: string | undefined,
  stopFallback: string | undefined = 'STOP',
  rest?: 'close'
): void {
  const { settings } = maker
  const payloads = new Map<string, string | undefined>([
    ['open', settings.payload('payload_open', 'OPEN')],
    ['close', settings.payload('payload_close', 'CLOSE')],
    [
      'stop',
      stopFallback === undefined ? settings.text('payload_stop', undefined) : settings.payload('payload_stop', stopFallback)
    ]
  ])
  const words = [...payloads].filter(([, payload]) => payload !== undefined).map(([word]) => word)
  const send = maker.sender('command_topic', 'command_template')
  if (send === undefined || words.length === 0) return
  maker.act(
    { part: 'move', ...label('move'), shape: { is: 'words', of: words }, ...(state !== undefined && { toldBy: state }), ...(rest !== undefined && words.includes(rest) && { rest }) },
    (value, voice) => {
      const sent = send(payloads.get(String(value)) as string)
      if (sent.ok && optimistic && value !== 'stop') {
        if (state !== undefined) voice.tell(state, value === 'open' ? 'open' : 'closed', true)
        if (position !== undefined) voice.tell(position, value === 'open' ? 100 : 0, true)
      }
      return all(sent)
    }
  )
}

export function valve(maker: Maker): void {
  const { settings } = maker
  const about = settings.about(valveClasses)
  const hasPosition = settings.flag('reports_position', false)
  const range = { closed: settings.whole('position_closed', 0, -1e9, 1e9), open: settings.whole('position_open', 100, -1e9, 1e9) }
  if (range.closed === range.open) settings.refuse(discoveryMessage('discovery.bad-bounds'))
  for (const key of ['payload_open', 'payload_close', 'state_open', 'state_closed']) {
    if (hasPosition && settings.has(key)) settings.refuse(discoveryMessage('discovery.apart', { key, other: 'reports_position' }))
  }
  const optimistic = settings.flag('optimistic', !settings.has('state_topic'))
  const state = maker.reading({ part: 'state', ...(about !== undefined && { about }), shape: { is: 'words', of: states } })
  const position = hasPosition ? maker.reading({ part: 'position', ...label('position'), shape: percent }) : undefined
  const payloads = new Map<string, string>(states.map((word) => [settings.text(`state_${word}`, word), word]))
  maker.hear('state_topic', 'value_template', [state], (text, _, voice) => {
    if (text === '') return
    const json = readJson(text)
    const table = isTable(json) ? json : { state: hasPosition ? undefined : text, position: hasPosition ? text : undefined }
    const said = typeof table['state'] === 'string' ? payloads.get(table['state']) : payloads.get(text)
    if (position === undefined) {
      if (said !== undefined) voice.tell(state, said)
      else maker.told(state, isNone(text) ? 'unknown' : 'odd', text, voice)
      return
    }
    const going = said === 'opening' || said === 'closing' ? said : undefined
    const read = readNumber(String(table['position'] ?? ''))
    if (typeof read === 'object') voice.tell(position, toPercent(range, read.value as number))
    else if (going === undefined) return maker.told(position, read === 'nothing' ? 'odd' : read, text, voice)
    if (going !== undefined) return voice.tell(state, going)
    const at = voice.held(position)
    const was = voice.held(state)
    // On its way it stays so until it is at an end, or says otherwise.
    const goesOn =
      isTable(json) && json['state'] === undefined && (was === 'opening' || was === 'closing') && at !== 0 && at !== 100
    if (!goesOn) voice.tell(state, at === 0 ? 'closed' : 'open')
  })
  // Nobody wants water to run on when all that asked for it is over.
  if (position === undefined) return moves(maker, optimistic, state, undefined, undefined, 'close')
  const send = maker.sender('command_topic', 'command_template', ['position'])
  if (send === undefined) return
  maker.act({ part: 'position-set', ...label('position'), shape: percent, rest: 0, toldBy: position }, (value, voice) => {
    const at = Math.round(value as number)
    const sent = send(fromPercent(range, at), { position: at })
    if (sent.ok && optimistic) {
      voice.tell(position, at, true)
      voice.tell(state, at === 0 ? 'closed' : 'open', true)
    }
    return all(sent)
  })
  const stop = settings.text('payload_stop', undefined)
  if (stop !== undefined) maker.act({ part: 'stop', ...label('move'), shape: { is: 'press' } }, () => all(send(stop)))
}

/** The work of a machine that goes about by itself: a word for each errand, on its own topic. */
function errands(
  maker: Maker,
  of: ReadonlyMap<string, readonly [send: Sender, payload: string, told?: string]>,
  toldBy: string | undefined,
  optimistic: boolean
): void {
  if (of.size === 0) return
  maker.act(
    {
      part: 'action-set',
      ...label('action'),
      shape: { is: 'words', of: [...of.keys()] },
      ...(toldBy !== undefined && { toldBy })
    },
    (value, voice) => {
      const errand = of.get(String(value))
      if (errand === undefined) return no(discoveryMessage('discovery.act-unknown'))
      const [send, payload, told] = errand
      const sent = send(payload)
      if (sent.ok && optimistic && told !== undefined && toldBy !== undefined) voice.tell(toldBy, told, true)
      return all(sent)
    }
  )
}

export function lawnMower(maker: Maker): void {
  const { settings } = maker
  const activities = ['mowing', 'paused', 'docked', 'returning', 'error']
  const state = maker.reading({ part: 'state', shape: { is: 'words', of: activities } })
  maker.hear('activity_state_topic', 'activity_value_template', [state], (text, _, voice) =>
    maker.told(state, readWord(activities)(text), text, voice)
  )
  const of = new Map<string, readonly [Sender, string, string]>()
  for (const [word, key, told] of [
    ['start', 'start_mowing', 'mowing'],
    ['pause', 'pause', 'paused'],
    ['dock', 'dock', 'docked']
  ] as const) {
    const send = maker.sender(`${key}_command_topic`, `${key}_command_template`)
    if (send !== undefined) of.set(word, [send, key, told])
  }
  errands(maker, of, state, settings.flag('optimistic', !settings.has('activity_state_topic')))
}

const errandOf = new Map([
  ['start', ['start', 'payload_start', 'start']],
  ['pause', ['pause', 'payload_pause', 'pause']],
  ['stop', ['stop', 'payload_stop', 'stop']],
  ['return_home', ['dock', 'payload_return_to_base', 'return_to_base']],
  ['clean_spot', ['clean here', 'payload_clean_spot', 'clean_spot']],
  ['locate', ['call', 'payload_locate', 'locate']]
] as const)

export function vacuum(maker: Maker): void {
  const { settings } = maker
  const words = ['cleaning', 'docked', 'paused', 'idle', 'returning', 'error']
  const features = settings.words('supported_features', ['start', 'stop', 'return_home', 'status', 'battery', 'clean_spot'])
  const speeds = settings.words('fan_speed_list')
  const state = maker.reading({ part: 'state', shape: { is: 'words', of: words } })
  const battery = features.includes('battery')
    ? maker.reading({ part: 'battery', ...label('battery'), about: 'battery', shape: percent })
    : undefined
  const suction =
    speeds.length > 0
      ? maker.reading({ part: 'fan-speed', ...label('fan-speed'), shape: { is: 'words', of: speeds } })
      : undefined
  maker.hear('state_topic', 'value_template', [state], (text, _, voice) => {
    const json = readJson(text)
    if (!isTable(json)) return text === '' ? undefined : voice.odd(odd(text))
    if (json['state'] !== undefined)
      maker.told(state, json['state'] === null ? 'unknown' : readWord(words)(String(json['state'])), text, voice)
    if (battery !== undefined && json['battery_level'] !== undefined)
      maker.told(battery, readNumber(String(json['battery_level'])), text, voice)
    if (suction !== undefined && json['fan_speed'] !== undefined)
      maker.told(suction, readWord(speeds)(String(json['fan_speed'])), text, voice)
  })
  const send = maker.sender('command_topic', undefined)
  const of = new Map<string, readonly [Sender, string]>()
  for (const [feature, [word, key, fallback]] of errandOf) {
    if (send !== undefined && features.includes(feature)) of.set(word, [send, settings.text(key, fallback)])
  }
  errands(maker, of, state, false)
  if (settings.has('send_command_topic')) settings.leave(discoveryMessage('discovery.not-taken', { key: 'send_command_topic' }))
  const setSpeed = maker.sender('set_fan_speed_topic', undefined)
  if (setSpeed !== undefined && suction !== undefined) {
    maker.act({ part: 'fan-speed-set', ...label('fan-speed'), shape: { is: 'words', of: speeds }, toldBy: suction }, (value) =>
      all(setSpeed(String(value)))
    )
  }
}
