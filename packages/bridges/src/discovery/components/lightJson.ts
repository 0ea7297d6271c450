/** Lights of the schema `json`: one topic for all properties at once. */
import { discoveryMessage, type Message } from '@commune/commune'
import type { Result } from '@commune/protocol'
import { isTable } from '../announcement/config.ts'
import type { Sent, Voice } from '../entity/entity.ts'
import type { Maker } from '../entity/maker.ts'
import { readNumber, readText, readWord, readYesNo } from '../entity/read.ts'
import { quotedOf } from '../text.ts'
import { brightest, type Channels, channelsOf, hsOf, miredOf, rgbOfHs, rgbOfXy, xyOf } from './color.ts'
import { allSent, channelsFor, type ColorMode, Light, type LightWish, modeFor } from './light.ts'

const allModes: readonly ColorMode[] = ['rgb', 'rgbw', 'rgbww', 'hs', 'xy', 'color_temp', 'white']
const plainModes = new Set(['onoff', 'brightness'])
const odd = (said: unknown): Message => discoveryMessage('discovery.odd', { said: quotedOf(said) })

/** Which modes it says it has, in the newer way (a list) or the older one (a flag for each). */
function modesOf(maker: Maker): ReadonlySet<ColorMode> {
  const { settings } = maker
  const older = (['color_temp', 'hs', 'rgb', 'xy'] as const).filter((mode) => settings.flag(mode, false))
  if (settings.flag('color_mode', false) || settings.has('supported_color_modes')) {
    if (older.length > 0) settings.refuse(discoveryMessage('discovery.apart', { key: older[0] as string, other: 'color_mode' }))
    const listed = settings.words('supported_color_modes')
    const wrong = listed.find((mode) => !plainModes.has(mode) && !allModes.includes(mode as ColorMode))
    if (wrong !== undefined)
      settings.refuse(discoveryMessage('discovery.bad-value', { key: 'supported_color_modes', said: quotedOf(wrong) }))
    return new Set(allModes.filter((mode) => listed.includes(mode)))
  }
  return new Set(older)
}

export function lightJson(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic')
  const modes = modesOf(maker)
  const listed = settings.words('supported_color_modes')
  const light = new Light(maker, false)
  const isScaled = settings.flag('brightness', false)
  const [scale, whiteScale] = [settings.number('brightness_scale', 255, 1), settings.number('white_scale', 255, 1)]
  const isKelvin = settings.flag('color_temp_kelvin', false)
  const hasLevel = isScaled || listed.some((mode) => mode !== 'onoff') || modes.size > 0
  const optimistic = settings.flag('optimistic', false) || !settings.has('state_topic')
  const send = maker.sender('command_topic', undefined)

  const turnOn = (wish: LightWish, voice: Voice): Result<readonly Sent[], Message> => {
    const message: Record<string, unknown> = { state: 'ON' }
    const level = wish.level ?? light.levelOn(voice)
    if (wish.color !== undefined) message['color'] = colorTable(modeFor(wish.color, modes), wish.color, isScaled ? 100 : level)
    if (wish.level !== undefined && isScaled)
      message['brightness'] = Math.max(1, Math.min(scale, Math.round((wish.level / 100) * scale)))
    else if (wish.level !== undefined && wish.color === undefined) {
      const channels = channelsOf(voice.held(light.color))
      if (channels !== undefined) message['color'] = colorTable(modeFor(channels, modes), channels, level)
    }
    if (wish.white !== undefined) message['white'] = Math.round((wish.white / 100) * whiteScale)
    if (wish.kelvin !== undefined) message['color_temp'] = isKelvin ? Math.round(wish.kelvin) : miredOf(wish.kelvin)
    if (wish.effect !== undefined) message['effect'] = wish.effect
    return allSent(send === undefined ? [] : [send(JSON.stringify(message))])
  }
  light.points({
    hasLevel,
    modes,
    effects: settings.flag('effect', false) || settings.has('effect_list') ? settings.words('effect_list') : undefined,
    optimistic: { on: optimistic, level: optimistic, color: optimistic, kelvin: optimistic, effect: optimistic },
    turnOn,
    turnOff: () => allSent(send === undefined ? [] : [send(JSON.stringify({ state: 'OFF' }))])
  })
  const effects = settings.words('effect_list')
  maker.hear('state_topic', 'value_template', [light.on], (text, { json }, voice) => {
    if (!isTable(json)) return text === '' ? undefined : voice.odd(odd(text))
    const on = json['state'] === undefined ? undefined : json['state'] === null ? 'unknown' : readYesNo('ON', 'OFF')(String(json['state']))
    const said = typeof json['brightness'] === 'number' || typeof json['brightness'] === 'string'
    if (on !== undefined) light.saysOn(voice, on, text, { hasLevel, levelComes: said })
    const mode = typeof json['color_mode'] === 'string' ? json['color_mode'] : undefined
    if (mode !== undefined && !plainModes.has(mode)) light.saysMode(voice, mode, modes, false)
    const isTemperature = mode === undefined ? json['color'] === null || json['color'] === undefined : mode === 'color_temp'
    if (isTable(json['color']) && mode !== 'color_temp' && mode !== 'white')
      colorSaid(light, modes, mode, json['color'], !isScaled && !hasLevel, voice)
    if (hasLevel && json['brightness'] !== undefined && json['brightness'] !== null) {
      const level = readNumber(String(json['brightness']))
      if (typeof level === 'object') light.saysLevel(voice, level.value as number, scale, typeof on === 'object' ? on.value === true : undefined)
      else voice.odd(odd(json['brightness']))
    }
    if (modes.has('color_temp') && isTemperature && json['color_temp'] !== undefined && json['color_temp'] !== null) {
      const temperature = readNumber(String(json['color_temp']))
      if (typeof temperature !== 'object') voice.odd(odd(json['color_temp']))
      else if (isKelvin) light.saysKelvin(voice, temperature.value as number)
      else light.saysMired(voice, temperature.value as number, text)
    }
    if (settings.flag('effect', false) && typeof json['effect'] === 'string') {
      maker.told(light.effect, effects.length > 0 ? readWord(effects)(json['effect']) : readText()(json['effect']), text, voice)
    }
  })
}

