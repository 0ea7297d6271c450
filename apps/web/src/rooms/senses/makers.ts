/**
 * What common makers of devices want typed in, and what each then says and hears: so that a person names the device and its kind, and
 * never has to know what a topic is. A secret passes through here and stays nowhere.
 */
import type { AccessGrant } from '@commune/peer'

/** Where a device connects to, with what it was given. */
export interface Given {
  readonly host: string
  readonly port: string
  readonly id: string
  readonly secret: string
  /** Its own word, with which its topics begin. */
  readonly word: string
}

export interface Maker {
  readonly key: string
  /** The word that it comes with; left out: one made of its name. */
  readonly word?: string
  readonly grant: (word: string) => AccessGrant
  /** What to type in, as the maker's own form or file has it. */
  readonly settings: (given: Given) => string
}

const announced = 'homeassistant'
const fields = (rows: readonly (readonly [string, string])[]): string => rows.map(([name, value]) => `${name}: ${value}`).join('\n')

export const makers: readonly Maker[] = [
  {
    key: 'zigbee2mqtt',
    word: 'zigbee2mqtt',
    grant: (word) => ({ says: [word, announced], hears: [], asked: [] }),
    settings: ({ host, port, id, secret, word }) =>
      ['mqtt:', `  server: mqtt://${host}:${port}`, `  user: ${id}`, `  password: ${secret}`, `  base_topic: ${word}`, 'homeassistant:', '  enabled: true'].join('\n')
  },
  {
    key: 'esphome',
    grant: (word) => ({ says: [word, announced], hears: [], asked: [] }),
    settings: ({ host, port, id, secret, word }) =>
      ['mqtt:', `  broker: ${host}`, `  port: ${port}`, `  username: ${id}`, `  password: ${secret}`, `  topic_prefix: ${word}`, '  discovery: true'].join('\n')
  },
  {
    key: 'tasmota',
    grant: (word) => ({ says: [`tele/${word}`, `stat/${word}`, announced], hears: ['cmnd/tasmotas'], asked: [`cmnd/${word}`] }),
    settings: ({ host, port, id, secret, word }) => `Backlog MqttHost ${host}; MqttPort ${port}; MqttUser ${id}; MqttPassword ${secret}; Topic ${word}; SetOption19 1`
  },
  {
    key: 'zwave',
    word: 'zwave',
    grant: (word) => ({ says: [word, announced], hears: [], asked: [] }),
    settings: ({ host, port, id, secret, word }) => fields([['Host url', `mqtt://${host}`], ['Port', port], ['Auth', 'on'], ['Username', id], ['Password', secret], ['Prefix', word], ['Hass integration', 'on']])
  },
  {
    key: 'openmqttgateway',
    grant: (word) => ({ says: [`home/${word}`, announced], hears: [], asked: [] }),
    settings: ({ host, port, id, secret, word }) => fields([['MQTT Server', host], ['MQTT Port', port], ['MQTT Username', id], ['MQTT Password', secret], ['MQTT Base Topic', 'home/'], ['Gateway Name', word]])
  },
  {
    key: 'shelly',
    grant: (word) => ({ says: [word], hears: ['shellies/command'], asked: [] }),
    settings: ({ host, port, id, secret, word }) => fields([['Server', `${host}:${port}`], ['Username', id], ['Password', secret], ['MQTT prefix', word], ['TLS', 'no']])
  }
]

/** Whatever is none of them: its topics are said by hand. */
export const otherSettings = ({ host, port, id, secret }: Given): string => fields([['Host', host], ['Port', port], ['Name', id], ['Password', secret], ['MQTT', '3.1.1']])

/** A word for topics, of what a device is called: letters and digits that any device can be given. */
export const wordOf = (name: string): string => (name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z0-9]+/gu) ?? ['device']).join('-').slice(0, 32).replace(/-$/u, '')

/** Topics as they were typed: one a line, or with spaces or commas between them. */
export const topicsIn = (typed: string): readonly string[] => typed.split(/[\s,]+/u).filter((each) => each !== '')

/** One on each line: topics may have spaces. */
export const linesIn = (typed: string): readonly string[] => typed.split('\n').map((each) => each.trim()).filter((each) => each !== '')

/** Host and port of `mqtt://host:port`; a name in brackets keeps them. */
export const placeIn = (address: string): { readonly host: string; readonly port: string } => {
  const [, host = address, port = '1883'] = /^mqtts?:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]*)(?::(\d+))?/u.exec(address) ?? []
  return { host, port }
}
