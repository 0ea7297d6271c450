/**
 * What all four do: the lamp is on while the light is below 10 lx, and off when it is not. Each reading stands on the other side than the one
 * before, so each moves the lamp, and the answers come in the order of the readings: which one is missing shows.
 *
 * To a commune sensor and lamp announce themselves, as devices do; the others are told by hand where to listen and where to speak.
 */

/** What a sensor says. */
export interface Reading {
  readonly illuminance: number
}

export const belowLx = 10
export const sensorTopic = (name: string): string => `${name}/sensor`
export const lampTopic = (name: string): string => `${name}/lamp/set`
export const luxOf = (n: number): number => (n % 2 === 0 ? 3 : 40)
export const readingOf = (n: number): string => `{"illuminance":${luxOf(n)}}`
export const lampWord = (isOn: boolean): string => (isOn ? 'ON' : 'OFF')

const device = (house: string, name: string): object => ({ identifiers: [`${house}-${name}`], name: `${house} ${name}` })

/** How sensor and lamp say who they are, in the form of Home Assistant's discovery. */
export const announcementsOf = (house: string): readonly { readonly topic: string; readonly payload: string }[] => [
  {
    topic: `homeassistant/sensor/${house}/light/config`,
    payload: JSON.stringify({
      device: device(house, 'eye'),
      device_class: 'illuminance',
      state_class: 'measurement',
      state_topic: sensorTopic(house),
      unique_id: `${house}-light`,
      unit_of_measurement: 'lx',
      value_template: '{{ value_json.illuminance }}'
    })
  },
  {
    topic: `homeassistant/switch/${house}/lamp/config`,
    payload: JSON.stringify({ command_topic: lampTopic(house), device: device(house, 'lamp'), payload_off: 'OFF', payload_on: 'ON', unique_id: `${house}-lamp` })
  }
]
