/** What people read by hand: written down, told, let leave, and brought in from tables. */
import type { ThingRow } from '@commune/commune'
import type { HistoryRow, SensedRow } from '@commune/peer'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, startPlace } from '../testing/place.ts'

let box: Place
let world: string
beforeAll(async () => {
  box = await startPlace()
  world = (await box.json<{ world: string }[]>('worlds'))[0]?.world ?? ''
})
afterAll(() => box.close())

const out = async (...words: string[]): Promise<string> => {
  const ran = await box.run(words)
  expect([ran.code, ran.err], words.join(' ')).toEqual([0, expect.anything()])
  return ran.out
}
const err = async (...words: string[]): Promise<string> => (await box.run(words)).err
const file = (name: string, text: string): string => {
  writeFileSync(join(box.folder, name), text)
  return join(box.folder, name)
}
const history = async (thing: string, key: string, from: string): Promise<HistoryRow | undefined> => {
  const fromMs = Date.parse(from)
  const row = (await box.json<ThingRow[]>('things')).find(({ name }) => name === thing)
  const answer = await box.serving.api.ask('history', { world, point: `${row?.id ?? ''}/${key}`, fromMs, toMs: fromMs + 20 * 86_400_000, stepMs: 3_600_000 })
  return answer.ok ? (answer.value ?? undefined) : undefined
}

test('something read by hand is written down, with what each reading can be', async () => {
  const made = await box.json<ThingRow>('thing', 'make', 'Tomato bed', '--reading', 'soil (soil_moisture): dry|moist|wet', 'level: 0..120 cm', 'gate: yes/no', '--holds', '3 days', '--commons')
  expect(made.readings).toMatchObject([
    { key: 'soil', about: 'soil_moisture', shape: { is: 'words', of: ['dry', 'moist', 'wet'] }, staleMs: 259_200_000 },
    { key: 'level', shape: { is: 'number', unit: 'cm', min: 0, max: 120 } },
    { key: 'gate', shape: { is: 'yes-no' } }
  ])
  expect(made.source).toBe('hand')
  expect((await box.json<ThingRow>('thing', 'make', 'Water meter', '--reading', 'count: meter m³')).readings[0]).toMatchObject({ counter: true, shape: { unit: 'm³' } })
  expect(await err('thing', 'make', 'tomato bed', '--reading', 'x: yes/no')).toMatch(/There is a thing called “tomato bed” already/)
  expect(await err('thing', 'make', 'Bed 2', '--reading', 'soil')).toMatch(/^“soil” cannot be read\. Write a name and what it can be/)
  expect(await err('thing', 'make', 'Bed 2')).toMatch(/--reading "soil: dry\|moist\|wet"/)
})

test('a person tells what they notice, in a sentence or by thing and reading, in any unit that converts', async () => {
  expect(await out('sense', 'Soil is dry.')).toBe('Tomato bed: soil is dry.')
  expect(await out('sense', 'tomato bed', 'level', '0.8 m')).toBe('Tomato bed: level is 80 cm.')
  expect(await out('sense', 'Water meter', '1284.6', '--ago', '2 h')).toBe('Water meter: count is 1284.6 m³.')
  const shown = await out('things', 'tomato bed')
  expect(shown).toMatch(/soil: dry, a moment ago\n +Others get each reading as it comes\./)
  expect(await out('things')).toMatch(/tells soil \(dry\), level \(80 cm\), and gate/)
  const { sensed } = await box.json<{ sensed: SensedRow[] }>('things', 'water meter')
  expect(Date.now() - (sensed[0]?.atMs ?? 0)).toBeGreaterThan(7_100_000)
  expect(await err('sense', 'soil is purple')).toMatch(/“purple” is nothing that soil can be\. It takes dry \/ moist \/ wet\./)
  expect(await err('sense', 'tomato bed level 3 kg')).toBe('kg cannot be told in cm.')
  expect(await err('sense', 'tomato bed level 400')).toMatch(/It takes 0 to 120 cm/)
  expect(await err('sense', 'the weather is fine')).toMatch(/These are read by hand: Tomato bed soil, /)
})

test('[P2] all that a keeper can say of a thing has a command of its own', async () => {
  expect(await out('thing', 'call', 'tomato bed', 'South', 'bed', '--place', 'Garden')).toContain('South bed, at Garden')
  expect(await out('thing', 'with', 'south bed', 'Mira')).toContain('Lives with you.')
  expect(await out('thing', 'with', 'south bed')).not.toContain('Lives with')
  expect((await box.json<ThingRow>('thing', 'keeper', 'south bed', 'mira')).keeper).not.toBe('')
  expect(await err('thing', 'will', 'south bed', '--most', '3')).toMatch(/only tells/)
  expect(await err('thing', 'call', 'south bed')).toMatch(/^Say what to change/)
})

