/** `commune things`: what feels and moves here, what it tells now, and what of that leaves. */
import { guardOf, type LeavingChoice, type PointId, type PointOf, reveals, type ThingRow } from '@commune/commune'
import type { SensedRow } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { type Names, namesIn } from '../cli/names.ts'
import { boundsWords, pickThing, sensedLine, shapeWords, valueWords } from '../cli/sensed.ts'
import { clean } from '../cli/table.ts'
import { say, sentence } from '../words/index.ts'
import type { BroughtRow } from '../wot/brought.ts'

export const addThings: AddCommand = (program, start) => {
  const command = program
    .command('things [name]')
    .helpGroup(sentence('group.senses'))
    .description(sentence('things.about'))
    .option('--gone', sentence('things.gone'))
    .action(start((hand, options: { gone?: boolean }, [name]) => things(hand, name as string | undefined, options.gone === true)))
  finish(command, { examples: ['commune things', 'commune things "path lamp"'], world: true })
}

async function things(hand: Hand, typed: string | undefined, gone: boolean): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const rows = await peer.ask('things', { world, gone: gone || typed !== undefined })
    if (typed !== undefined) return showThing(hand, peer, world, pickThing(typed, rows))
    const [sensed, besides] = await Promise.all([sensedOf(peer, world, rows), besidesOf(peer, world)])
    const all = rows.map((row) => ({ ...row, sensed: row.readings.flatMap(({ key }) => sensed.get(`${row.id}/${key}`) ?? []), ...besides(row) }))
    // What was kept and cannot be read is said where one looks for it.
    for (const problem of (await peer.own('webThings', {})).problems) if (!hand.json) hand.terminal.err(say(problem))
    show(hand, all, () => (all.length === 0 ? [sentence('things.none')] : table(hand, all.map((row) => cellsOf(row, sensed)))))
  })
}

/** What the box knows of a thing beside its world. */
interface Besides {
  /** Why it does not answer. */
  readonly away?: BroughtRow['away']
  /** It can be commanded past what is agreed. */
  readonly bypassable?: true
  readonly origins?: readonly string[]
  readonly left?: BroughtRow['left']
}

const askedMost = 500
/** Lifetimes from here on are said in years. */
const yearsFromDays = 700

async function sensedOf(peer: Peered, world: IdText, rows: readonly ThingRow[]): Promise<ReadonlyMap<string, SensedRow>> {
  const points = rows.flatMap(({ id, readings }) => readings.map(({ key }): PointId => `${id}/${key}`))
  const found = new Map<string, SensedRow>()
  for (let at = 0; at < points.length; at += askedMost)
    for (const row of await peer.ask('sensed', { world, points: points.slice(at, at + askedMost) })) found.set(row.point, row)
  return found
}

/** How things come in: those of the web that this device brings in, and whether somebody else commands them. */
async function besidesOf(peer: Peered, world: IdText): Promise<(row: ThingRow) => Besides> {
  const [{ brought }, brokers, { device }] = await Promise.all([peer.own('webThings', {}), peer.ask('brokers', { world }), peer.ask('self', {})])
  const bypassable = new Set(brokers.filter(({ view }) => view?.bypassable).map((each) => each.device))
  const byKey = new Map(brought.filter((each) => each.world === world).map((each) => [each.key, each]))
  return (row) => {
    if (row.gone) return {}
    if (row.source === 'mqtt') return bypassable.has(row.device) && row.acts.length > 0 ? { bypassable: true } : {}
    if (row.device !== device) return {}
    const one = row.source === 'wot' ? byKey.get(row.key) : undefined
    if (!one) return {}
    const { away, origins, left } = one
    return { origins, left, ...(away && { away }), ...(one.bypassable && { bypassable: true }) }
  }
}

const shownMost = 6

const cellsOf = (row: ThingRow & Besides, sensed: ReadonlyMap<string, SensedRow>): string[] => {
  const readings = row.readings.slice(0, shownMost).map((point) => valued(clean(point.name), point, sensed.get(`${row.id}/${point.key}`)))
  return [
    short(row.id),
    clean(say(row.called)),
    clean(row.place ?? ''),
    [
      ...(row.gone ? [sentence('things.row-gone')] : []),
      ...(row.away ? [sentence('things.row-away', { why: clean(say(row.away)) })] : []),
      ...(row.bypassable ? [sentence('things.row-bypassable')] : []),
      ...(row.readings.length + row.pulses.length > 0 ? [sentence('things.row-tells', { points: [...readings, ...row.pulses.map((point) => clean(point.name))].slice(0, shownMost) })] : []),
      ...(row.acts.length > 0 ? [sentence('things.row-does', { points: row.acts.slice(0, shownMost).map((point) => clean(point.name)) })] : [])
    ].join('; ')
  ]
}

