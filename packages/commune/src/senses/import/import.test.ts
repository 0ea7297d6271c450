import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { english } from '../../words/index.ts'
import { type Imported, importReadings, type Layout, type Preview, previewImport, readLayout } from './index.ts'

const preview = (text: string, zone?: string): Preview => {
  const made = previewImport(text, zone === undefined ? {} : { zone })
  if (!made.ok) throw new Error(english.say(made.error))
  return made.value
}
const run = (text: string, layout: Layout): Imported => {
  const steps = importReadings(text, layout)
  for (;;) {
    const step = steps.next()
    if (!step.done) continue
    if (!step.value.ok) throw new Error(english.say(step.value.error))
    return step.value.value
  }
}
const take = (text: string, zone = 'UTC'): Imported => run(text, preview(text, zone).layout)
/** Each series as `name: time value, …`, times in UTC without what is zero. */
const plain = ({ series }: Imported): string[] =>
  series.map(
    ({ name, readings: { times, values } }) =>
      `${name}: ${[...times]
        .map(
          (ms, at) =>
            `${new Date(ms)
              .toISOString()
              .replace(/:00\.000Z$/, '')
              .replace(/\.000Z$/, '')} ${values[at]}`
        )
        .join(', ')}`
  )
const keys = (messages: readonly { key: string }[]): string[] => messages.map(({ key }) => key.replace('sense-import.', ''))

