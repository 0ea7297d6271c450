/** `commune plan`: plans of many hands. Lists them, shows one, makes one for a need, and says one's own yes, less or no. */
import type { Planned, PlanHandRow, PlanNeedRow, PlanRow, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { type AddCommand, finish, limitOf, oneOf } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pick, pickNamed, short } from '../cli/ids.ts'
import { type Names, namesIn } from '../cli/names.ts'
import { amount } from '../cli/rows.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { dayWords, readUntil } from '../cli/when.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

interface PlanOptions {
  readonly for?: string
  readonly propose?: boolean
  readonly yes?: boolean
  readonly again?: boolean
  readonly less?: string
  readonly no?: boolean
  readonly next?: boolean
  readonly handed?: boolean
  readonly part?: string
  readonly quantity?: string
  readonly why?: string
  readonly until?: string
  readonly by?: string
  readonly name?: string
  readonly over?: boolean
  readonly trips?: boolean
  readonly limit?: string
}

export const addPlan: AddCommand = (program, start) => {
  const command = program
    .command('plan [id]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('plan.about'))
    .option('--for <need>', sentence('plan.for'))
    .option('--next', sentence('plan.next'))
    .option('--propose', sentence('plan.propose'))
    .option('--yes', sentence('plan.yes'))
    .option('--again', sentence('plan.again'))
    .option('--less <amount>', sentence('plan.less'))
    .option('--no', sentence('plan.no'))
    .option('--handed', sentence('plan.handed'))
    .option('--part <key>', sentence('plan.part'))
    .option('--quantity <amount>', sentence('handover.quantity'))
    .option('--why <words>', sentence('plan.why'))
    .option('--name <name>', sentence('plan.name'))
    .option('--until <when>', sentence('flow.until'))
    .option('--by <when>', sentence('plan.by'))
    .option('--over', sentence('flow.over'))
    .option('--trips', sentence('plan.trips'))
    .option('--limit <number>', sentence('flow.limit'), '50')
    .action(start((hand, options: PlanOptions, [id]) => plan(hand, id as string | undefined, options)))
  finish(command, {
    examples: ['commune plan --for 3kf0', 'commune plan --for 3kf0 --propose', 'commune plan 8ab2 --yes', 'commune plan 8ab2 --less "3 kg" --part h1 --why "the rest is for sunday"'],
    world: true
  })
}

async function plan(hand: Hand, typed: string | undefined, options: PlanOptions): Promise<void> {
  oneOf({ '--for': options.for, '--yes': options.yes, '--less': options.less, '--no': options.no, '--handed': options.handed, '--next': options.next, '--over': options.over, '--trips': options.trips })
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    if (options.for !== undefined) return make(hand, peer, world, options.for, undefined, options)
    if (options.trips) return trips(hand, peer, world)
    if (typed === undefined) return list(hand, peer, world, options)
    const { rows } = await peer.ask('plans', { world, show: 'all', limit: 1_000 })
    const id = pickNamed(typed, rows)
    const row = rows.find((one) => one.id === id) as PlanRow
    if (options.next) return make(hand, peer, world, row.needs[0]?.need ?? '', id, options)
    const wish = wordOf(row, options)
    if (wish) await peer.act('say', { world, wishes: [wish] })
    await showPlan(hand, peer, world, id)
  })
}

/** One's own word to a plan; undefined: it is only looked at. */
function wordOf({ id, hands, needs }: PlanRow, { yes, again, less, no, handed, part, quantity, why }: PlanOptions): Wish | undefined {
  if (part !== undefined && ![...hands, ...needs].some(({ key }) => key === part)) throw new Stop(cliMessage('plan.part-unknown', { key: part.slice(0, 20) }))
  const because = why === undefined ? {} : { why }
  const keys = part === undefined ? {} : { keys: [part] }
  if (yes) return { wish: 'plan-yes', plan: id, ...keys, ...(again && { again: true as const }) }
  if (no) return { wish: 'plan-no', plan: id, ...keys, ...because }
  if (less !== undefined) return { wish: 'plan-less', plan: id, key: partOf(part), quantity: less, ...because }
  if (handed) return { wish: 'plan-handed', plan: id, hand: partOf(part), ...(quantity !== undefined && { quantity }) }
  return undefined
}

function partOf(part: string | undefined): string {
  if (part === undefined) throw new Stop(cliMessage('plan.which-part'))
  return part
}

