/** Where devices come in on a stage: the box of whoever looks, and that of a neighbour; played, with a broker that never hears anybody. */
import type { TestWare } from '@commune/commune/testing'
import type { ActName, Acts, BrokerRow, BrokerView, Outcome, RefusedRow } from '@commune/peer'
import type { Stage } from './stage.ts'

const said = (kind: RefusedRow['kind'], key: string, params: Record<string, string | number>, more: Partial<RefusedRow> = {}): RefusedRow => ({ kind, words: { key, params }, times: 1, ...more })

const refused: readonly RefusedRow[] = [
  said('refused', 'mqtt.refused.publish', { who: 'Weather mast', what: 'zigbee2mqtt/path lamp/set' }, { times: 14, of: 'Weather mast' }),
  said('refused', 'mqtt.refused.no-credential', { address: '192.168.178.44' }, { times: 3 }),
  said('held-back', 'discovery.held-tracker', {}, { of: 'Zigbee gateway', at: 'homeassistant/device_tracker/keys/config' }),
  said('template', 'discovery.template-outside', { key: 'value_template', word: 'states', at: 4 }, { of: 'Zigbee gateway', at: 'homeassistant/sensor/0x00158d0001/linkquality/config' }),
  said('announced', 'discovery.missing', { key: 'state_topic' }, { of: 'Weather mast', at: 'homeassistant/sensor/mast/wind/config' })
]

const builtIn = (mayLetIn: boolean, host: string): BrokerView => ({
  address: `mqtt://${host}:1883`, bypassable: false, builtIn: true, mayLetIn,
  access: [
    { id: 'zigbee-gateway-x7k2', name: 'Zigbee gateway', says: ['zigbee2mqtt', 'homeassistant'], hears: [], asked: [], ...(mayLetIn && { here: true }) },
    { id: 'weather-mast-0qp4', name: 'Weather mast', says: ['tele/mast', 'stat/mast', 'homeassistant'], hears: ['cmnd/tasmotas'], asked: ['cmnd/mast'], ...(mayLetIn && { here: false }) }
  ],
  refused
})

/** `bypassed`: the neighbour's devices come by a broker of the house's own, which is away at the moment. */
export const playedBrokers = (me: TestWare, neighbour: TestWare, bypassed: boolean): readonly BrokerRow[] => [
  { device: 'box-of-mine', ware: me.ware, me: false, view: builtIn(true, '192.168.178.20') },
  {
    device: neighbour.device, ware: neighbour.ware, me: false,
    view: bypassed
      ? { address: 'mqtt://mosquitto.local:1883', bypassable: true, builtIn: false, mayLetIn: false, problem: { key: 'mqtt.away.silent', params: { address: 'mqtt://mosquitto.local:1883' } }, access: [], refused: [] }
      : { ...builtIn(false, '192.168.178.31'), refused: [] }
  }
]

/** Names and reasons of others that would like to be more. */
export const hostileBrokers = (me: TestWare, lines: readonly string[]): readonly BrokerRow[] => [{
  device: me.device, ware: me.ware, me: false,
  view: {
    address: lines[0] ?? '', bypassable: true, builtIn: true, mayLetIn: true, problem: { key: 'mqtt.away.gone', params: { address: lines[1] ?? '' } },
    access: lines.map((line, i) => ({ id: `x-${i}`, name: line, says: [line, 'x'.repeat(250)], hears: [line], asked: [line], here: true })),
    refused: lines.map((line) => said('refused', 'mqtt.refused.publish', { who: line, what: line }, { of: line, at: line }))
  }
}]

type BrokerActs = Extract<ActName, 'admitDevice' | 'renewDevice' | 'regrantDevice' | 'withdrawDevice'>

export const brokerActsOn = (stage: Stage): { readonly [K in BrokerActs]: (params: Acts[K][0]) => Outcome<Acts[K][1]> } => {
  const change = (device: string, next: (view: BrokerView) => BrokerView): void => {
    stage.brokers = stage.brokers.map((row) => (row.device === device && row.view ? { ...row, view: next(row.view) } : row))
    stage.onChange()
  }
  const secret = 'k7x2-09ab-cdef-ghjk-mnpq-rstv'
  return {
    admitDevice: ({ device, name, says, hears, asked }) => {
      if (name.trim() === '') return { ok: false, error: { key: 'mqtt.credential.name' } }
      const taken = stage.brokers.find((row) => row.device === device)?.view?.access.find((row) => row.says.some((topic) => topic !== 'homeassistant' && says.includes(topic)))
      if (taken) return { ok: false, error: { key: 'mqtt.grant.taken', params: { prefix: says[0] ?? '', by: taken.name } } }
      const id = `device-${++stage.count}`
      change(device, (view) => ({ ...view, access: [...view.access, { id, name, says, hears, asked, here: false }] }))
      return { ok: true, value: { id, secret } }
    },
    renewDevice: ({ id }) => ({ ok: true, value: { id, secret } }),
    regrantDevice: ({ device, id, name, says, hears, asked }) => {
      if (name === '') return { ok: false, error: { key: 'mqtt.credential.name' } }
      change(device, (view) => ({ ...view, access: view.access.map((row) => (row.id === id ? { ...row, name, says, hears, asked } : row)) }))
      return { ok: true, value: {} }
    },
    withdrawDevice: ({ device, id }) => {
      change(device, (view) => ({ ...view, access: view.access.filter((row) => row.id !== id) }))
      return { ok: true, value: {} }
    }
  }
}