describe('layouts', () => {
  test('a table of the anomaly benchmark: a time and a value', () => {
    const text = readFileSync(join(import.meta.dirname, 'fixtures/ambient.csv'), 'utf8')
    const { layout, doubts } = preview(text, 'UTC')
    expect([layout.time.column, layout.series.is, doubts]).toEqual([0, 'wide', []])
    const made = run(text, layout)
    expect(made.series[0]?.readings.times.length).toBe(60)
    expect(plain(made)[0]).toMatch(/^value: 2013-07-04T00:00 69\.88083514, 2013-07-04T01:00 71\.22022706/)
  })

  test('rows of units between the names and the readings, as loggers write them', () => {
    const logger = '"TIMESTAMP","RECORD","AirTC_Avg","Batt"\n"TS","RN","°C","Volts"\n"","","Avg","Min"\n"2024-01-01 00:00:00",0,1.5,12.6\n"2024-01-01 01:00:00",1,1.75,12.5\n"2024-01-01 02:00:00",2,1.5,12.4\n'
    const { layout } = preview(logger, 'UTC')
    expect(layout.skipRows).toBe(3)
    expect(layout.series).toMatchObject({ columns: [{ name: 'AirTC_Avg', kind: { is: 'number', unit: '°C' } }, { name: 'Batt', kind: { is: 'number' } }] })
    expect(plain(take(logger))[0]).toBe('AirTC_Avg: 2024-01-01T00:00 1.5, 2024-01-01T01:00 1.75, 2024-01-01T02:00 1.5')
    expect(plain(take('time;temp (K);hum\n;°C;%\n2024-01-01 00:00;1,5;40\n2024-01-01 01:00;1,6;41\n'))).toEqual([
      'temp: 2024-01-01T00:00 1.5, 2024-01-01T01:00 1.6',
      'hum: 2024-01-01T00:00 40, 2024-01-01T01:00 41'
    ])
    expect(take(logger).left.counts).toEqual({})
  })

  test('[P6] a header with a name too few, as R writes it; row numbers and whether somebody is there are not proposed', () => {
    const text =
      '"date","Temperature","CO2","Occupancy"\n"1","2015-02-04 17:51:00",23.18,721.25,1\n"2","2015-02-04 17:51:59",23.15,714,1\n"3","2015-02-04 17:53:00",23.15,713.5,0\n'
    const { columns, doubts } = preview(text, 'UTC')
    expect(columns.map(({ name, as }) => [name, as])).toEqual([
      ['', 'row-number'],
      ['date', 'time'],
      ['Temperature', 'series'],
      ['CO2', 'series'],
      ['Occupancy', 'left']
    ])
    expect(keys(doubts)).toEqual(['name-few', 'felt'])
    expect(plain(take(text))[0]).toBe('Temperature: 2015-02-04T17:51 23.18, 2015-02-04T17:51:59 23.15, 2015-02-04T17:53 23.15')
  })

  test('a name too few because each row ends with a sign that parts', () => {
    expect(preview('time,a\n2026-01-01 10:00,1,\n2026-01-01 11:00,2,\n').columns.map(({ name, as }) => [name, as])).toEqual([
      ['time', 'time'],
      ['a', 'series'],
      ['', 'left']
    ])
  })

  test('an export with a row for each reading: whose it is stands in a column, and each has its own kind', () => {
    const text = [
      'entity_id,state,last_changed',
      'sensor.kitchen,21.5,2026-03-01T10:00:00.000Z',
      'sensor.kitchen,unavailable,2026-03-01T10:05:00.000Z',
      'binary_sensor.door,off,2026-03-01T10:01:00.000Z',
      'binary_sensor.door,on,2026-03-01T10:06:00.000Z',
      'binary_sensor.door,unknown,2026-03-01T10:07:00.000Z',
      'sensor.kitchen,21.7,2026-03-01T10:10:00.000Z'
    ].join('\n')
    const made = take(text)
    expect(plain(made)).toEqual([
      'sensor.kitchen: 2026-03-01T10:00 21.5, 2026-03-01T10:10 21.7',
      'binary_sensor.door: 2026-03-01T10:01 0, 2026-03-01T10:06 1'
    ])
    expect([made.missing, made.left.counts]).toEqual([2, {}])
  })

  test('[P6] in a row for each reading, too, what tells whether or where somebody is is left out, however late it comes', () => {
    const rows = Array.from({ length: 5_100 }, (_, at) => `sensor.a,${at % 7}.5,${1_772_359_200 + at}`)
    const felt = [
      'binary_sensor.hall_motion,on',
      'person.ann,home',
      'device_tracker.phone,not_home',
      'sensor.phone_latitude,52.5'
    ].map((row) => `${row},1772370000`)
    const text = `entity_id,state,last_changed\n${felt[0]}\n${rows.join('\n')}\n${felt.slice(1).join('\n')}\n`
    expect(keys(preview(text).doubts)).toEqual(['felt'])
    const made = take(text)
    expect([made.series.map(({ name }) => name), made.left.counts]).toEqual([['sensor.a'], { felt: 4 }])
  })

  test('numbers name series where a column beside is called the value', () => {
    const made = take(
      'time,sensor_id,value\n2026-01-01T00:00:00Z,7,1.5\n2026-01-01T00:00:00Z,8,20\n2026-01-01T00:01:00Z,7,1.6\n2026-01-01T00:01:00Z,8,21\n'
    )
    expect(plain(made)).toEqual(['7: 2026-01-01T00:00 1.5, 2026-01-01T00:01 1.6', '8: 2026-01-01T00:00 20, 2026-01-01T00:01 21'])
  })

  test('units in a column beside, and names that come later than the preview looked', () => {
    const head = 'time,sensor,value,unit\n'
    const rows = Array.from(
      { length: 6_000 },
      (_, at) => `2026-01-01T00:00:${String(at % 60).padStart(2, '0')}.${String(at).padStart(4, '0').slice(0, 3)}Z,a,${at},W`
    )
    const made = take(`${head}${rows.join('\n')}\n2026-01-02T00:00:00Z,late,5,lx\n`)
    expect(made.series.map(({ name, kind }) => [name, kind.is === 'number' && kind.unit])).toEqual([
      ['a', 'W'],
      ['late', 'lx']
    ])
  })

  test('no names at all, lines above the table, bars, tabs, and a line that names the sign', () => {
    expect(plain(take('2026-01-01 10:00,5\n2026-01-01 11:00,6\n'))).toEqual(['2: 2026-01-01T10:00 5, 2026-01-01T11:00 6'])
    const above = preview('Logger 3\nmade by hand\n\ntime|a|b\n2026-01-01 10:00|1|2\n2026-01-01 11:00|3|4\n', 'UTC')
    expect([above.layout.delimiter, keys(above.doubts)]).toEqual(['|', ['above']])
    expect(take('time\ta\n2026-01-01 10:00\t1,5\n2026-01-01 11:00\t2,5\n').series[0]?.readings.values).toEqual(
      new Float64Array([1.5, 2.5])
    )
    expect(preview('sep=;\r\ntime;a\r\n2026-01-01 10:00;1\r\n').layout.delimiter).toBe(';')
  })

  test('a meter read by hand: few rows, days only, the middle of the day in its zone; it only grows', () => {
    const text = 'Datum;Zählerstand (kWh)\n01.01.2026;12.345,6\n01.02.2026;12.501,0\n15.03.2026;12.733,9\n'
    const { layout, doubts } = preview(text, 'Europe/Berlin')
    expect(keys(doubts)).toEqual(['counter'])
    expect(layout.series).toEqual({
      is: 'wide',
      columns: [{ column: 1, name: 'Zählerstand', kind: { is: 'number', decimal: ',', missing: [], unit: 'kWh', counter: true } }]
    })
    expect(plain(run(text, layout))).toEqual([
      'Zählerstand: 2026-01-01T11:00 12345.6, 2026-02-01T11:00 12501, 2026-03-15T11:00 12733.9'
    ])
  })

  test('what was proposed is JSON and comes back as itself; what is no layout is none', () => {
    const { layout } = preview('time,a,b\n2026-01-01 10:00,1,on\n2026-01-01 11:00,3,off\n', 'UTC')
    expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout)
    expect(readLayout({ ...layout, skipRows: -1 })).toBeUndefined()
    expect(readLayout('layout')).toBeUndefined()
  })

  test.each([
    ['', 'empty'],
    ['\n\n \n', 'empty'],
    ['a,b\n', 'no-time'],
    ['name,value\nx,1\ny,2\n', 'no-time']
  ])('%j is refused in plain words', (text, key) => {
    const made = previewImport(text)
    expect(made.ok ? 'ok' : made.error.key).toBe(`sense-import.${key}`)
  })
})

