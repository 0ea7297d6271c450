import { expect, it } from 'vitest'
import { brief, Hub } from './testing/hub.ts'

/** Announcements in the way that common firmwares write them; names and numbers are our own. */

it('short keys with a base, JSON of state, an own unit: a plug with a meter', () => {
  const hub = new Hub()
  const dev = { ids: ['A1B2C3'], cns: [['mac', 'aa:bb:cc:a1:b2:c3']], name: 'Plug', mdl: 'Socket', sw: '9.5', mf: 'Maker' }
  const common = { '~': 'plug_A1B2C3/', avty_t: '~tele/LWT', pl_avail: 'Online', pl_not_avail: 'Offline', dev }
  hub.say('homeassistant/switch/A1B2C3_RL_1/config', {
    ...common,
    name: 'Plug',
    uniq_id: 'A1B2C3_RL_1',
    cmd_t: '~cmnd/POWER',
    stat_t: '~tele/STATE',
    val_tpl: '{{value_json.POWER}}',
    pl_off: 'OFF',
    pl_on: 'ON'
  })
  hub.say('homeassistant/sensor/A1B2C3_E/config', {
    ...common,
    name: 'Energy',
    uniq_id: 'A1B2C3_E',
    stat_t: '~tele/SENSOR',
    unit_of_meas: 'kWh',
    dev_cla: 'energy',
    stat_cla: 'total_increasing',
    val_tpl: "{{value_json['ENERGY']['Total']}}"
  })
  expect(hub.named).toEqual([])
  hub.say('plug_A1B2C3/tele/LWT', 'Online')
  expect(brief(hub.say('plug_A1B2C3/tele/STATE', { Time: '2024-01-01T00:00:00', POWER: 'ON', Wifi: { RSSI: 60 } }))).toEqual([
    'switch.A1B2C3_RL_1.on = true'
  ])
  expect(brief(hub.say('plug_A1B2C3/tele/SENSOR', { ENERGY: { Total: 12.345 } }))).toEqual(['sensor.A1B2C3_E = 12.345'])
  expect(hub.ask('switch.A1B2C3_RL_1', 'on-set', false)).toEqual(['plug_A1B2C3/cmnd/POWER OFF'])
  expect(hub.discovery.things()).toMatchObject([
    { key: 'id.A1B2C3', name: 'Plug', readings: [{ key: 'switch.A1B2C3_RL_1.on' }, { counter: true, about: 'energy' }] }
  ])
})

