import { describe, expect, it } from 'vitest'
import { brief, Hub } from './testing/hub.ts'

describe('acts', () => {
  it('a value that its point does not take is refused with what it takes', () => {
    const hub = new Hub()
    const number = hub.announce('number', { command_topic: 'n', min: 1, max: 5 }, 'n')
    const select = hub.announce('select', { command_topic: 's', options: ['a', 'b'] }, 's')
    expect(hub.ask(number, 'value-set', 9)).toBe('9 is not between 1 and 5.')
    expect(hub.ask(number, 'value-set', true)).toBe('It can be set to a number alone.')
    expect(hub.ask(select, 'choice-set', 'c')).toBe('It can be set to one of these alone: a and b.')
    expect(hub.ask(select, 'nothing-set', 'c')).toBe('There is nothing like this to ask of it.')
    expect(hub.ask(number, 'value-set', 3)).toEqual(['n 3'])
  })

  it('a list that is too long for words is a text, and takes its words alone', () => {
    const hub = new Hub()
    const effects = Array.from({ length: 180 }, (_, i) => `effect ${i}`)
    const key = hub.announce('light', { command_topic: 'l', effect_command_topic: 'e', effect_list: effects })
    expect(hub.ask(key, 'effect-set', 'effect 150')).toEqual(['e effect 150', 'l ON'])
    expect(hub.ask(key, 'effect-set', 'other')).toContain('It can be set to one of these alone')
  })

  it('what the device does not say itself is assumed, and says so', () => {
    const hub = new Hub()
    const key = hub.announce('switch', { command_topic: 's', qos: 1, retain: true })
    const asked = hub.discovery.act(key, `${key}.on-set`, true, 9)
    expect(asked.ok && asked.value.sent).toEqual([{ topic: 's', payload: 'ON', qos: 1, retain: true }])
    expect(asked.ok && brief(asked.value.told)).toEqual([`${key}.on = true (assumed)`])
  })

  it('several settings of a light are one message; a level of nothing turns it off', () => {
    const hub = new Hub()
    const key = hub.announce('light', {
      schema: 'json',
      command_topic: 'l',
      brightness: true,
      supported_color_modes: ['rgb', 'color_temp']
    })
    const wishes = new Map<string, number | string>([
      [`${key}.level-set`, 50],
      [`${key}.color-set`, '#ff0000']
    ])
    const asked = hub.discovery.actTogether(key, wishes, 1)
    expect(asked.ok && asked.value.sent).toMatchObject([
      { payload: '{"state":"ON","color":{"r":255,"g":0,"b":0},"brightness":128}' }
    ])
    expect(hub.ask(key, 'level-set', 0)).toEqual(['l {"state":"OFF"}'])
    expect(hub.ask(key, 'color-set', 'red')).toBe('A colour is written as #rrggbb.')
  })

  it('while a light shows a colour its temperature is unknown, and the other way round', () => {
    const hub = new Hub()
    const key = hub.announce('light', {
      schema: 'json',
      command_topic: 'l',
      state_topic: 's',
      brightness: true,
      supported_color_modes: ['xy', 'color_temp']
    })
    hub.say('s', { state: 'ON', color_mode: 'color_temp', color_temp: 250, brightness: 255 })
    expect(brief(hub.say('s', { color_mode: 'xy', color: { x: 0.701, y: 0.299 } }))).toEqual([
      `${key}.color-temperature ? discovery.shows-color`,
      `${key}.color = #ff0000`
    ])
    expect(brief(hub.say('s', { color_mode: 'color_temp', color_temp: 250 })).toSorted()).toEqual([
      `${key}.color ? discovery.shows-white`,
      `${key}.color-temperature = 4000`
    ])
  })

  it('what asks for a code is not set from here', () => {
    const hub = new Hub()
    const key = hub.announce('alarm_control_panel', {
      state_topic: 's',
      command_topic: 'c',
      code: '1234',
      code_arm_required: false
    })
    expect(hub.discovery.thingOf(key)?.acts).toMatchObject([
      { shape: { of: ['armed_home', 'armed_away', 'armed_night', 'armed_vacation', 'armed_custom_bypass'] } }
    ])
    hub.announce('lock', { command_topic: 'l', code_format: '^\\d$' }, 'l')
    expect(hub.discovery.thingOf('lock.l')?.acts).toEqual([])
  })
})

describe('what moves says what it is', () => {
  it('a lamp that is off has no level, whatever brightness it goes on saying, and has it again when it is on', () => {
    const hub = new Hub()
    hub.say('homeassistant/light/l/config', { schema: 'json', brightness: true, brightness_scale: 254, state_topic: 's', command_topic: 'c', unique_id: 'l', device: { identifiers: ['l'], name: 'Lamp' } })
    const key = 'light.l'
    expect(brief(hub.say('s', { state: 'OFF', brightness: 127 }))).toEqual([`${key}.on = false`, `${key}.level = 0`])
    expect(brief(hub.say('s', { state: 'OFF', brightness: 254 }))).toEqual([`${key}.on = false`])
    expect(brief(hub.say('s', { state: 'ON' }))).toEqual([`${key}.on = true`, `${key}.level = 100`])
    expect(brief(hub.say('s', { state: 'ON', brightness: 127 }))).toEqual([`${key}.on = true`, `${key}.level = 50`])
    expect(hub.ask(key, 'level-set', 0)).toEqual(['c {"state":"OFF"}'])
    expect(hub.discovery.things()[0]?.acts).toMatchObject([
      { key: `${key}.on-set`, about: 'light', rest: false },
      { key: `${key}.level-set`, about: 'light', rest: 0 }
    ])
  })

  it('a lock, a valve, a garage door and a heater say so, for their keeper is asked; a blind is none of them', () => {
    const hub = new Hub()
    const device = { identifiers: ['d'], name: 'D' }
    hub.say('homeassistant/lock/a/config', { command_topic: 'a', unique_id: 'a', device })
    hub.say('homeassistant/valve/b/config', { command_topic: 'b', unique_id: 'b', device_class: 'water', device })
    hub.say('homeassistant/cover/c/config', { command_topic: 'c', unique_id: 'c', device_class: 'garage', device })
    hub.say('homeassistant/climate/d/config', { mode_command_topic: 'd', unique_id: 'd', device })
    hub.say('homeassistant/cover/e/config', { command_topic: 'e', unique_id: 'e', device_class: 'blind', device })
    const abouts = hub.discovery.things()[0]?.acts.map(({ key, about, rest }) => [key, about, ...(rest === undefined ? [] : [rest])])
    expect(abouts).toEqual(expect.arrayContaining([['valve.b.move', 'valve', 'close'], ['cover.c.move', 'garage'], ['cover.e.move', 'blind']]))
    expect(abouts?.filter(([key]) => String(key).startsWith('lock.')).every(([, about]) => about === 'lock')).toBe(true)
    expect(abouts?.filter(([key]) => String(key).startsWith('climate.')).every(([, about]) => about === 'climate')).toBe(true)
  })
})