test('a table below another, columns that number the rows or say a second time, and names that stand twice', () => {
  const above = preview(
    'latitude,longitude,height\n52.5,13.4,38\n\ntime,rain (mm),warmth\n2026-03-01T00:00,0.1,3\n2026-03-01T01:00,0.2,4\n',
    'UTC'
  )
  expect([above.columns.map(({ name }) => name), above.layout.skipRows, keys(above.doubts)]).toEqual([
    ['time', 'rain (mm)', 'warmth'],
    4,
    ['above']
  ])
  const twice = preview(
    'von;bis;entry_id;a;a\n01.03.2026 00:00;01.03.2026 00:15;1;0,5;1,5\n01.03.2026 00:15;01.03.2026 00:30;2;0,6;1,6\n01.03.2026 00:30;01.03.2026 00:45;3;0,6;1,6\n',
    'UTC'
  )
  expect(twice.columns.map(({ as }) => as)).toEqual(['time', 'left', 'row-number', 'series', 'series'])
  expect(twice.layout.series.is === 'wide' && twice.layout.series.columns.map(({ name }) => name)).toEqual(['a', 'a 2'])
})

describe('numbers', () => {
  const values = (cells: string[], name = 'a'): unknown[] => {
    const text = `time;${name}\n${cells.map((cell, at) => `2026-01-01 10:${String(at).padStart(2, '0')};${cell}`).join('\n')}\n`
    return [...(take(text).series[0]?.readings.values ?? [])]
  }

  test.each<[string, string[], number[]]>([
    ['decimal commas', ['1,5', '2,25', '-3'], [1.5, 2.25, -3]],
    ['decimal points', ['1.5', '2.25', '3'], [1.5, 2.25, 3]],
    ['thousands by points', ['1.234,5', '12.345.678,25'], [1_234.5, 12_345_678.25]],
    ['thousands by commas', ['1,234.5', '2,000.25'], [1_234.5, 2_000.25]],
    ['thousands by spaces and by apostrophes', ['1 234,5', '12 345,5', '1’000,5'], [1_234.5, 12_345.5, 1_000.5]],
    ['a column decides for all of its cells', ['1,234', '1,5', '2,75'], [1.234, 1.5, 2.75]],
    ['a unit behind', ['21.5 °C', '22 °C'], [21.5, 22]],
    ['exponents and the sign for minus', ['1.5e3', '\u22122.5'], [1_500, -2.5]],
    ['none, however it is written', ['1.5', '', 'unknown', 'unavailable', 'NaN', '--', 'n/a', 'null', '2.5'], [1.5, 2.5]]
  ])('%s', (_, cells, wanted) => {
    expect(values(cells)).toEqual(wanted)
  })

  test.each([[-200], [-999], [-9999]])('%d for none is known where it stands far from all others, and said', (odd) => {
    const rows = Array.from({ length: 20 }, (_, at) => `2026-01-01 10:${at + 10},${at === 7 ? odd : 20 + at / 10}`)
    const text = `time,a\n${rows.join('\n')}\n`
    expect(keys(preview(text, 'UTC').doubts)).toEqual(['odd'])
    expect(take(text).series[0]?.readings.values.includes(odd)).toBe(false)
  })

  test('-200 among numbers like it is a number', () => {
    const rows = Array.from({ length: 20 }, (_, at) => `2026-01-01 10:${at + 10},${-300 + at * 20}`)
    expect(take(`time,a\n${rows.join('\n')}\n`).series[0]?.readings.values.includes(-200)).toBe(true)
  })

  test('a column that nothing decides follows the others of its file', () => {
    const { layout, doubts } = preview('time;a;b\n2026-01-01 10:00;1.234;0.5\n2026-01-01 11:00;2.345;12.25\n', 'UTC')
    expect(layout.series.is === 'wide' && layout.series.columns.map(({ kind }) => kind.is === 'number' && kind.decimal)).toEqual([
      '.',
      '.'
    ])
    expect(doubts).toEqual([])
  })

  test('a sign that may be either parts fractions, and is asked about; a comma that was quoted parts thousands', () => {
    expect(values(['4.216', '5.360'])).toEqual([4.216, 5.36])
    expect([...(take('time,a\n2026-01-01 10:00,"1,234"\n2026-01-01 11:00,"2,345"\n').series[0]?.readings.values ?? [])]).toEqual([
      1_234, 2_345
    ])
    expect(keys(preview('time;a\n2026-01-01 10:00;1,234\n2026-01-01 11:00;2,345\n', 'UTC').doubts)).toEqual(['decimal'])
  })

  test.each([
    ['Temp (°C)', '°C', 'Temp'],
    ['Power [W]', 'W', 'Power'],
    ['Energy in kWh', 'kWh', 'Energy in kWh'],
    ['Temp °C', '°C', 'Temp °C'],
    ['Room (1)', undefined, 'Room (1)'],
    ['CO(GT)', undefined, 'CO(GT)'],
    ['Temp(°C)', '°C', 'Temp']
  ])('the unit of %s', (name, unit, short) => {
    const { layout } = preview(`time;${name}\n2026-01-01 10:00;1.5\n2026-01-01 11:00;2.5\n`)
    const [column] = layout.series.is === 'wide' ? layout.series.columns : []
    expect([column?.kind.is === 'number' ? column.kind.unit : '?', column?.name]).toEqual([unit, short])
  })
})