it('a strip of lights in JSON with named modes, a thermostat, a blind and a fan of one board', () => {
  const hub = new Hub()
  const dev = { ids: 'b0a1', name: 'board', sw: 'v1', mdl: 'esp', mf: 'Maker' }
  const avty = { avty_t: 'board/status', dev }
  hub.say('homeassistant/light/board/strip/config', {
    ...avty,
    schema: 'json',
    name: 'Strip',
    uniq_id: 'strip',
    stat_t: 'board/light/strip/state',
    cmd_t: 'board/light/strip/command',
    brightness: true,
    clrm: true,
    sup_clrm: ['rgb', 'color_temp'],
    min_mireds: 153,
    max_mireds: 500,
    effect: true,
    fx_list: ['None', 'Rainbow']
  })
  hub.say('homeassistant/climate/board/heat/config', {
    ...avty,
    name: 'Heat',
    uniq_id: 'heat',
    curr_temp_t: 'board/c/cur',
    mode_cmd_t: 'board/c/mode/set',
    mode_stat_t: 'board/c/mode',
    modes: ['off', 'heat'],
    temp_cmd_t: 'board/c/t/set',
    temp_stat_t: 'board/c/t',
    min_temp: 5,
    max_temp: 30,
    temp_step: 0.5,
    temp_unit: 'C',
    act_t: 'board/c/action'
  })
  hub.say('homeassistant/cover/board/blind/config', {
    ...avty,
    name: 'Blind',
    uniq_id: 'blind',
    cmd_t: 'board/b/set',
    stat_t: 'board/b',
    pos_t: 'board/b/pos',
    set_pos_t: 'board/b/pos/set',
    dev_cla: 'blind'
  })
  hub.say('homeassistant/fan/board/fan/config', {
    ...avty,
    name: 'Fan',
    uniq_id: 'fan',
    cmd_t: 'board/f/set',
    stat_t: 'board/f',
    pct_cmd_t: 'board/f/speed/set',
    pct_stat_t: 'board/f/speed',
    spd_rng_min: 1,
    spd_rng_max: 3,
    osc_cmd_t: 'board/f/osc/set'
  })
  expect(hub.named).toEqual([])
  hub.say('board/status', 'online')
  expect(
    brief(
      hub.say('board/light/strip/state', {
        state: 'ON',
        brightness: 51,
        color_mode: 'rgb',
        color: { r: 0, g: 255, b: 0 },
        effect: 'Rainbow'
      })
    )
  ).toEqual(['light.strip.on = true', 'light.strip.color = #00ff00', 'light.strip.level = 20', 'light.strip.effect = Rainbow'])
  expect(hub.ask('light.strip', 'color-temperature-set', 4000)).toEqual([
    'board/light/strip/command {"state":"ON","color_temp":250}'
  ])
  expect(brief(hub.say('board/c/t', '21.5'))).toEqual(['climate.heat.temperature-target = 21.5'])
  expect(hub.ask('climate.heat', 'temperature-target-set', 22)).toEqual(['board/c/t/set 22.0'])
  expect(brief(hub.say('board/b/pos', '100'))).toEqual(['cover.blind.position = 100'])
  expect(hub.ask('cover.blind', 'move', 'close')).toEqual(['board/b/set CLOSE'])
  expect(brief(hub.say('board/f/speed', '2'))).toEqual(['fan.fan.speed = 66'])
  expect(hub.ask('fan.fan', 'speed-set', 66)).toEqual(['board/f/speed/set 2'])
  expect(hub.ask('fan.fan', 'oscillation-set', true)).toEqual(['board/f/osc/set oscillate_on'])
})

it('a Tasmota that announces itself in its own form alone is named once, in words that say what to do, until it takes that back', () => {
  const hub = new Hub()
  const topic = 'tasmota/discovery/DC4F22A0B1C2/config'
  const config = { ip: '10.0.0.9', dn: 'Plug', fn: ['Plug'], hn: 'plug', mac: 'DC4F22A0B1C2', md: 'Sonoff S26', t: 'plug', ft: '%prefix%/%topic%/', tp: ['cmnd', 'stat', 'tele'], rl: [1], ver: 1 }
  for (let time = 0; time < 3; time++) hub.say(topic, { ...config, ofln: `Offline ${time}` }, { retained: true })
  hub.say('tasmota/discovery/DC4F22A0B1C2/sensors', { sn: { Time: '2026-11-27T07:00:00' }, ver: 1 })
  expect(hub.discovery.things()).toEqual([])
  expect(hub.named).toHaveLength(1)
  expect(hub.named[0]).toMatch(/^This Tasmota announces itself in a form of its own.*SetOption19 1.*commune thing add/u)
  hub.say(topic, '')
  expect(hub.named).toEqual([])
})

it('a gateway that writes wildcards into what it listens to', () => {
  const hub = new Hub()
  hub.announce('sensor', {
    stat_t: '+/+/BTtoMQTT/A1B2',
    uniq_id: 'A1B2-t',
    unit_of_meas: '°C',
    val_tpl: '{{ value_json.tempc | is_defined }}',
    device: { identifiers: ['A1B2'] }
  })
  expect(hub.discovery.topics).toEqual(['+/+/BTtoMQTT/A1B2'])
  expect(brief(hub.say('home/gate/BTtoMQTT/A1B2', { id: 'A1B2', tempc: 20.5 }))).toEqual(['sensor.A1B2-t = 20.5'])
  expect(brief(hub.say('home/gate/BTtoMQTT/A1B2', { id: 'A1B2', rssi: -70 }))).toEqual([])
})
