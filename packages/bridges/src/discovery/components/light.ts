/**
 * Lights, as all three schemas have them in common: on, brightness in %, one colour, colour temperature in K, effect, white in %.
 * Which of colour and temperature shows is known from the mode that the light is in: the other one is unknown meanwhile.
 */
import { discoveryMessage, type Message, type Shape, type Value } from '@commune/commune'
import { no, ok, type Result } from '@commune/protocol'
import type { Sent, Voice } from '../entity/entity.ts'
import type { Maker, Read } from '../entity/maker.ts'
import { wordsShape } from '../entity/read.ts'
import { quotedOf } from '../text.ts'
import { channelsOf, type Channels, hexOf, kelvinOf } from './color.ts'

export type ColorMode = 'rgb' | 'rgbw' | 'rgbww' | 'hs' | 'xy' | 'color_temp' | 'white'

/** What is asked of a light at once. Level and white in %, temperature in K. */
export interface LightWish {
  readonly level?: number
  readonly color?: Channels
  readonly kelvin?: number
  readonly effect?: string
  readonly white?: number
}

/** What a schema brings. */
export interface LightKind {
  readonly hasLevel: boolean
  readonly modes: ReadonlySet<ColorMode>
  readonly effects: readonly string[] | undefined
  /** Whether its points tell what they are set to when nobody else does. */
  readonly optimistic: { readonly [point in 'on' | 'level' | 'color' | 'kelvin' | 'effect']: boolean }
  readonly turnOn: (wish: LightWish, voice: Voice) => Result<readonly Sent[], Message>
  readonly turnOff: (voice: Voice) => Result<readonly Sent[], Message>
}

const colorModes = ['rgb', 'rgbw', 'rgbww', 'hs', 'xy'] as const

/** One thing that can be asked of a light. */
interface Way {
  readonly part: 'on' | 'level' | 'color' | 'color-temperature' | 'effect' | 'white'
  readonly shape: Shape
  readonly about?: string
  /** It makes the lamp shine: then it rests dark, where nobody asks anything of it. */
  readonly rest?: Value
  /** No reading tells it. */
  readonly isUntold?: true
  readonly wish: (value: Value) => Result<LightWish, Message>
  /** Takes for granted what was asked, where nobody says how it stands. */
  readonly told: (value: Value, voice: Voice) => void
}

/** The points of a light, and what is said of them. */
export class Light {
  readonly #maker: Maker
  readonly on: string
  readonly level: string
  readonly color: string
  readonly kelvin: string
  readonly effect: string
  /** The last colour of each mode, for lights that say apart which mode they are in. */
  readonly #colors = new Map<ColorMode, string>()
  #kelvinSaid: number | undefined
  /** How bright it is when it is on; while it is off, its level is nothing. */
  #levelOn: number | undefined
  #mode: ColorMode | undefined
  /** The mode is told on a topic of its own, and nothing else says it. */
  readonly #isExplicit: boolean

  constructor(maker: Maker, isExplicit: boolean) {
    this.#maker = maker
    this.#isExplicit = isExplicit
    this.on = maker.keyOf('on')
    this.level = maker.keyOf('level')
    this.color = maker.keyOf('color')
    this.kelvin = maker.keyOf('color-temperature')
    this.effect = maker.keyOf('effect')
  }

  /** How bright it was said to be when it is on, in percent. */
  levelOn(voice: Voice): number {
    const held = voice.held(this.level)
    return this.#levelOn ?? (typeof held === 'number' && held > 0 ? held : 100)
  }

  get mode(): ColorMode | undefined {
    return this.#mode
  }

