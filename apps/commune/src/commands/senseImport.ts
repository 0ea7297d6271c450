/**
 * `commune sense import`: readings from a table. It is shown first what its columns mean, where they go, and what is left out and why; then
 * it is taken in, part by part. Stopping loses nothing: the same file may be brought in again, and nothing is kept twice.
 */
import { type Imported, importReadings, type Layout, type Message, type ImportPreview, previewImport, readLayout, type Thing, type ThingRow } from '@commune/commune'
import type { BroughtRow } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import type { Command } from 'commander'
import { finish, type Start } from '../cli/command.ts'
import { confirm } from '../cli/confirm.ts'
import { newFile, readWhole } from '../cli/files.ts'
import { type Hand, type Peered, show, withPeer } from '../cli/hand.ts'
import { keyFrom } from '../cli/handPoints.ts'
import { progressOf } from '../cli/progress.ts'
import { pickThing } from '../cli/sensed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { readTableText } from '../cli/tableText.ts'
import { type LayoutOptions, layoutWith, planOf, type Taking, whatWords } from '../cli/tablePlan.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { makeByHand } from './thingMake.ts'

interface ImportOptions extends LayoutOptions {
  readonly thing?: string
  readonly point?: string
  readonly zone?: string
  readonly layout?: string
  readonly saveLayout?: string
  readonly try?: boolean
  readonly yes?: boolean
}

export const addSenseImport = (sense: Command, start: Start): void => {
  const command = sense
    .command('import <file>')
    .description(sentence('sense-import.about'))
    .option('--thing <name>', sentence('sense-import.thing'))
    .option('--point <point>', sentence('sense-import.point'))
    .option('--columns <name...>', sentence('sense-import.columns-option'))
    .option('--zone <zone>', sentence('sense-import.zone-option'))
    .option('--order <order>', sentence('sense-import.order-option'))
    .option('--missing <number...>', sentence('sense-import.missing-option'))
    .option('--unit <unit>', sentence('sense-import.unit-option'))
    .option('--layout <file>', sentence('sense-import.layout-option'))
    .option('--save-layout <file>', sentence('sense-import.save-layout'))
    .option('--try', sentence('sense-import.try'))
    .option('--yes', sentence('sense-import.yes'))
    .action(start((hand, options: ImportOptions, [file]) => bringTable(hand, file as string, options)))
  finish(command, {
    examples: ['commune sense import meter.csv --thing "Water meter" --point count', 'commune sense import office.csv --thing Office --zone Europe/Berlin --try'],
    world: true
  })
}

async function bringTable(hand: Hand, file: string, options: ImportOptions): Promise<void> {
  if (options.thing === undefined || options.thing.trim() === '') throw new Stop(cliMessage('sense-import.no-thing'), exitCodes.usage)
  const name = options.thing.trim()
  const interrupted = hand.interrupts.listen()
  const text = readTableText(file)
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const looked = previewImport(text, { zone })
  if (!looked.ok) throw new Stop(looked.error)
  const preview = looked.value
  if (preview.orders && options.order === undefined && options.layout === undefined && options.try !== true) throw new Stop(cliMessage('sense-import.order-needed'), exitCodes.usage)
  const given = options.layout === undefined ? preview.layout : layoutIn(options.layout)
  const layout = layoutWith(given, preview.columns.map((column) => column.name), options)
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const row = await thingOf(peer, world, name)
    const imported = await readTable(hand, text, layout, interrupted)
    const takings = planOf(wantedOf(imported, layout, options), { row, mayGrow: row === undefined || row.source === 'hand', ...(options.point !== undefined && { point: options.point }) })
    const total = takings.reduce((sum, { times }) => sum + times.length, 0)
    const lines = linesOf(preview, layout, imported, takings, row, name)
    const shown = answerOf(preview, layout, imported, takings)
    if (options.saveLayout !== undefined) newFile(options.saveLayout).write(new TextEncoder().encode(`${JSON.stringify(layout, null, 2)}\n`))
    if (options.try) return show(hand, shown, () => lines)
    if (total === 0) throw new Stop(cliMessage('sense-import.no-readings'), exitCodes.refused, hand.json ? shown : {})
    if (!hand.json) for (const line of lines) hand.terminal.err(line)
    await confirm(hand, sentence('sense-import.question', { n: total }), options.yes)
    const into = await growOrMake(peer, world, row, name, takings)
    await take(hand, peer, { world, into, takings, total, interrupted })
  })
}

