/** Whose a row is, in tables that hold the readings of several. */
import { expect, test } from 'vitest'
import { english } from '../../words/index.ts'
import { type Imported, importReadings, previewImport, readLayout } from './index.ts'

const take = (text: string, zone = 'UTC'): Imported => {
  const made = previewImport(text, { zone })
  if (!made.ok) throw new Error(english.say(made.error))
  // A layout is kept as JSON for next month's file.
  const layout = readLayout(JSON.parse(JSON.stringify(made.value.layout)))
  if (!layout) throw new Error('its layout cannot be read again')
  const steps = importReadings(text, layout)
  for (;;) {
    const step = steps.next()
    if (!step.done) continue
    if (!step.value.ok) throw new Error(english.say(step.value.error))
    return step.value.value
  }
}
const counts = ({ series }: Imported): string[] => series.map(({ name, readings }) => `${name}: ${readings.times.length}`)
const hours = Array.from({ length: 12 }, (_, at) => `2026-03-01 ${String(at).padStart(2, '0')}:00`)

test('a sensor that tells several things is a series of each: what parts rows of one moment belongs to the name', () => {
  const rows = hours.flatMap((time, at) => ['Kitchen', 'Bath'].flatMap((room) => [`${time};${room};temperature;${20 + (at % 3)}.5;°C`, `${time};${room};humidity;${50 + at};%`]))
  const made = take(['time;sensor;quantity;value;unit', ...rows].join('\n'))
  expect(counts(made)).toEqual(['Kitchen temperature: 12', 'Kitchen humidity: 12', 'Bath temperature: 12', 'Bath humidity: 12'])
  expect(made.series.map(({ kind }) => (kind.is === 'number' ? kind.unit : undefined))).toEqual(['°C', '%', '°C', '%'])
  expect(made.notes).toEqual([])
})

test('a remark beside each reading belongs to no name, nor does a row that stands there twice make one of it', () => {
  const rows = hours.map((time, at) => `${time},S1,${at},${at % 2 ? 'good' : 'fair'}`)
  expect(counts(take(['time,sensor,value,quality', ...rows, rows[3]].join('\n')))).toEqual(['S1: 12'])
})

test('rows that say whose they are and hold several readings are a series of each column and name, and nobody is taken for another', () => {
  const rows = hours.flatMap((time, at) => ['aa:01', 'aa:02'].map((mac, which) => `${time},${mac},${20 + which},${at * 2},${at % 2 === 0}`))
  const made = take(['ts,device,temp,humidity,light', ...rows].join('\n'))
  expect(counts(made)).toEqual(['aa:01 temp: 12', 'aa:01 humidity: 12', 'aa:01 light: 12', 'aa:02 temp: 12', 'aa:02 humidity: 12', 'aa:02 light: 12'])
  expect([...(made.series[3]?.readings.values ?? [])]).toEqual(hours.map(() => 21))
})

test('with one reading in each row its own name is that of the series, also where the owners are numbers', () => {
  const rows = hours.flatMap((time, at) => [1, 2].map((node) => `${time},${node},${node * 100 + at}`))
  expect(counts(take(['time,node_id,soil', ...rows].join('\n')))).toEqual(['1: 12', '2: 12'])
})

test('a row that does not say whose it is is left out and named, and mixes nobody with another', () => {
  const rows = hours.flatMap((time, at) => ['A', at % 4 === 3 ? '' : 'B', at === 0 ? 'n/a' : 'C'].map((device, which) => `${time},${device},${20 + which}.5,${at % 5}`))
  const made = take(['time,device,temp,wind', ...rows].join('\n'))
  expect(counts(made)).toEqual(['A temp: 12', 'A wind: 12', 'B temp: 9', 'B wind: 9', 'C temp: 11', 'C wind: 11'])
  expect(made.left.counts).toEqual({ name: 4 })
})

