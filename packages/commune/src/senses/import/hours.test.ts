/** Days in one column, and in another the number of an hour. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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

test('hours of the day counted from 1, as those write who sell electricity in Spain: each counts at its end, and a day has 23 or 25 where the clock changes', () => {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/hourly.csv'), 'utf8')
  const { layout, columns, doubts } = preview(text, 'Europe/Madrid')
  expect(columns.map(({ name, as }) => [name, as])).toEqual([['CUPS', 'left'], ['Fecha', 'time'], ['Hora', 'clock'], ['Consumo_kWh', 'series'], ['Metodo_obtencion', 'left']])
  expect(layout.time).toMatchObject({ column: 1, clock: 2, hours: 'end' })
  expect(doubts.map((doubt) => english.say(doubt)).join()).toMatch(/“Hora” counts the hours of each day from 1/)
  expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout)
  const made = run(text, layout)
  expect([made.series.length, made.left.counts]).toEqual([1, {}])
  const times = [...(made.series[0]?.readings.times ?? [])]
  const of = (from: string, hours: number): number[] => Array.from({ length: hours }, (_, hour) => Date.parse(from) + hour * 3_600_000)
  expect(times).toEqual([...of('2026-03-28T00:00:00Z', 24), ...of('2026-03-29T00:00:00Z', 23), ...of('2026-10-23T23:00:00Z', 24), ...of('2026-10-24T23:00:00Z', 25)])
  // An hour that the day does not have is left out and named.
  const row = (hour: number): string => `29/03/2026;${hour};1,5`
  const rows = [...Array.from({ length: 24 }, (_, hour) => row(hour + 1)), '29/03/2026;26;1,5', '29/03/2026;;1,5']
  const series = { is: 'wide', columns: [{ column: 2, name: 'kWh', kind: { is: 'number', decimal: ',', missing: [] } }] } as const
  const odd = run(`Fecha;Hora;kWh\n${rows.join('\n')}\n`, { ...layout, series, time: { ...layout.time, column: 0, clock: 1 } })
  expect([odd.series[0]?.readings.times.length, odd.left.counts, odd.left.first.map(({ row: at }) => at)]).toEqual([23, { time: 3 }, [25, 26, 27]])
  // As long as nobody writes a 0: then they are hours of the clock, and one that came twice comes twice.
  const shown = `Fecha;Hora;kWh\n${[0, 1, 2, 2, 3, 23].map((hour) => `25/10/2026;${hour};1,${hour}`).join('\n')}\n`
  expect(preview(shown).layout.time.hours).toBe('start')
  expect(plain(take(shown, 'Europe/Madrid'))).toEqual(['kWh: 2026-10-24T22:00 1, 2026-10-24T23:00 1.1, 2026-10-25T00:00 1.2, 2026-10-25T01:00 1.2, 2026-10-25T02:00 1.3, 2026-10-25T22:00 1.23'])
  // And hours of another meaning are a number like any other.
  expect(preview('day;hours of sun;rain\n2026-03-01;7;1\n2026-03-02;8;2\n').layout.time.hours).toBeUndefined()
})