  /** Adds all points. To be called once, when the schema has read its settings. */
  points(kind: LightKind): void {
    const { settings } = this.#maker
    const [least, most] = kelvins(this.#maker)
    if (least >= most) settings.refuse(discoveryMessage('discovery.bad-bounds'))
    const ways: Way[] = [{ part: 'on', rest: false, shape: { is: 'yes-no' }, wish: () => ok({}), told: () => {} }]
    if (kind.hasLevel) {
      ways.push({
        part: 'level',
        about: 'brightness',
        rest: 0,
        shape: { is: 'number', unit: '%', min: 0, max: 100 },
        wish: (value) => ok({ level: value as number }),
        told: (value, voice) => {
          this.#levelOn = value as number
          if (kind.optimistic.level) voice.tell(this.level, value, true)
        }
      })
    }
    if (colorModes.some((mode) => kind.modes.has(mode))) ways.push(this.#colorWay(kind))
    if (kind.modes.has('color_temp')) {
      ways.push({
        part: 'color-temperature',
        about: 'color_temperature',
        shape: { is: 'number', unit: 'K', min: least, max: most },
        wish: (value) => ok({ kelvin: value as number }),
        told: (value, voice) => kind.optimistic.kelvin && this.saysKelvin(voice, value as number, true)
      })
    }
    const { effects } = kind
    if (effects !== undefined) {
      ways.push({
        part: 'effect',
        about: 'effect',
        shape: wordsShape(effects),
        wish: (value) =>
          effects.length === 0 || effects.includes(String(value))
            ? ok({ effect: String(value) })
            : no(discoveryMessage('discovery.act-words', { words: effects.slice(0, 20) })),
        told: (value, voice) => kind.optimistic.effect && voice.tell(this.effect, value, true)
      })
    }
    if (kind.modes.has('white')) {
      ways.push({
        part: 'white',
        isUntold: true,
        shape: { is: 'number', unit: '%', min: 0, max: 100 },
        wish: (value) => ok({ white: value as number }),
        told: (value, voice) => {
          if (!kind.optimistic.level) return
          this.#mode = 'white'
          this.#levelOn = value as number
          if (kind.hasLevel) voice.tell(this.level, value, true)
        }
      })
    }
    this.#add(kind, ways)
  }

  #colorWay(kind: LightKind): Way {
    const charsMax = kind.modes.has('rgbww') ? 11 : kind.modes.has('rgbw') ? 9 : 7
    return {
      part: 'color',
      about: 'color',
      shape: { is: 'text', charsMax },
      wish: (value) => {
        const channels = channelsOf(value)
        return channels === undefined || channels.length * 2 + 1 > charsMax
          ? no(discoveryMessage('discovery.act-color'))
          : ok({ color: channels })
      },
      told: (value, voice) => {
        const channels = channelsOf(value) ?? []
        if (kind.optimistic.color) this.saysColor(voice, modeFor(channels, kind.modes), channels, true)
      }
    }
  }

  /** Each way is a point of its own; several at once become one message, so that nothing flashes up in between. */
  #add(kind: LightKind, ways: readonly Way[]): void {
    const byKey = new Map<string, Way>()
    const ask = (values: ReadonlyMap<string, Value>, voice: Voice): Result<readonly Sent[], Message> => {
      const wish: LightWish = {}
      let isOff = false
      for (const [key, value] of values) {
        const part = byKey.get(key)?.wish(value)
        if (part?.ok === false) return part
        Object.assign(wish, part?.value)
        isOff ||= value === false || (value === 0 && byKey.get(key)?.part === 'level')
      }
      const sent = isOff ? kind.turnOff(voice) : kind.turnOn(wish, voice)
      if (!sent.ok) return sent
      if (kind.optimistic.on) {
        const levelComes = [...values.keys()].some((key) => byKey.get(key)?.part === 'level')
        this.saysOn(voice, { value: !isOff }, '', { assumed: true, hasLevel: kind.hasLevel && kind.optimistic.level, levelComes })
      }
      if (!isOff) for (const [key, value] of values) byKey.get(key)?.told(value, voice)
      return sent
    }
    for (const way of ways) {
      const { part, shape, about, rest, isUntold } = way
      const named = {
        ...(part !== 'on' && { label: discoveryMessage(`discovery.part.${part}`) }),
        ...(about !== undefined && { about })
      }
      const toldBy = isUntold ? undefined : this.#maker.reading({ part, shape, ...named })
      const key: string = this.#maker.act(
        { part: `${part}-set`, shape, ...(toldBy !== undefined && { toldBy }), ...named, ...(rest !== undefined && { about: 'light', rest }) },
        (value, voice) => ask(new Map([[key, value as Value]]), voice)
      )
      byKey.set(key, way)
    }
    this.#maker.together(ask)
  }

  /**
   * It is on or off. Devices go on saying how bright they would be while they are off; its level is 0 then, and comes back with it. So
   * one who looks at the level alone sees that somebody switched it off.
   */
  saysOn(voice: Voice, read: Read, text: string, { hasLevel, assumed, levelComes }: { readonly hasLevel: boolean; readonly assumed?: true; readonly levelComes?: boolean }): void {
    const said = typeof read === 'object' ? read.value : undefined
    if (assumed && said !== undefined) voice.tell(this.on, said, true)
    else this.#maker.told(this.on, read, text, voice)
    if (!hasLevel || said === undefined) return
    const held = voice.held(this.level)
    if (said === false) {
      if (typeof held === 'number' && held > 0) this.#levelOn ??= held
      if (held !== 0) voice.tell(this.level, 0, assumed)
    } else if (held === 0 && levelComes !== true) {
      if (this.#levelOn === undefined) voice.unsure(this.level, discoveryMessage('discovery.says-unknown'))
      else voice.tell(this.level, this.#levelOn, assumed)
    }
  }

  /**
   * Brightness of the device's own scale; nothing is no brightness of a light that is on, and is passed over. `isOn`: what is said with it;
   * left out: what was said last.
   */
  saysLevel(voice: Voice, n: number, scale: number, isOn: boolean = voice.held(this.on) !== false): void {
    if (n <= 0) return
    this.#levelOn = Math.min(100, (n / scale) * 100)
    if (isOn) voice.tell(this.level, this.#levelOn)
  }

  /** A colour in one mode; shown when the light is in it. */
  saysColor(voice: Voice, mode: ColorMode, channels: Channels, assumed?: true): void {
    const hex = hexOf(channels)
    this.#colors.set(mode, hex)
    if (this.#isExplicit && assumed === undefined && this.#mode !== mode) return
    this.#mode = mode
    voice.tell(this.color, hex, assumed)
    if (voice.held(this.kelvin) !== undefined) voice.unsure(this.kelvin, discoveryMessage('discovery.shows-color'))
  }

  saysKelvin(voice: Voice, kelvin: number, assumed?: true): void {
    this.#kelvinSaid = kelvin
    if (this.#isExplicit && assumed === undefined && this.#mode !== 'color_temp') return
    this.#mode = 'color_temp'
    voice.tell(this.kelvin, kelvin, assumed)
    if (voice.held(this.color) !== undefined) voice.unsure(this.color, discoveryMessage('discovery.shows-white'))
  }

  /** Temperature in mired, as devices have it. */
  saysMired(voice: Voice, mired: number, text: string): void {
    if (mired > 0) this.saysKelvin(voice, kelvinOf(mired))
    else voice.odd(discoveryMessage('discovery.odd', { said: quotedOf(text) }))
  }

  /** The light says which mode it is in. `alone`: nothing else is said with it, so what was said in this mode before counts again. */
  saysMode(voice: Voice, mode: string, modes: ReadonlySet<ColorMode>, alone: boolean): void {
    if (!modes.has(mode as ColorMode)) return voice.odd(discoveryMessage('discovery.odd', { said: quotedOf(mode) }))
    this.#mode = mode as ColorMode
    const color = this.#colors.get(this.#mode)
    if (alone && color !== undefined) this.saysColor(voice, this.#mode, channelsOf(color) ?? [])
    else if (alone && mode === 'color_temp' && this.#kelvinSaid !== undefined) this.saysKelvin(voice, this.#kelvinSaid)
    if (mode !== 'color_temp' && voice.held(this.kelvin) !== undefined) {
      voice.unsure(this.kelvin, discoveryMessage('discovery.shows-color'))
    }
    if (color === undefined && voice.held(this.color) !== undefined)
      voice.unsure(this.color, discoveryMessage('discovery.shows-white'))
  }
}

/** Bounds of the colour temperature; settings give them in mired, newer ones in kelvin. Without them, what lamps can at all. */
function kelvins({ settings }: Maker): readonly [least: number, most: number] {
  const [minMired, maxMired] = [settings.number('min_mireds', 100, 1, 10_000), settings.number('max_mireds', 1000, 1, 10_000)]
  return [
    settings.number('min_kelvin', Math.floor(1e6 / maxMired), 100, 1e6),
    settings.number('max_kelvin', Math.ceil(1e6 / minMired), 100, 1e6)
  ]
}

/** In which of its modes a light shows a colour with so many channels. */
export function modeFor(channels: Channels, modes: ReadonlySet<ColorMode>): ColorMode {
  if (channels.length === 5) return 'rgbww'
  if (channels.length === 4) return 'rgbw'
  return (['rgb', 'hs', 'xy', 'rgbw', 'rgbww'] as const).find((mode) => modes.has(mode)) ?? 'rgb'
}

/** Channels of a mode: those that a colour does not name are dark. */
export const channelsFor = (mode: ColorMode, channels: Channels): Channels => {
  const count = mode === 'rgbww' ? 5 : mode === 'rgbw' ? 4 : 3
  return Array.from({ length: count }, (_, i) => channels[i] ?? 0)
}

export const allSent = (parts: readonly Result<Sent, Message>[]): Result<readonly Sent[], Message> => {
  const sent: Sent[] = []
  for (const part of parts) {
    if (!part.ok) return part
    sent.push(part.value)
  }
  return ok(sent)
}