test('numbers in a column that is called room or meter are readings, unless they tell rows of one moment apart', () => {
  const rows = hours.map((time, at) => `${time},${20 + (at % 3)},${1_000 + Math.floor(at / 3)},${at % 4}.1`)
  expect(counts(take(['Time,Room,Meter,Outside', ...rows].join('\n')))).toEqual(['Room: 12', 'Meter: 12', 'Outside: 12'])
  const rooms = hours.flatMap((time, at) => [1, 2].map((room) => `${time},${room},${20 + room + (at % 3)}`))
  expect(counts(take(['time,room,temp', ...rooms].join('\n')))).toEqual(['1: 12', '2: 12'])
})

test('where several columns together say whose a row is, all of them do; a second name of the same is no reading', () => {
  const places = ['1,kitchen', '1,bath', '2,kitchen', '2,bath']
  const rows = hours.flatMap((time, at) => places.map((place, which) => `${time},${place},Nr ${which},${20 + which},${at % 5}`))
  const made = take(['time,floor,room,device_name,temp,wind', ...rows].join('\n'))
  expect(counts(made).filter((name) => name.includes('temp'))).toEqual(places.map((place) => `${place.replace(',', ' ')} temp: 12`))
  expect(made.series.every(({ kind }) => kind.is === 'number')).toBe(true)
})

test('a meter of each of several is a meter, though one stands higher than the other', () => {
  const rows = hours.flatMap((time, at) => ['A', 'B'].map((flat, which) => `${time},${flat},${1_000 * (which + 1) + at},${at % 3}`))
  const { series } = take(['time,unit_no,Energy [kWh],Temp', ...rows].join('\n'))
  expect(series.map(({ kind }) => kind.is === 'number' && kind.counter === true)).toEqual([true, false, true, false])
})

test('[E7] of more owners than there may be series those that come first are taken, and the rest is named, not mixed', () => {
  const rows = hours.slice(0, 2).flatMap((time, at) => Array.from({ length: 1_200 }, (_, which) => `${time},dev${which},${(which + at) % 10}.5`))
  const made = take(['time,device,temp', ...rows].join('\n'))
  expect(made.series.length).toBe(1_000)
  expect(made.left.counts).toEqual({ series: 400 })
})

test('a table in the order of its owners is of all of them, though all that is looked at first is of one', () => {
  const rows = ['A', 'B'].flatMap((device, which) => Array.from({ length: 5_200 }, (_, at) => `${1_700_000_000 + at * 60},${device},${which + (at % 7)},${at % 9}`))
  expect(counts(take(['time,device,temp,wind', ...rows].join('\n')))).toEqual(['A temp: 5200', 'A wind: 5200', 'B temp: 5200', 'B wind: 5200'])
})

test('owners whose names are long and begin alike are told apart', () => {
  const rows = hours.flatMap((time, at) => ['A', 'B'].map((end, which) => `${time},${'x'.repeat(70)}${end},${which},${at % 5}`))
  const { series } = take(['time,device,temp,wind', ...rows].join('\n'))
  expect(new Set(series.map(({ name }) => name)).size).toBe(4)
})

test('[P6] in which room somebody was felt is not taken in, whoever the rows are of', () => {
  const rows = hours.flatMap((time, at) => ['hall', 'motion bath'].map((room) => `${time},${room},${at},${at % 2}`))
  expect(counts(take(['time,room,temp,occupancy', ...rows].join('\n')))).toEqual(['hall: 12'])
})

test('what InfluxDB notes above a table for programs is no name and no reading', () => {
  const rows = hours.map((time, at) => `,,0,${time.replace(' ', 'T')}:00Z,${at}.5,temperature,garden`)
  const made = take(['#datatype,string,long,dateTime:RFC3339,double,string,string', '#group,false,false,false,false,true,true', '#default,_result,,,,,', ',result,table,_time,_value,_field,_measurement', ...rows].join('\n'))
  expect(counts(made)).toEqual(['temperature: 12'])
})

test('energy and water that only grow are meters by their units; a warm day is none, nor what a tank holds', () => {
  const rows = hours.map((time, at) => `${time},${1_000 + at},${at},${200 + at},${10 + at}`)
  const { series } = take(['time,Import [Wh],Gas m³,Tank (l),Temp °C', ...rows].join('\n'))
  expect(series.map(({ kind }) => kind.is === 'number' && kind.counter === true)).toEqual([true, true, false, false])
})
