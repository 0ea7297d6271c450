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