/** What could be done for a need, and, where wanted, the proposal of it. */
async function make(hand: Hand, peer: Peered, world: IdText, typed: string, instead: IdText | undefined, { propose, name, until, by, again }: PlanOptions): Promise<void> {
  const { rows } = await peer.ask('intents', { world, kind: 'need', limit: 1_000 })
  const need = instead === undefined ? pick(typed, rows.map((row) => row.id)) : typed
  const times = { ...(until !== undefined && { untilMs: readUntil(until, hand.nowMs()) }), ...(by !== undefined && { byMs: readUntil(by, hand.nowMs()) }) }
  const planned = await peer.ask('planFor', { world, need, ...(instead !== undefined && { instead }), ...(name !== undefined && { name }), ...times })
  if (!planned) throw new Stop(cliMessage('plan.no-need'))
  const names = await namesIn(peer, world)
  if (!propose) return show(hand, planned, () => plannedLines(planned, names))
  if (!planned.content) throw new Stop(cliMessage('plan.nothing'))
  await peer.act('say', { world, wishes: [{ wish: 'propose-plan', plan: planned.content, ...(again && { again: true as const }) }] })
  const [said] = (await peer.ask('plans', { world, need, limit: 1 })).rows
  show(hand, { said, short: planned.short, missing: planned.missing }, () => [...(said ? planLines(said, names, hand.nowMs()) : []), ...shortLines(planned)])
}

async function list(hand: Hand, peer: Peered, world: IdText, { over, limit }: PlanOptions): Promise<void> {
  const [page, names] = await Promise.all([peer.ask('plans', { world, show: over ? 'over' : 'live', limit: limitOf(limit) }), namesIn(peer, world)])
  show(hand, page, () => [
    ...table(hand, page.rows.map((row) => [short(row.id), clean(row.name ?? row.needs.map(({ what }) => say(what)).join(', ')), names.of(row.by), say(row.words)])),
    ...(page.total > page.rows.length ? [sentence('flow.more', { n: page.total - page.rows.length })] : []),
    ...(page.total === 0 ? [sentence('plan.none')] : [])
  ])
}

async function trips(hand: Hand, peer: Peered, world: IdText): Promise<void> {
  const found = await peer.ask('roundTrips', { world })
  show(hand, found, () =>
    found.length === 0
      ? [sentence('plan.no-trips')]
      : found.flatMap(({ legs }) =>
          legs.map(({ at, to, carries }) => {
            const what = carries.map(({ hand: { what: words } }) => say(words)).join(', ')
            return what === '' ? sentence('plan.way', { at: clean(at), to: clean(to) }) : sentence('plan.leg', { at: clean(at), to: clean(to), what: clean(what) })
          })
        )
  )
}

async function showPlan(hand: Hand, peer: Peered, world: IdText, id: IdText): Promise<void> {
  const [row, names] = await Promise.all([peer.ask('plan', { world, id }), namesIn(peer, world)])
  show(hand, row, () => (row ? planLines(row, names, hand.nowMs()) : []))
}

const planLines = (row: PlanRow, names: Names, nowMs: number): string[] => [
  `${short(row.id)}  ${clean(row.name ?? row.needs.map(({ what }) => say(what)).join(', '))}`,
  say(row.words) + (row.over ? ` ${sentence('plan.whose', { who: names.of(row.over.ware) })}` : ''),
  sentence('plan.until', { until: dayWords(row.untilMs, nowMs) }),
  ...[...row.needs, ...row.hands].map((part) => `  ${partLine(part, names)}`),
  ...(row.next === undefined ? [] : [sentence('plan.there-is-next', { id: short(row.next) })])
]

function partLine(part: PlanNeedRow | PlanHandRow, names: Names): string {
  const who = names.of(part.ware)
  const what = clean(say(part.what))
  const does = 'does' in part ? sentence(`plan.does-${part.does}`, { who, what }) : sentence('plan.receives', { who, what })
  const where = 'does' in part ? wayOf(part) : ''
  return `${part.key}  ${does}${where} ${sentence(`plan.says-${part.says}`)}`
}

const wayOf = ({ at, to }: PlanHandRow): string =>
  at !== undefined && to !== undefined ? sentence('plan.from-to', { at: clean(at), to: clean(to) }) : at === undefined ? '' : sentence('row.at', { place: clean(at) })

function plannedLines(planned: Planned, names: Names): string[] {
  const hands = planned.content?.hands ?? []
  const lines = planned.why.map((why) => clean(say(why)))
  const who = [...new Set(hands.map(({ ware }) => names.of(ware)))]
  return [...(hands.length === 0 ? [sentence('plan.nothing')] : [sentence('plan.could', { n: hands.length, who })]), ...lines, ...shortLines(planned)]
}

const shortLines = ({ short: lacks, missing }: Planned): string[] => [
  ...(lacks ? [sentence('plan.short', { quantity: amount(lacks.quantity), why: clean(say(lacks.because)) })] : []),
  ...missing.map(({ thing, quantity, because }) => `  ${clean(thing)}${quantity ? `, ${amount(quantity)}` : ''}: ${clean(say(because))}`)
]