test('[P6] what may leave is shown with what others would get, and asked before it is chosen', async () => {
  expect(await out('thing', 'leave', 'water meter')).toMatch(/Water meter, count:\n +Others get the sum of each day\./)
  const refused = await box.run(['thing', 'leave', 'water meter', 'count', 'as-it-is', '--yes'])
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/shows others to the minute when somebody is at home/)])
  const asked = await box.run(['thing', 'leave', 'water meter', 'count', 'as-it-is', '--class', 'commons', '--here-days', '30'], { answers: ['y'] })
  expect(asked.err).toMatch(/Kept here for 30 days\.[\s\S]*Of what is kept others would get one value\./)
  expect(asked.code).toBe(0)
  const [choice] = (await box.json<ThingRow>('things', 'water meter')).leaves
  expect(choice?.choice).toMatchObject({ class: 'commons', transform: { is: 'as-it-is' }, lifetime: { hereDays: 30 } })
  await box.json('thing', 'leave', 'water meter', 'count', 'usual', '--yes')
  expect((await box.json<ThingRow>('things', 'water meter')).leaves[0]?.choice.class).toBe('household')
  expect(await err('thing', 'leave', 'water meter', 'count', 'sideways')).toMatch(/is no form\. Choose one: stays/)
})

const days = Array.from({ length: 10 }, (_, day) => `${String(day + 1).padStart(2, '0')}.10.2026 08:00;1.${284 + day},5 m³;`)
const meter = ['date;reading;note', ...days, '11.10.2026 08:00;unknown;away', '10.10.2026 08:00;1.300,25 m³;read again', 'not a day;1.302,0 m³;'].join('\n')

test('a table is shown before anything of it is kept, with what is left out and why; then it is taken in once', async () => {
  const path = file('meter.csv', meter)
  const tried = await out('sense', 'import', path, '--thing', 'Water meter', '--point', 'count', '--columns', 'reading', '--zone', 'Europe/Berlin', '--try')
  expect(tried).toContain('Times are read as those of Europe/Berlin.')
  expect(tried).toMatch(/reading → count: 10 readings, 2026-10-01 08:00 to 2026-10-10 08:00, a meter, in m³/)
  expect(tried).toMatch(/Row 14: “not a day” is no time of the form of the others\./)
  expect(tried).toMatch(/1 cell says that there is no reading/)
  expect(tried).toMatch(/several values; the later row counts/)
  expect((await history('Water meter', 'count', '2026-10-01'))?.starts).toHaveLength(0)
  const command = ['sense', 'import', path, '--thing', 'Water meter', '--point', 'count', '--columns', 'reading', '--zone', 'Europe/Berlin']
  expect((await box.run(command, { answers: ['n'] })).code).toBe(1)
  expect((await box.run(command, { answers: ['y'] })).out).toBe('10 new readings are kept.')
  expect((await history('Water meter', 'count', '2026-10-01'))?.lasts.slice(-3)).toEqual([1291.5, 1292.5, 1300.25])
  expect(await box.json(...command.slice(0), '--yes')).toMatchObject({ kept: 0, known: 10, stopped: false })
})