describe('times', () => {
  const times = (cells: string[], zone = 'UTC'): string[] => {
    const made = take(`when;a\n${cells.map((cell, at) => `${cell};${at}.5`).join('\n')}\n`, zone)
    return [...(made.series[0]?.readings.times ?? [])].map((ms) => new Date(ms).toISOString().replace(/(:00)?\.000Z$/, ''))
  }

  test.each<[string, string[], string[]]>([
    [
      'ISO with an offset',
      ['2026-03-01T10:00:00+02:00', '2026-03-01T10:00:00.5Z'],
      ['2026-03-01T08:00', '2026-03-01T10:00:00.500Z']
    ],
    ['day first, told by one cell', ['01/02/2026 10:00', '13/02/2026 10:00'], ['2026-02-01T10:00', '2026-02-13T10:00']],
    ['month first, told by one cell', ['01/02/2026 10:00', '02/13/2026 10:00'], ['2026-01-02T10:00', '2026-02-13T10:00']],
    ['dots are day first', ['01.02.2026 10:00', '02.02.26 11:30'], ['2026-02-01T10:00', '2026-02-02T11:30']],
    ['month by name', ['3 Mar 2026 10:00', '4-Dez-2026 11:00'], ['2026-03-03T10:00', '2026-12-04T11:00']],
    [
      'English, with the month in front',
      ['Mar 3, 2026 10:00 PM', 'Mar 4, 2026 12:15 AM'],
      ['2026-03-03T22:00', '2026-03-04T00:15']
    ],
    ['halves of the day', ['2026-03-01 1:05 am', '2026-03-01 12:00 p.m.'], ['2026-03-01T01:05', '2026-03-01T12:00']],
    ['squeezed', ['20260301T100000', '202603011130'], ['2026-03-01T10:00', '2026-03-01T11:30']],
    ['seconds since 1970', ['1772359200', '1772359260'], ['2026-03-01T10:00', '2026-03-01T10:01']],
    ['milliseconds since 1970', ['1772359200000', '1772359260000'], ['2026-03-01T10:00', '2026-03-01T10:01']]
  ])('%s', (_, cells, wanted) => {
    expect(times(cells)).toEqual(wanted)
  })

  test('the order of a date is decided by the whole column, however late it shows', () => {
    const rows = Array.from({ length: 7_000 }, (_, at) => `0${1 + (at % 9)}/0${1 + (at % 8)}/2026 10:00,1`)
    const text = `time,a\n${rows.join('\n')}\n25/01/2026 10:00,2\n`
    expect(preview(text).layout.time.format).toEqual({ is: 'date', order: 'dmy' })
  })

  test('an order that nothing tells is asked about, and followed as chosen', () => {
    const text = 'time,a\n01/02/2026 10:00,1\n03/02/2026 10:00,2\n'
    const found = preview(text, 'UTC')
    expect([found.orders, keys(found.doubts)]).toEqual([['dmy', 'mdy'], ['order']])
    expect(plain(run(text, { ...found.layout, time: { ...found.layout.time, format: { is: 'date', order: 'mdy' } } }))).toEqual([
      'a: 2026-01-02T10:00 1, 2026-03-02T10:00 2'
    ])
  })

  test('a day and a time of day in columns apart', () => {
    expect(plain(take('Date,Time,a\n2026-01-01,10:00,1\n2026-01-01,10:30:15,2\n'))).toEqual([
      'a: 2026-01-01T10:00 1, 2026-01-01T10:30:15 2'
    ])
  })

  test('an hour that comes twice is told apart by the order of the rows, and named', () => {
    const text =
      'time,a\n2026-10-25 01:30,1\n2026-10-25 02:00,2\n2026-10-25 02:30,3\n2026-10-25 02:00,4\n2026-10-25 02:30,5\n2026-10-25 03:00,6\n'
    const made = take(text, 'Europe/Berlin')
    expect(plain(made)).toEqual([
      'a: 2026-10-24T23:30 1, 2026-10-25T00:00 2, 2026-10-25T00:30 3, 2026-10-25T01:00 4, 2026-10-25T01:30 5, 2026-10-25T02:00 6'
    ])
    expect(made.notes.map((note) => english.say(note))).toEqual([
      'The hour at 2026-10-25 02:00 came twice. 4 readings in it were told apart by their place in the file.'
    ])
  })

  test('a table that runs backwards, and cells that say nothing in the first of the two hours, are told apart as well', () => {
    const back = take(
      'time,a\n2026-10-25 03:00,6\n2026-10-25 02:30,5\n2026-10-25 02:00,4\n2026-10-25 02:30,3\n2026-10-25 02:00,2\n2026-10-25 01:30,1\n',
      'Europe/Berlin'
    )
    expect([...(back.series[0]?.readings.values ?? [])]).toEqual([1, 2, 3, 4, 5, 6])
    const gaps = take(
      'time,a,b\n2026-10-25 01:30,1,1\n2026-10-25 02:00,2,\n2026-10-25 02:30,3,\n2026-10-25 02:00,4,4\n2026-10-25 02:30,5,5\n',
      'Europe/Berlin'
    )
    expect(plain(gaps)[1]).toBe('b: 2026-10-24T23:30 1, 2026-10-25T01:00 4, 2026-10-25T01:30 5')
  })

  test('an hour that never was is left out, and named', () => {
    const made = take('time,a\n2026-03-29 01:30,1\n2026-03-29 02:30,2\n2026-03-29 03:30,3\n', 'Europe/Berlin')
    expect(plain(made)).toEqual(['a: 2026-03-29T00:30 1, 2026-03-29T01:30 3'])
    expect(made.left.first.map(({ row, why }) => english.say({ key: 'sense-import.left', params: { row, why } }))).toEqual([
      'Row 3: 2026-03-29 02:30 never was there: the clock jumped over it.'
    ])
  })

  test('times without a zone are doubted when none is given; times that say theirs are not', () => {
    expect(keys(preview('time,a\n2026-01-01 10:00,1\n2026-01-01 11:00,2\n').doubts)).toEqual(['zone'])
    expect(keys(preview('time,a\n2026-01-01T10:00Z,1\n2026-01-01T11:00Z,2\n').doubts)).toEqual([])
  })

  test('a zone that is none is refused', () => {
    const { layout } = preview('time,a\n2026-01-01 10:00,1\n')
    const made = importReadings('x', { ...layout, zone: 'Middle/Earth' }).next()
    expect(made.done && !made.value.ok && made.value.error.key).toBe('sense-import.zone-unknown')
  })
})

