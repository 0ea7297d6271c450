import fc from 'fast-check'
import { expect, test } from 'vitest'
import { convertDifference, convertUnit, dimensionOf, sameDimension, unitCode, unitNamed, units } from './index.ts'

/** What the device classes of Home Assistant may be told in, from its public documentation. */
const classes: Readonly<Record<string, string>> = {
  temperature: '°C °F K',
  humidity: '%',
  illuminance: 'lx',
  irradiance: 'W/m² BTU/(h⋅ft²)',
  pressure: 'Pa hPa kPa bar cbar mbar mmHg inHg psi inH₂O',
  pm25: 'µg/m³',
  carbon_monoxide: 'ppm',
  co_weight: 'mg/m³',
  volatile_organic_compounds: 'µg/m³ mg/m³',
  volatile_parts: 'ppm ppb',
  absolute_humidity: 'g/m³ mg/m³',
  power: 'mW W kW MW GW TW BTU/h',
  apparent_power: 'mVA VA kVA',
  reactive_power: 'mvar var kvar',
  reactive_energy: 'varh kvarh',
  energy: 'J kJ MJ GJ mWh Wh kWh MWh GWh TWh cal kcal Mcal Gcal',
  energy_distance: 'kWh/100km Wh/km',
  voltage: 'V mV µV kV MV',
  current: 'A mA',
  frequency: 'Hz kHz MHz GHz',
  distance: 'km m cm mm mi nmi yd in ft',
  area: 'm² cm² km² mm² in² ft² yd² mi² ac ha',
  volume: 'L mL m³ ft³ CCF MCF gal',
  volume_flow_rate: 'm³/h m³/min m³/s L/h L/min L/s mL/s ft³/min gal/min',
  water: 'L gal m³ ft³ CCF MCF',
  weight: 'kg g mg µg oz lb st',
  speed: 'm/s km/h mm/s ft/s in/s mph kn mm/d mm/h in/d in/h',
  precipitation: 'cm in mm',
  duration: 'd h min s ms µs',
  signal_strength: 'dBm',
  loud: 'dBA',
  level: 'dB',
  conductivity: 'S/cm mS/cm µS/cm',
  wind_direction: '°',
  data_size: 'bit kbit Mbit Gbit B kB MB GB TB KiB MiB GiB TiB',
  data_rate: 'bit/s kbit/s Mbit/s Gbit/s B/s kB/s MB/s GB/s KiB/s MiB/s GiB/s',
  blood_glucose: 'mg/dL mmol/L',
  moisture: '%',
  ph: 'pH',
  aqi: 'AQI',
  lqi: 'lqi'
}

test('every unit of the device classes is known, and those of one class convert into one another', () => {
  for (const [name, codes] of Object.entries(classes)) {
    const known = codes.split(' ').map((code) => [code, unitNamed(code)] as const)
    for (const [code, unit] of known) expect(unit, `${name}: ${code}`).toBeDefined()
    expect(new Set(known.map(([, unit]) => unit?.dimension)).size, name).toBe(1)
  }
})

test.each([
  [21.5, '°C', '°F', 70.7],
  [-40, '°F', '°C', -40],
  [0, '°C', 'K', 273.15],
  [300, 'K', '°C', 26.85],
  [60, '°F', 'K', 288.7055555555556],
  [0.1, 'm³/h', 'l/min', 1.6666666666666667],
  [1, 'kWh', 'J', 3_600_000],
  [1, 'h', 'ms', 3_600_000],
  [36, 'km/h', 'm/s', 10],
  [1, 'bar', 'hPa', 1_000],
  [5, '%', '‰', 50],
  [2.5, 'mm/h', 'mm/d', 60],
  [1, 'gal', 'l', 3.785411784],
  [1e-7, 'km', 'mm', 0.1],
  [1, 'ppb', 'ppm', 0.001]
])('%d %s in %s, %s, is %d', (value, from, to, expected) => {
  expect(convertUnit(value, from, to)).toBe(expected)
})

test('a difference of temperatures knows no zero', () => {
  expect(convertDifference(10, '°C', '°F')).toBe(18)
  expect(convertDifference(1, '°C', 'K')).toBe(1)
})

test('nothing converts into another dimension, nor an unknown unit into anything but itself', () => {
  expect(convertUnit(1, 'lx', '°C')).toBeUndefined()
  expect(convertUnit(1, 'dB', 'dBm')).toBeUndefined()
  expect(convertUnit(1, 'blips', 'blips')).toBe(1)
  expect(convertUnit(1, 'blips', '%')).toBeUndefined()
  expect(convertUnit(1, undefined, '%')).toBeUndefined()
  expect(sameDimension(undefined, undefined)).toBe(true)
  expect(sameDimension('blips', 'blops')).toBe(false)
  expect(dimensionOf('µg/m³')).not.toBe('concentration')
  expect(dimensionOf(unitCode('µg/m³'))).toBe('concentration')
})

test('capitals tell apart only what differs in nothing else', () => {
  expect(unitCode('LUX')).toBe('lx')
  expect(unitCode('KWH')).toBe('kWh')
  expect(unitCode('MW')).toBe('MW')
  expect(unitCode('mW')).toBe('mW')
  expect(unitNamed('Mw')).toBeUndefined()
  expect(new Set(units.map(({ code }) => code)).size).toBe(units.length)
})

test('there and back is the same number, over every pair of one dimension', () => {
  const pairs = units.flatMap((a) => units.filter((b) => b.dimension === a.dimension).map((b) => [a.code, b.code] as const))
  fc.assert(
    fc.property(fc.constantFrom(...pairs), fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(6), ([a, b], n, places) => {
      const value = Number(`${n}e-${places}`)
      const there = convertUnit(value, a, b) as number
      // Rounded once there and once back: at most the last place of the larger of value and zero differs.
      const back = convertUnit(there, b, a) as number
      const most = Math.max(Math.abs(value), a === '°C' || a === '°F' ? 1_000 : 0, a === 'K' ? 1_000 : 0)
      expect(Math.abs(back - value)).toBeLessThanOrEqual(most * 2 ** -50)
    })
  )
})
