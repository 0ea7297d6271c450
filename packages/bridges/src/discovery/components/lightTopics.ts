/** Lights of the default schema: each property on topics of its own. */
import { discoveryMessage, type Message } from '@commune/commune'
import type { Result } from '@commune/protocol'
import type { Sent, Voice } from '../entity/entity.ts'
import type { Maker, Sender } from '../entity/maker.ts'
import { readNumber, readText, readWord, readYesNo } from '../entity/read.ts'
import { quotedOf } from '../text.ts'
import { brightest, type Channels, channelsOf, hsOf, miredOf, rgbOfHs, rgbOfXy, xyOf } from './color.ts'
import { allSent, channelsFor, type ColorMode, Light, type LightWish, modeFor } from './light.ts'

const names: { readonly [mode in ColorMode]?: readonly string[] } = {
  rgb: ['red', 'green', 'blue'],
  rgbw: ['red', 'green', 'blue', 'white'],
  rgbww: ['red', 'green', 'blue', 'cold_white', 'warm_white'],
  hs: ['hue', 'sat'],
  xy: ['x', 'y']
}

export function lightTopics(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic')
  const light = new Light(maker, settings.has('color_mode_state_topic') && !settings.flag('optimistic', false))
  const [on, off] = [settings.text('payload_on', 'ON'), settings.text('payload_off', 'OFF')]
  const [scale, whiteScale] = [settings.number('brightness_scale', 255, 1), settings.number('white_scale', 255, 1)]
  const onType = settings.text('on_command_type', 'last')
  if (!['first', 'last', 'brightness'].includes(onType))
    settings.refuse(discoveryMessage('discovery.bad-value', { key: 'on_command_type', said: quotedOf(onType) }))

  const senders = new Map<ColorMode, Sender>()
  for (const mode of ['rgb', 'rgbw', 'rgbww', 'hs', 'xy', 'color_temp', 'white'] as const) {
    const send = maker.sender(`${mode}_command_topic`, mode === 'white' ? undefined : `${mode}_command_template`, names[mode])
    if (send !== undefined) senders.set(mode, send)
  }
  const modes = new Set(senders.keys())
  const sendLevel = maker.sender('brightness_command_topic', 'brightness_command_template')
  const sendEffect = maker.sender('effect_command_topic', 'effect_command_template')
  const sendState = maker.sender('command_topic', undefined)
  const optimistic = settings.flag('optimistic', false)
  const untold = (key: string): boolean => optimistic || !settings.has(key)

  /** The colour that is held, in a mode, as bright as a light without a topic for brightness has to show it. */
  const colorMessage = (mode: ColorMode, channels: Channels, level: number): Result<Sent, Message> | undefined => {
    const send = senders.get(mode)
    if (send === undefined) return undefined
    const isRgb = mode === 'rgb' || mode === 'rgbw' || mode === 'rgbww'
    const brightness = sendLevel === undefined ? level : 100
    const values = isRgb
      ? channelsFor(mode, channels).map((n) => Math.floor((n * Math.round((brightness / 100) * 255)) / 255))
      : mode === 'hs'
        ? hsOf(channels)
        : xyOf(channels)
    const given = Object.fromEntries((names[mode] ?? []).map((name, i) => [name, values[i]]))
    return send(values.join(','), given)
  }

  const turnOn = (wish: LightWish, voice: Voice): Result<readonly Sent[], Message> => {
    const parts: (Result<Sent, Message> | undefined)[] = []
    const heldLevel = light.levelOn(voice)
    const level = wish.level ?? (onType === 'brightness' && wish.white === undefined ? heldLevel : undefined)
    if (onType === 'first') parts.push(sendState?.(on))
    if (wish.color !== undefined) parts.push(colorMessage(modeFor(wish.color, modes), wish.color, level ?? heldLevel))
    if (wish.white !== undefined) parts.push(senders.get('white')?.(Math.round((wish.white / 100) * whiteScale)))
    if (level !== undefined && sendLevel !== undefined)
      parts.push(sendLevel(Math.max(1, Math.min(scale, Math.round((level / 100) * scale)))))
    else if (level !== undefined && wish.color === undefined) {
      // Brightness goes with the colour where it has no topic of its own.
      const channels = channelsOf(voice.held(light.color))
      const mode =
        light.mode !== undefined && senders.has(light.mode) && light.mode !== 'hs' && light.mode !== 'xy'
          ? light.mode
          : (['rgb', 'rgbw', 'rgbww'] as const).find((one) => senders.has(one))
      if (mode !== undefined) parts.push(colorMessage(mode, channels ?? [255, 255, 255, 255, 255], level))
    }
    if (wish.kelvin !== undefined) parts.push(senders.get('color_temp')?.(miredOf(wish.kelvin)))
    if (wish.effect !== undefined) parts.push(sendEffect?.(wish.effect))
    if (onType === 'last') parts.push(sendState?.(on))
    return allSent(parts.filter((part) => part !== undefined))
  }

  const hasRgb = modes.has('rgb') || modes.has('rgbw') || modes.has('rgbww')
  const hasLevel = sendLevel !== undefined || settings.has('brightness_state_topic') || hasRgb
  light.points({
    hasLevel,
    modes,
    effects: settings.has('effect_command_topic') ? settings.words('effect_list') : undefined,
    optimistic: {
      on: untold('state_topic'),
      level: untold('brightness_state_topic'),
      color: optimistic || !(['rgb', 'rgbw', 'rgbww', 'hs', 'xy'] as const).some((mode) => settings.has(`${mode}_state_topic`)),
      kelvin: untold('color_temp_state_topic'),
      effect: untold('effect_state_topic')
    },
    turnOn,
    turnOff: () => allSent(sendState === undefined ? [] : [sendState(off)])
  })
  listen(maker, light, modes, scale, readYesNo(on, off), hasLevel)
}