function valued(name: string, { shape }: ThingRow['readings'][number], row: SensedRow | undefined): string {
  if (row?.unknown !== undefined || row?.stale) return sentence('things.value-unknown', { name })
  return row?.value === undefined ? name : sentence('things.value', { name, value: valueWords(row.value, shape) })
}

/** All of one thing: what it tells, what of that leaves, what can be asked of it, who looks after it. */
export const showThing = async (hand: Hand, peer: Peered, world: IdText, thing: ThingRow): Promise<void> => {
  const points: Extract<PointOf, { kind: 'reading' | 'pulse' }>[] = [
    ...thing.readings.map((point) => ({ thing, kind: 'reading', point }) as const),
    ...thing.pulses.map((point) => ({ thing, kind: 'pulse', point }) as const)
  ]
  const addresses = points.map(({ point }): PointId => `${thing.id}/${point.key}`)
  const [sensed, names, besides] = await Promise.all([peer.ask('sensed', { world, points: addresses }), namesIn(peer, world), besidesOf(peer, world)])
  const more = besides(thing)
  show(hand, { ...thing, sensed, ...more }, () => [
    `${short(thing.id)}  ${clean(say(thing.called))}${thing.place === undefined ? '' : sentence('row.at', { place: clean(thing.place) })}`,
    ...([thing.maker, thing.model].some((each) => each !== undefined) ? [[thing.maker, thing.model].filter((each) => each !== undefined).map(clean).join(' ')] : []),
    ...whoLines(thing, names),
    ...(more.origins ? [sentence('things.leads-to', { origins: more.origins.map(clean) })] : []),
    ...(more.away ? [sentence('things.away', { why: clean(say(more.away)) })] : []),
    ...(more.bypassable ? [sentence('things.open')] : []),
    ...points.flatMap((of, index) => [
      `  ${sensedLine(of, sensed.find((row) => row.point === addresses[index]), hand.nowMs())}`,
      ...(of.kind === 'reading' ? leavingLines(thing.leaves.find(({ point }) => point === of.point.key)?.choice) : [])
    ]),
    ...thing.acts.flatMap((act) => actLines(thing, act).map((line) => `  ${line}`)),
    ...(more.left ?? []).slice(0, 20).map((why) => sentence('things.left-out', { why: clean(say(why)) }))
  ])
}

function actLines(thing: ThingRow, act: ThingRow['acts'][number]): string[] {
  const { shape, will } = act
  const name = clean(act.name)
  if (will?.kept !== undefined) return [sentence('things.act-kept', { name, value: valueWords(will.kept, shape) })]
  const bounds = boundsOf(act)
  const asked = { name, how: shapeWords(shape) }
  return [
    bounds === undefined ? sentence('things.act', asked) : sentence('things.act-bounds', { ...asked, bounds }),
    ...(guardOf(act) ? [sentence('things.act-guard', { thing: quoted(say(thing.called)), point: quoted(act.key) })] : [])
  ]
}

const quoted = (text: string): string => JSON.stringify(clean(text))

/** What its keeper lets be asked of it; undefined: whatever it takes. */
const boundsOf = ({ shape, will }: ThingRow['acts'][number]): string | undefined => {
  if (will?.refuses) return sentence('things.nothing')
  return boundsWords(will?.min, will?.max, shape.is === 'number' ? shape.unit : undefined) ?? will?.words?.map(clean).join(' / ')
}

/** In which form a reading leaves, and for how long it is kept. */
export const leavingLines = (choice: LeavingChoice | undefined): string[] => {
  if (!choice) return []
  const { hereDays, thereSeasons } = choice.lifetime
  const kept = [
    ...(hereDays === undefined ? [] : [hereDays < yearsFromDays ? sentence('things.kept-here', { n: hereDays }) : sentence('things.kept-years', { n: Math.round(hereDays / 365.25) })]),
    ...(thereSeasons === undefined || choice.transform.is === 'stays' ? [] : [sentence('things.kept-there', { n: thereSeasons })])
  ]
  return [`    ${[say(reveals(choice)), ...kept].join(' ')}`]
}

const whoLines = ({ keeper, bridge, with: household }: ThingRow, names: Names): string[] => [
  sentence('things.bridge', { who: names.of(bridge) }),
  ...(keeper === bridge ? [] : [sentence('things.keeper', { who: names.of(keeper) })]),
  ...(household.length === 0 ? [] : [sentence('things.lives-with', { who: household.map((ware) => names.of(ware)) })])
]