function colorTable(mode: ColorMode, channels: Channels, level: number): Readonly<Record<string, number>> {
  if (mode === 'hs') {
    const [h, s] = hsOf(channels)
    return { h, s }
  }
  if (mode === 'xy') {
    const [x, y] = xyOf(channels)
    return { x, y }
  }
  const names = mode === 'rgbww' ? ['r', 'g', 'b', 'c', 'w'] : ['r', 'g', 'b', 'w']
  return Object.fromEntries(
    channelsFor(mode, channels).map((n, i) => [names[i] as string, Math.floor((n * Math.round((level / 100) * 255)) / 255)])
  )
}

/** The colour of a message; in which of the ways it is said, the mode tells, or else what there is. */
function colorSaid(
  light: Light,
  modes: ReadonlySet<ColorMode>,
  mode: string | undefined,
  table: Readonly<Record<string, unknown>>,
  isWhole: boolean,
  voice: Voice
): void {
  const at = (...keys: readonly string[]): Channels | undefined => {
    const numbers = keys.map((key) =>
      typeof table[key] === 'number' || (typeof table[key] === 'string' && table[key] !== '') ? Number(table[key]) : Number.NaN
    )
    return numbers.every((n) => Number.isFinite(n)) ? numbers : undefined
  }
  const ways: readonly (readonly [ColorMode, Channels | undefined])[] = [
    ['rgbww', at('r', 'g', 'b', 'c', 'w')],
    ['rgbw', at('r', 'g', 'b', 'w')],
    ['xy', pair(at('x', 'y'), rgbOfXy)],
    ['hs', pair(at('h', 's'), rgbOfHs)],
    ['rgb', at('r', 'g', 'b')]
  ]
  const order = mode === undefined ? ways.toReversed() : ways.filter(([way]) => way === mode)
  const found = order.find(
    ([way, channels]) =>
      channels !== undefined && (mode !== undefined || way === 'rgb' || way === 'hs' || way === 'xy' || modes.has(way))
  )
  if (found?.[1] === undefined) {
    if (Object.keys(table).length > 0) voice.odd(odd(table))
    return
  }
  const channels = isWhole ? (brightest(found[1]) ?? found[1]) : found[1]
  light.saysColor(voice, found[0], channels)
}

const pair = (numbers: Channels | undefined, rgb: (a: number, b: number) => Channels): Channels | undefined =>
  numbers === undefined ? undefined : rgb(numbers[0] as number, numbers[1] as number)