function listen(
  maker: Maker,
  light: Light,
  modes: ReadonlySet<ColorMode>,
  scale: number,
  state: ReturnType<typeof readYesNo>,
  hasLevel: boolean
): void {
  const { settings } = maker
  maker.hear('state_topic', 'state_value_template', [light.on], (text, _, voice) =>
    light.saysOn(voice, state(text), text, { hasLevel })
  )
  maker.hear('brightness_state_topic', 'brightness_value_template', [light.level], (text, _, voice) => {
    const read = readNumber(text)
    if (typeof read === 'object') light.saysLevel(voice, read.value as number, scale)
    else maker.told(light.level, read, text, voice)
  })
  for (const mode of ['rgb', 'rgbw', 'rgbww'] as const) {
    maker.hear(`${mode}_state_topic`, `${mode}_value_template`, [light.color], (text, _, voice) => {
      const said = numbersOf(text, mode.length)
      if (said === undefined)
        return text === '' ? undefined : voice.odd(discoveryMessage('discovery.odd', { said: quotedOf(text) }))
      if (settings.has('brightness_state_topic')) return light.saysColor(voice, mode, said)
      // The colour says how bright it is, where nothing else does.
      const full = brightest(said)
      if (full === undefined) return
      light.saysColor(voice, mode, full)
      light.saysLevel(voice, Math.max(...said), 255)
    })
  }
  for (const [mode, rgb] of [
    ['hs', rgbOfHs],
    ['xy', rgbOfXy]
  ] as const) {
    maker.hear(`${mode}_state_topic`, `${mode}_value_template`, [light.color], (text, _, voice) => {
      const said = numbersOf(text, 2)
      if (said !== undefined) light.saysColor(voice, mode, rgb(said[0] as number, said[1] as number))
      else if (text !== '') voice.odd(discoveryMessage('discovery.odd', { said: quotedOf(text) }))
    })
  }
  maker.hear('color_temp_state_topic', 'color_temp_value_template', [light.kelvin], (text, _, voice) => {
    const read = readNumber(text)
    if (typeof read !== 'object') maker.told(light.kelvin, read, text, voice)
    else if (settings.flag('color_temp_kelvin', false)) light.saysKelvin(voice, read.value as number)
    else light.saysMired(voice, read.value as number, text)
  })
  const effects = settings.words('effect_list')
  const effect = effects.length > 0 ? readWord(effects) : readText()
  maker.hear('effect_state_topic', 'effect_value_template', [light.effect], (text, _, voice) => {
    if (settings.has('effect_command_topic')) maker.told(light.effect, text === '' ? 'nothing' : effect(text), text, voice)
  })
  maker.hear('color_mode_state_topic', 'color_mode_value_template', [], (text, _, voice) => {
    if (text !== '') light.saysMode(voice, text, modes, true)
  })
}

/** So many numbers with commas in between, as a colour is written. */
export function numbersOf(text: string, count: number): Channels | undefined {
  const parts = text.split(',', count + 1)
  const numbers = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  return parts.length === count && numbers.every((n) => Number.isFinite(n)) ? numbers : undefined
}
