/** Lights of the schema `template`: one topic for all properties, each read and written through a template of its own. */
import { discoveryMessage } from '@commune/commune'
import type { Incoming, Voice } from '../entity/entity.ts'
import { type Maker, readWith } from '../entity/maker.ts'
import { isNone, readNumber, readWord, readYesNo } from '../entity/read.ts'
import type { Outcome, Template } from '../template/index.ts'
import { quotedOf } from '../text.ts'
import { brightest, hsOf, miredOf } from './color.ts'
import { allSent, type ColorMode, Light } from './light.ts'

export function lightTemplate(maker: Maker): void {
  const { settings } = maker
  settings.need('command_topic', 'command_on_template', 'command_off_template')
  const template = (key: string): Template | undefined => {
    const made = settings.template(key, ['value', 'value_json'])
    return made === 'outside' ? undefined : made
  }
  const [state, level, temperature, effect] = [
    template('state_template'),
    template('brightness_template'),
    template('color_temp_template'),
    template('effect_template')
  ]
  const channels = [template('red_template'), template('green_template'), template('blue_template')]
  const hasColor = channels.every((one) => one !== undefined)
  const modes = new Set<ColorMode>([
    ...(hasColor ? (['hs'] as const) : []),
    ...(temperature === undefined ? [] : (['color_temp'] as const))
  ])
  const light = new Light(maker, false)
  const names = ['state', 'brightness', 'color_temp', 'red', 'green', 'blue', 'hue', 'sat', 'effect', 'flash', 'transition']
  const [on, off] = [
    maker.sender('command_topic', 'command_on_template', names),
    maker.sender('command_topic', 'command_off_template', names)
  ]
  const optimistic = settings.flag('optimistic', false) || !settings.has('state_topic') || state === undefined
  const effects = settings.words('effect_list')
  light.points({
    hasLevel: level !== undefined,
    modes,
    effects: effect !== undefined && effects.length > 0 ? effects : undefined,
    optimistic: { on: optimistic, level: optimistic, color: optimistic, kelvin: optimistic, effect: optimistic },
    turnOn: (wish) => {
      const [hue, sat] = wish.color === undefined ? [undefined, undefined] : hsOf(wish.color)
      const [red, green, blue] = wish.color ?? []
      const given = {
        state: true,
        ...(wish.level !== undefined && { brightness: Math.round((wish.level / 100) * 255) }),
        ...(wish.kelvin !== undefined && { color_temp: miredOf(wish.kelvin) }),
        ...(wish.color !== undefined && { red, green, blue, hue, sat }),
        ...(wish.effect !== undefined && { effect: wish.effect })
      }
      return allSent(on === undefined ? [] : [on('', given)])
    },
    turnOff: () => allSent(off === undefined ? [] : [off('', { state: false })])
  })
  const topic = settings.listenTopic('state_topic')
  maker.listen(topic, (incoming, voice) => {
    if (state !== undefined)
      through(state, incoming, light.on, voice, (text) => light.saysOn(voice, readYesNo('on', 'off')(text), text, { hasLevel: level !== undefined, levelComes: true }))
    if (level !== undefined) {
      through(level, incoming, light.level, voice, (text) => {
        const read = readNumber(text)
        if (typeof read === 'object') light.saysLevel(voice, read.value as number, 255)
        else maker.told(light.level, read, text, voice)
      })
    }
    const parts = hasColor ? channels.map((one) => readWith(one, incoming)) : []
    const texts = parts.map((part) => (part.is === 'text' ? part.text : ''))
    const rgb = texts.map((text) => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN))
    const isColor = hasColor && rgb.every((n) => n <= 255)
    if (isColor) light.saysColor(voice, 'hs', brightest(rgb) ?? rgb)
    else if (texts.some((text) => text !== '' && !isNone(text)))
      voice.odd(discoveryMessage('discovery.odd', { said: quotedOf(texts.join(', ')) }))
    if (temperature !== undefined && !isColor) {
      through(temperature, incoming, light.kelvin, voice, (text) => {
        const read = readNumber(text)
        if (typeof read === 'object') light.saysMired(voice, read.value as number, text)
        else maker.told(light.kelvin, read, text, voice)
      })
    }
    if (effect !== undefined && effects.length > 0)
      through(effect, incoming, light.effect, voice, (text) => maker.told(light.effect, readWord(effects)(text), text, voice))
  })
}

function through(template: Template, incoming: Incoming, point: string, voice: Voice, hear: (text: string) => void): void {
  const outcome: Outcome = readWith(template, incoming)
  if (outcome.is === 'text') hear(outcome.text)
  else if (outcome.is === 'fault')
    voice.unsure(point, discoveryMessage('discovery.template-failed', { key: template.source.slice(0, 40), why: outcome.why }))
}