test('a table of a new thing makes it, with -200 for no reading, hours that came twice and hours that never were', async () => {
  const rows = Array.from({ length: 40 }, (_, hour) => `2026-10-${24 + Math.floor(hour / 24)} ${String(hour % 24).padStart(2, '0')}:00,${hour === 5 ? -200 : 10 + (hour % 7)},${hour % 2 === 0 ? 'on' : 'off'}`)
  const path = file('shed.csv', ['time,temp (°C),fan', ...rows, '2026-10-25 02:30,9,on', '2026-10-25 02:10,8,on', '2027-03-28 02:30,1,on'].join('\n'))
  const saved = join(box.folder, 'layout.json')
  const shown = await box.run(['sense', 'import', path, '--thing', 'Shed', '--zone', 'Europe/Berlin', '--try', '--json', '--save-layout', saved])
  expect(shown.code).toBe(0)
  const { notes, left, series } = JSON.parse(shown.out) as { notes: string[]; left: { counts: object; first: { why: string }[] }; series: { point: string; shape: object }[] }
  expect(notes.join('\n')).toMatch(/-200 in “temp \(°C\)” stands far from all other numbers, once/)
  expect(notes.join('\n')).toMatch(/The hour at 2026-10-25 02:00 came twice/)
  expect(left.first[0]?.why).toMatch(/never was there/)
  expect(series.map(({ shape }) => shape)).toEqual([{ is: 'number', unit: '°C' }, { is: 'yes-no' }])
  expect(JSON.parse(readFileSync(saved, 'utf8'))).toMatchObject({ zone: 'Europe/Berlin' })
  const done = await box.json<{ kept: number; refused: number }>('sense', 'import', path, '--thing', 'Shed', '--layout', saved, '--yes')
  expect(done.refused).toBe(0)
  expect((await box.json<ThingRow[]>('things')).find(({ name }) => name === 'Shed')?.readings).toMatchObject([{ name: 'temp', shape: { unit: '°C' } }, { name: 'fan' }])
  const fahrenheit = file('f.csv', 'time,temp (°F)\n2026-09-01 10:00,50\n2026-09-01 11:00,59\n2026-09-01 12:00,68\n')
  expect(await box.json('sense', 'import', fahrenheit, '--thing', 'Shed', '--yes')).toMatchObject({ kept: 3 })
  expect((await history('Shed', 'temp', '2026-09-01'))?.means.slice(0, 3)).toEqual([10, 15, 20])
})

test('what cannot be taken in is said before anything is kept, and stopping keeps what came so far', async () => {
  const path = file('watts.csv', 'time,temp (W)\n2026-09-01 10:00,50\n2026-09-01 11:00,59\n')
  expect(await err('sense', 'import', path, '--thing', 'Shed', '--yes')).toMatch(/“temp” is in W, and temp is kept in °C: one is not the other/)
  expect(await err('sense', 'import', path)).toMatch(/--thing NAME/)
  const unclear = file('unclear.csv', 'time,x\n01/02/2026 10:00,5\n03/04/2026 11:00,6\n')
  expect(await err('sense', 'import', unclear, '--thing', 'Y', '--yes')).toMatch(/--order dmy or --order mdy/)
  expect(await box.json('sense', 'import', unclear, '--thing', 'Y', '--order', 'mdy', '--yes')).toMatchObject({ kept: 2 })
  expect(await err('sense', 'import', path, '--thing', 'Shed', '--columns', 'nothing', '--yes')).toMatch(/No column is called “nothing”\. There are: temp/)
  expect(await err('sense', 'import', file('x.bin', '\u0000\u0001'), '--thing', 'Z', '--yes')).toMatch(/\.$/)
  const table = file('ok.csv', 'time,x\n2026-01-02 10:00,5\n2026-01-02 11:00,6\n')
  const stopped = box.run(['sense', 'import', table, '--thing', 'Never', '--yes'], { interrupts: { listen: () => AbortSignal.abort() } })
  expect(await stopped).toMatchObject({ code: 130 })
  expect((await box.json<ThingRow[]>('things')).some(({ name }) => name === 'Never')).toBe(false)
})

test('[E7] a table in UTF-16 or Windows-1252 is read as it was written, and one that is too large is refused before it is read', async () => {
  const text = 'Zeit;Wärme (°C)\r\n2026-09-01 10:00;19,5\r\n2026-09-01 11:00;20,5\r\n'
  const bytes = {
    'utf-16.txt': Buffer.from(`\ufeff${text}`, 'utf16le'),
    'no-mark.txt': Buffer.from(text, 'utf16le'),
    'swapped.txt': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    'ansi.csv': Buffer.from(text, 'latin1'),
    'mark.csv': Buffer.from(`\ufeff${text}`)
  }
  for (const [name, whole] of Object.entries(bytes)) {
    writeFileSync(join(box.folder, name), whole)
    const { series } = await box.json<{ series: { from: string; shape: object; readings: number }[] }>('sense', 'import', join(box.folder, name), '--thing', 'Cellar', '--try')
    expect(series, name).toMatchObject([{ from: 'Wärme', shape: { is: 'number', unit: '°C' }, readings: 2 }])
  }
  const large = join(box.folder, 'large.csv')
  writeFileSync(large, '')
  truncateSync(large, 3_000_000_000)
  expect(await err('sense', 'import', large, '--thing', 'Cellar')).toMatch(/larger than 128 MB\. Part it into several/)
})
