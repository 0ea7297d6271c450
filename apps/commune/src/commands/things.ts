/** `commune things`: what feels and moves here. `commune thing`: what is said of one. */
import type { CallThingWish, PointId, PointOf, ThingRow, Will, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { type Names, namesIn, pickWare } from '../cli/names.ts'
import { boundsWords, pickAct, pickThing, sensedLine, shapeWords, spanMs } from '../cli/sensed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

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
    show(hand, rows, () => (rows.length === 0 ? [sentence('things.none')] : table(hand, rows.map(cellsOf))))
  })
}

const cellsOf = (row: ThingRow): string[] => [
  short(row.id),
  clean(say(row.called)),
  clean(row.place ?? ''),
  [
    ...(row.gone ? [sentence('things.row-gone')] : []),
    ...(row.readings.length + row.pulses.length > 0 ? [sentence('things.row-tells', { points: [...row.readings, ...row.pulses].slice(0, 6).map((point) => clean(point.name)) })] : []),
    ...(row.acts.length > 0 ? [sentence('things.row-does', { points: row.acts.slice(0, 6).map((point) => clean(point.name)) })] : [])
  ].join('; ')
]

/** All of one thing: what it tells, what can be asked of it, who looks after it. */
export const showThing = async (hand: Hand, peer: Peered, world: IdText, thing: ThingRow): Promise<void> => {
  const points: Extract<PointOf, { kind: 'reading' | 'pulse' }>[] = [
    ...thing.readings.map((point) => ({ thing, kind: 'reading', point }) as const),
    ...thing.pulses.map((point) => ({ thing, kind: 'pulse', point }) as const)
  ]
  const addresses = points.map(({ point }): PointId => `${thing.id}/${point.key}`)
  const [sensed, names] = await Promise.all([peer.ask('sensed', { world, points: addresses }), namesIn(peer, world)])
  show(hand, { ...thing, sensed }, () => [
    `${short(thing.id)}  ${clean(say(thing.called))}${thing.place === undefined ? '' : sentence('row.at', { place: clean(thing.place) })}`,
    ...([thing.maker, thing.model].some((each) => each !== undefined) ? [[thing.maker, thing.model].filter((each) => each !== undefined).map(clean).join(' ')] : []),
    ...whoLines(thing, names),
    ...points.map((of, index) => `  ${sensedLine(of, sensed.find((row) => row.point === addresses[index]), hand.nowMs())}`),
    ...thing.acts.map((act) => {
      const unit = act.shape.is === 'number' ? act.shape.unit : undefined
      const bounds = act.will?.refuses ? sentence('things.nothing') : (boundsWords(act.will?.min, act.will?.max, unit) ?? act.will?.words?.map(clean).join(' / '))
      const asked = { name: clean(act.name), how: shapeWords(act.shape) }
      return `  ${bounds === undefined ? sentence('things.act', asked) : sentence('things.act-bounds', { ...asked, bounds })}`
    })
  ])
}

const whoLines = ({ keeper, bridge }: ThingRow, names: Names): string[] => [
  sentence('things.bridge', { who: names.of(bridge) }),
  ...(keeper === bridge ? [] : [sentence('things.keeper', { who: names.of(keeper) })])
]

interface ThingOptions {
  readonly call?: string
  readonly place?: string
  readonly keeper?: string
  readonly gone?: boolean
  readonly point?: string
  readonly least?: string
  readonly most?: string
  readonly hold?: string
  readonly hand?: string
  readonly refuse?: boolean
  readonly ask?: boolean
  readonly free?: boolean
}

export const addThing: AddCommand = (program, start) => {
  const command = program
    .command('thing <name>')
    .helpGroup(sentence('group.senses'))
    .description(sentence('thing.about'))
    .option('--call <name>', sentence('thing.call'))
    .option('--place <place>', sentence('thing.place'))
    .option('--keeper <ware>', sentence('thing.keeper'))
    .option('--gone', sentence('thing.gone'))
    .option('--point <point>', sentence('thing.point'))
    .option('--least <number>', sentence('thing.least'))
    .option('--most <number>', sentence('thing.most'))
    .option('--hold <time>', sentence('thing.least-hold'))
    .option('--hand <time>', sentence('thing.hand'))
    .option('--refuse', sentence('thing.refuse'))
    .option('--ask', sentence('thing.ask'))
    .option('--no-ask', sentence('thing.no-ask'))
    .option('--free', sentence('thing.free'))
    .action(start((hand, options: ThingOptions, [name]) => change(hand, name as string, options)))
  finish(command, {
    examples: ['commune thing "path lamp" --call "gate lamp" --place Gate', 'commune thing "path lamp" --most 60 --hold "10 s"', 'commune thing pump --keeper Mira --ask'],
    world: true
  })
}

async function change(hand: Hand, typed: string, options: ThingOptions): Promise<void> {
  oneOf({ '--free': options.free, '--refuse': options.refuse })
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const row = pickThing(typed, await peer.ask('things', { world, gone: true }))
    const wishes = await wishesOf(peer, world, row, options)
    if (wishes.length === 0) throw new Stop(cliMessage('thing.what'), exitCodes.usage)
    await peer.act('say', { world, wishes })
    const now = await peer.ask('thing', { world, id: row.id })
    await showThing(hand, peer, world, now ?? row)
  })
}

async function wishesOf(peer: Peered, world: IdText, row: ThingRow, options: ThingOptions): Promise<Wish[]> {
  const { call, place, keeper, gone } = options
  const wishes: Wish[] = []
  const called: CallThingWish = {
    wish: 'call-thing',
    thing: row.id,
    ...(call !== undefined && { name: call === '' ? null : call }),
    ...(place !== undefined && { place: place === '' ? null : place })
  }
  if (call !== undefined || place !== undefined) wishes.push(called)
  if (keeper !== undefined) wishes.push({ wish: 'keeper', thing: row.id, keeper: keeper === '' ? null : pickWare(keeper, (await namesIn(peer, world)).rows) })
  const will = willOf(row, options)
  if (will) wishes.push(will)
  if (gone) wishes.push({ wish: 'thing-gone', thing: row.id })
  return wishes
}

/** Bounds that are not named stay as they were. */
function willOf(row: ThingRow, { point, least, most, hold, hand, refuse, ask, free }: ThingOptions): Wish | undefined {
  if ([least, most, hold, hand, refuse, ask, free].every((each) => each === undefined)) return undefined
  const act = pickAct(row, point)
  if (free) return { wish: 'will', thing: row.id, point: act.key, will: null }
  const { refuses, ...before } = act.will ?? {}
  const will: Will = {
    ...before,
    ...(refuse === true || (refuses && least === undefined && most === undefined) ? { refuses: true as const } : {}),
    ...(least !== undefined && { min: numberOf(least) }),
    ...(most !== undefined && { max: numberOf(most) }),
    ...(hold !== undefined && { leastMs: spanMs(hold) }),
    ...(hand !== undefined && { handMs: spanMs(hand) }),
    ...(ask !== undefined && { asks: ask })
  }
  return { wish: 'will', thing: row.id, point: act.key, will }
}

function numberOf(text: string): number {
  const number = Number(text.trim().replace(',', '.'))
  if (text.trim() === '' || !Number.isFinite(number)) throw new Stop(cliMessage('thing.number', { text: text.slice(0, 60) }), exitCodes.usage)
  return number
}
