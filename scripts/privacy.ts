/**
 * `npm run privacy -- FOLDER`: what published series of a room give away about when somebody is there.
 *
 * An adversary gets all of them with clock and weekday, knows the truth of half of the record, and is asked about the other half; it is
 * set beside the same one with clock and weekday alone. With no folder it works on a made-up office room.
 */
import {
  cutAt,
  dayHalves,
  dayMeanOff,
  halves,
  knowsTheHours,
  officeRoom,
  publishedAs,
  type Room,
  spanHalves,
  type Split,
  verdictOf
} from '@commune/commune/leaving/testing'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const help = `Says what published series of a room give away about when somebody is there.

  npm run privacy -- [FOLDER] [options]

FOLDER holds tables (.csv, .txt) of measurements with a header row, one of whose columns is a time and one says whether somebody
was there (1 or 0). Of several files all rows are taken together. Without FOLDER: a made-up office room of three weeks.

  --time NAME      the column of the time (default date)
  --there NAME     the column that says whether somebody was there (default Occupancy)
  --hours LIST     spans to try, in hours; 0 is each reading as it is (default 0,1,3,6,12,24)
  --shift HOURS    as if the place were so far from Greenwich: spans begin elsewhere in its day, its clock stays (default 0)
  --every N        look at each so manieth moment (default 10)
  --draws N        ways to draw half of the days (default 3)
  --seeds N        how often the adversary learns anew (default 1)
  --away P         in the made-up room: how likely somebody stays away for half a day (default 0)
  --each           also each split by itself
  --help           this

The rule: no more than two points of accuracy beside clock and weekday alone, and means of days within 5 % of the truth.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    time: { type: 'string', default: 'date' },
    there: { type: 'string', default: 'Occupancy' },
    hours: { type: 'string', default: '0,1,3,6,12,24' },
    shift: { type: 'string', default: '0' },
    every: { type: 'string', default: '10' },
    draws: { type: 'string', default: '3' },
    seeds: { type: 'string', default: '1' },
    away: { type: 'string', default: '0' },
    each: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  console.log(help)
  process.exit(0)
}

const hourMs = 3_600_000
const shiftMs = Number(values.shift) * hourMs
const [folder] = positionals
/** Where a file begins and the one before it has ended. */
const cuts: number[] = []
const room = folder === undefined ? officeRoom(1, { days: 21, everyMinutes: 2, away: Number(values.away) }) : roomFrom(folder)
const far = movedBy(room.series)
const { times, there } = room.presence
const looked = { times: thinned(times), there: thinned(there) }
console.log(`${times.length} rows, ${looked.times.length} moments, somebody there in ${percent(mean(looked.there))} %.`)

const upTo = (count: string): number[] => Array.from({ length: Number(count) }, (_, index) => index + 1)
const drawn = [
  ...cuts.flatMap((cut) => cutAt(looked, cut)),
  ...halves(looked),
  ...upTo(values.draws).flatMap((seed) => dayHalves(looked, seed)),
  ...upTo(values.draws).flatMap((seed) => spanHalves(looked, 6 * hourMs, seed)),
  ...spanHalves(looked, 60_000, 1)
]
const splits: Split[] = drawn.filter((split) => knowsTheHours(looked, split))
console.log(`${splits.length} splits (${drawn.length - splits.length} left out: hours are asked about that nobody has seen).`)

for (const hours of values.hours.split(',').map(Number)) {
  const sent = publishedAs(far, hours === 0 ? { is: 'as-it-is' } : { is: 'binned', stepMs: hours * hourMs, of: ['mean'] })
  const published = sent.map((run) => ({ ...run, starts: run.starts.map((start) => start - shiftMs) }))
  const { alone, gain, plain, splits: each } = verdictOf(looked, published, splits, upTo(values.seeds))
  const most = each.reduce((worst, one) => (one.gain.accuracy > worst.gain.accuracy ? one : worst))
  const over = each.filter((one) => one.gain.accuracy > 2).length
  console.log(
    [
      `${hours === 0 ? 'as it is' : `means of ${hours} h`}: accuracy ${alone.toFixed(1)} % alone, gain ${points(gain.accuracy)} (with losses ${points(plain.accuracy)})`,
      `balanced ${points(gain.balanced)}, ranked ${points(gain.ranked)}`,
      `most ${points(most.gain.accuracy)} (${most.name}; ${most.by})`,
      `over two in ${over} of ${each.length}`,
      `means of days off by ${(100 * dayMeanOff(far, sent)).toFixed(2)} %`
    ].join('; ')
  )
  if (values.each) for (const one of each) console.log(`    ${one.name}: ${one.alone.toFixed(1)} ${points(one.gain.accuracy)} ${one.by}`)
}

/** All tables of a folder as one room. The first field of a row may be a number that the header does not name. */
function roomFrom(path: string): Room {
  const tables = readdirSync(path)
    .filter((name) => /\.(csv|txt)$/.test(name))
    .map((name) => rowsOf(readFileSync(join(path, name), 'utf8')).toSorted((a, b) => a.timeMs - b.timeMs))
    .filter((table) => table.length > 0)
    .toSorted((a, b) => (a[0]?.timeMs ?? 0) - (b[0]?.timeMs ?? 0))
  cuts.push(...tables.slice(1).map((table) => table[0]?.timeMs ?? 0))
  const rows = tables.flat().toSorted((a, b) => a.timeMs - b.timeMs)
  const [first] = rows
  if (first === undefined) fail(`No rows with the columns \`${values.time}\` and \`${values.there}\` in ${path}.`)
  const at = Float64Array.from(rows, ({ timeMs }) => timeMs)
  const names = Object.keys(first.measured)
  return {
    presence: { times: at, there: Uint8Array.from(rows, (row) => row.there) },
    series: new Map(names.map((name) => [name, { times: at, values: Float64Array.from(rows, ({ measured }) => measured[name] ?? Number.NaN) }]))
  }
}

function rowsOf(text: string): { timeMs: number; there: number; measured: Record<string, number> }[] {
  const [header = [], ...lines] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(/[,;]/).map((field) => field.replace(/^"|"$/g, '')))
  return lines.flatMap((fields) => {
    const named = Object.fromEntries(header.map((name, index) => [name, fields[index + fields.length - header.length] ?? '']))
    const { [values.time]: time = '', [values.there]: present = '', ...others } = named
    const timeMs = Date.parse(`${time.replace(' ', 'T')}Z`)
    if (Number.isNaN(timeMs) || present === '') return []
    return [{ timeMs, there: Number(present) > 0 ? 1 : 0, measured: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, Number(value)])) }]
  })
}

function movedBy(series: Room['series']): Room['series'] {
  return new Map([...series].map(([name, run]) => [name, { times: run.times.map((time) => time + shiftMs), values: run.values }]))
}

function thinned<T extends Float64Array | Uint8Array>(all: T): T {
  return all.filter((_, row) => row % Number(values.every) === 0) as T
}

function mean(all: Uint8Array): number {
  return all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length)
}

function points(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(1)}`
}

function percent(part: number): string {
  return (100 * part).toFixed(0)
}

function fail(words: string): never {
  console.error(words)
  process.exit(2)
}