describe('rows', () => {
  test('out of order is put in order; twice alike counts once; of several values at one moment the later row counts', () => {
    const made = take('time,a\n2026-01-01 12:00,3\n2026-01-01 10:00,1\n2026-01-01 10:00,1\n2026-01-01 12:00,4\n')
    expect(plain(made)).toEqual(['a: 2026-01-01T10:00 1, 2026-01-01T12:00 4'])
    expect(keys(made.notes)).toEqual(['sorted', 'same', 'changed'])
  })

  test('every row that is left out has its reason', () => {
    const good = Array.from({ length: 20 }, (_, at) => `2026-01-01 10:${at + 10},${at}`)
    const made = take(
      `time,a\n${good.join('\n')}\nyesterday,1\n,1\n2026-01-02 10:00\n2026-01-02 11:00,warm\n2026-02-30 10:00,1\n2026-01-02 12:00,"7\n2026-01-02 13:00,8\n`
    )
    expect(made.left.counts).toEqual({ time: 2, 'no-time': 1, value: 1, torn: 1 })
    expect(made.left.first.map(({ row, why }) => `${row} ${why.key.replace('sense-import.row-', '')}`)).toEqual([
      '22 time',
      '23 time-none',
      '25 value',
      '26 time',
      '27 torn'
    ])
    expect(made.missing).toBe(1)
    expect(made.series[0]?.readings.values.at(-1)).toBe(8)
  })

  test('a mark that opens and never closes takes one line with it and no more', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `${1_772_359_200 + at * 60},${at === 9_999 ? '"5' : at}`)
    const made = take(`time,a\n${rows.join('\n')}\n`)
    expect([made.rows, made.series[0]?.readings.times.length, made.left.counts]).toEqual([20_000, 19_999, { torn: 1 }])
  })

  test('it goes by steps that say how far they are, and can be stopped', () => {
    const text = `time,a\n${Array.from({ length: 50_000 }, (_, at) => `${1_772_359_200 + at * 60},${at}`).join('\n')}\n`
    const { layout } = preview(text)
    const done: number[] = []
    const steps = importReadings(text, layout)
    for (let step = steps.next(); !step.done; step = steps.next()) done.push(step.value.done / step.value.of)
    expect(done.length).toBeGreaterThan(2)
    expect([done.toSorted((a, b) => a - b), done.at(-1)]).toEqual([done, 1])
    const stopped = importReadings(text, layout)
    stopped.next()
    expect(stopped.return(undefined as never).done).toBe(true)
  })
})