function layoutIn(path: string): Layout {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(readWhole(path)))
  } catch (error) {
    if (error instanceof Stop) throw error
  }
  const layout = readLayout(json)
  if (!layout) throw new Stop(cliMessage('sense-import.layout-wrong', { path: path.slice(-60) }), exitCodes.usage)
  return layout
}

/** The thing of this name, if there is one. Stops when it is another device's. */
async function thingOf(peer: Peered, world: IdText, name: string): Promise<ThingRow | undefined> {
  const [rows, { device }] = await Promise.all([peer.ask('things', { world }), peer.ask('self', {})])
  const known = rows.some((row) => row.id.startsWith(name.replace(/^@/, '-')) && name.length >= 8) || rows.some((row) => row.name?.trim().toLowerCase() === name.toLowerCase())
  if (!known) return undefined
  const row = pickThing(name, rows)
  if (row.device !== device) throw new Stop(cliMessage('sense-import.not-here', { thing: clean(say(row.called)) }))
  return row
}

const piecesAtOnce = 4

/** The whole table by its layout; nothing is kept of it yet. */
async function readTable(hand: Hand, text: string, layout: Layout, interrupted: AbortSignal): Promise<Imported> {
  const reading = importReadings(text, layout)
  const progress = progressOf(hand.terminal, text.length, hand.nowMs)
  try {
    for (let turn = 0; ; turn++) {
      const step = reading.next()
      if (step.done) {
        if (!step.value.ok) throw new Stop(step.value.error)
        return step.value.value
      }
      progress.at(step.value.done, sentence('sense-import.reading-at', { percent: Math.floor((100 * step.value.done) / Math.max(1, step.value.of)) }))
      if (turn % piecesAtOnce === 0) await new Promise((resolve) => setImmediate(resolve))
      if (interrupted.aborted) throw new Stop(cliMessage('sense-import.stopped', { n: 0, total: 0 }), exitCodes.interrupted)
    }
  } finally {
    progress.end()
  }
}

/** Of a table that names its series in a column, those that were asked for; a table with a column for each was cut by its layout. */
function wantedOf({ series }: Imported, layout: Layout, { columns }: ImportOptions): Imported['series'] {
  if (columns === undefined || layout.series.is === 'wide') return series
  const wanted = new Set(columns.map((typed) => typed.trim().toLowerCase()))
  return series.filter(({ name }) => wanted.has(name.trim().toLowerCase()))
}

async function growOrMake(peer: Peered, world: IdText, row: ThingRow | undefined, name: string, takings: readonly Taking[]): Promise<ThingRow> {
  const fresh = takings.filter(({ isNew }) => isNew).map(({ point }) => point)
  if (!row) return makeByHand(peer, world, { key: keyFrom(name), name, readings: fresh, pulses: [], acts: [] })
  if (fresh.length === 0) return row
  const thing: Thing = { key: row.key, name: row.name ?? name, readings: [...row.readings, ...fresh], pulses: row.pulses, acts: row.acts.map(asSaid) }
  await peer.act('say', { world, wishes: [{ wish: 'thing', source: 'hand', thing }] })
  return row
}

/** Without what its keeper made of it. */
const asSaid = ({ will, ...act }: ThingRow['acts'][number]): Thing['acts'][number] => (will ? act : { ...act })

/** Readings that go to the daemon at once. */
const atOnce = 20_000

interface Take {
  readonly world: IdText
  readonly into: ThingRow
  readonly takings: readonly Taking[]
  readonly total: number
  readonly interrupted: AbortSignal
}

async function take(hand: Hand, peer: Peered, { world, into, takings, total, interrupted }: Take): Promise<void> {
  const sum: Record<keyof BroughtRow, number> = { read: 0, kept: 0, known: 0, changed: 0, refused: 0 }
  const progress = progressOf(hand.terminal, total, hand.nowMs)
  for (const { point, times, values } of takings) {
    for (let at = 0; at < times.length && !interrupted.aborted; at += atOnce) {
      const brought = await peer.act('senseMany', { world, thing: into.id, point: point.key, times: times.slice(at, at + atOnce), values: values.slice(at, at + atOnce) })
      for (const key of Object.keys(sum) as (keyof BroughtRow)[]) sum[key] += brought[key]
      progress.at(sum.read, sentence('sense-import.at', { n: sum.read, total }))
      // What was typed meanwhile is heard between two parts.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  progress.end()
  const answer = { thing: into.id, ...sum, stopped: sum.read < total }
  if (answer.stopped) throw new Stop(cliMessage('sense-import.stopped', { n: sum.read, total }), exitCodes.interrupted, answer)
  show(hand, answer, () => [
    sentence('sense-import.done', { n: sum.kept }),
    ...(sum.known > 0 ? [sentence('sense-import.known', { n: sum.known })] : []),
    ...(sum.changed > 0 ? [sentence('sense-import.changed-there', { n: sum.changed })] : []),
    ...(sum.refused > 0 ? [sentence('sense-import.refused-there', { n: sum.refused })] : [])
  ])
}

const doubtsOf = ({ doubts }: ImportPreview, { notes }: Imported, takings: readonly Taking[]): Message[] => [...doubts, ...notes, ...takings.flatMap((taking) => taking.doubts)]

const answerOf = (preview: ImportPreview, layout: Layout, imported: Imported, takings: readonly Taking[]): object => ({
  columns: preview.columns,
  layout,
  rows: imported.rows,
  series: takings.map(({ from, point, isNew, times }) => ({ from, point: point.key, isNew, shape: point.shape, readings: times.length, fromMs: times[0], toMs: times.at(-1) })),
  missing: imported.missing,
  left: imported.left,
  notes: doubtsOf(preview, imported, takings)
})

const shownMost = 8

function linesOf(preview: ImportPreview, layout: Layout, imported: Imported, takings: readonly Taking[], row: ThingRow | undefined, name: string): string[] {
  const left = Object.values(imported.left.counts).reduce((sum, n) => sum + n, 0)
  const { first } = imported.left
  return [
    sentence('sense-import.columns-line'),
    ...preview.columns.slice(0, 60).map((column, at) => `  ${columnLine(column, at)}`),
    sentence('sense-import.zone-line', { zone: clean(layout.zone) }),
    ...(row ? [] : [sentence('sense-import.makes', { thing: clean(name) })]),
    ...takings.slice(0, 60).map((taking) => seriesLine(taking, layout.zone)),
    ...doubtsOf(preview, imported, takings).slice(0, 40).map((doubt) => clean(say(doubt))),
    ...(left > 0 ? [sentence('sense-import.left-many', { n: left }), ...first.slice(0, shownMost).map(({ row: at, why }) => `  ${clean(say({ key: 'sense-import.left', params: { row: at, why } }))}`)] : []),
    ...(left > shownMost ? [`  ${sentence('sense-import.left-more', { n: left - Math.min(shownMost, first.length) })}`] : [])
  ]
}

function columnLine({ name, as, kind }: ImportPreview['columns'][number], at: number): string {
  const called = clean(name === '' ? String(at + 1) : name)
  switch (as) {
    case 'time':
    case 'clock':
    case 'names':
    case 'values':
    case 'units':
    case 'left':
      return sentence(`sense-import.column-${as}`, { name: called })
    case 'row-number':
      return sentence('sense-import.column-number', { name: called })
    case 'series':
      return sentence('sense-import.column-series', { name: called, what: kind ? whatWords(kind, undefined) : '' })
  }
}

function seriesLine({ from, point, isNew, times, what }: Taking, zone: string): string {
  const at = (ms: number | undefined): string => (ms === undefined ? '' : new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms))
  const called = clean(point.name)
  return sentence('sense-import.series-line', { n: times.length, name: clean(from), point: isNew ? sentence('sense-import.point-new', { point: called }) : called, from: at(times[0]), to: at(times.at(-1)), what })
}
