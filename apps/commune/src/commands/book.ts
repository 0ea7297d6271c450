/** `commune book` and `commune upkeep`: rooms and tools that several use, and what they need. */
import { type BookingRow, type Season, seasons, type Span, type Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pick, pickNamed, short } from '../cli/ids.ts'
import { readLength, readMoment } from '../cli/moments.ts'
import { type Names, namesIn } from '../cli/names.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { atTime } from '../cli/when.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { pickPortion } from './store.ts'

interface BookOptions {
  readonly new?: string
  readonly atOnce?: string
  readonly before?: string
  readonly after?: string
  readonly from?: string
  readonly for?: string
  readonly count?: string
  readonly wait?: boolean
  readonly cancel?: string
  readonly note?: string
}

export const addBook: AddCommand = (program, start) => {
  const command = program
    .command('book [name]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('book.about'))
    .option('--from <when>', sentence('book.from'))
    .option('--for <length>', sentence('book.for'))
    .option('--count <number>', sentence('book.count'))
    .option('--wait', sentence('book.wait'))
    .option('--new <name>', sentence('book.new'))
    .option('--at-once <number>', sentence('book.at-once'))
    .option('--before <length>', sentence('book.before'))
    .option('--after <length>', sentence('book.after'))
    .option('--cancel <id>', sentence('book.cancel'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: BookOptions, [name]) => book(hand, name as string | undefined, options)))
  finish(command, { examples: ['commune book --new Oven --after "30 min"', 'commune book Oven --from "friday 18:00" --for "2 h"', 'commune book'], world: true })
}

async function book(hand: Hand, name: string | undefined, options: BookOptions): Promise<void> {
  oneOf({ '--new': options.new, '--cancel': options.cancel, [`“${(name ?? '').slice(0, 40)}”`]: name })
  const { from, count, note } = options
  if (name !== undefined && (from === undefined || options.for === undefined)) throw new Stop(cliMessage('book.when'))
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const names = await namesIn(peer, world)
    const nowMs = hand.nowMs()
    if (name === undefined && options.new === undefined && options.cancel === undefined) return list(hand, peer, world, names)
    const said = note === undefined ? {} : { note }
    let wish: Wish
    let free: readonly Span[] = []
    if (options.new !== undefined) {
      const { atOnce, before, after } = options
      wish = { wish: 'book-place', name: options.new, ...(atOnce !== undefined && { atOnce: Number(atOnce) }), ...(before !== undefined && { before }), ...(after !== undefined && { after }), ...said }
    } else if (options.cancel !== undefined) {
      const [all, bookings] = await Promise.all([peer.ask('bookables', { world }), peer.ask('bookings', { world, over: true })])
      wish = { wish: 'book-gone', target: pick(options.cancel, [...all, ...bookings].map((row) => row.id)), ...said }
    } else {
      const of = pickNamed(name as string, await peer.ask('bookables', { world }))
      const fromMs = readMoment(from as string, nowMs)
      const untilMs = fromMs + readLength(options.for as string)
      const many = count === undefined ? {} : { count: Number(count) }
      free = await peer.ask('free', { world, of, fromMs, untilMs, ...many })
      wish = { wish: 'book', of, fromMs, untilMs, ...many, ...(options.wait && { wait: true }), ...said }
      // Where it is taken, the times that are free are told before it is refused.
      if (free[0]?.fromMs !== fromMs && !hand.json && free.length > 0) hand.terminal.err(freeWords(free, nowMs))
    }
    const { ids } = await peer.act('say', { world, wishes: [wish] })
    const row = (await peer.ask('bookings', { world })).find((each) => each.id === ids[0])
    show(hand, { ids, booking: row ?? null }, () => (row ? [cells(row, names, nowMs).join('  ')] : [sentence('stock.said', { id: short(ids[0] as string) })]))
  })
}

const freeWords = (free: readonly Span[], nowMs: number): string =>
  sentence('book.taken', { times: free.map(({ fromMs, untilMs }) => sentence('book.span', { from: atTime(fromMs, nowMs), until: atTime(untilMs, nowMs) })).join('; ') })

const cells = (row: BookingRow, names: Names, nowMs: number): string[] => [
  short(row.id),
  clean(row.name),
  sentence('book.span', { from: atTime(row.fromMs, nowMs), until: atTime(row.untilMs, nowMs) }),
  names.of(row.ware),
  say(row.words) + (row.free.length > 0 ? ` ${freeWords(row.free, nowMs)}` : '')
]

async function list(hand: Hand, peer: Peered, world: IdText, names: Names): Promise<void> {
  const [all, bookings] = await Promise.all([peer.ask('bookables', { world }), peer.ask('bookings', { world })])
  show(hand, { bookables: all, bookings }, () => [
    ...all.map((row) => `${short(row.id)}  ${sentence('book.open', { name: clean(row.name), n: row.booked })}`),
    ...table(
      hand,
      bookings.map((row) => cells(row, names, hand.nowMs()))
    ),
    ...(all.length === 0 ? [sentence('book.none')] : [])
  ])
}

interface UpkeepOptions {
  readonly every?: string
  readonly uses?: string
  readonly season?: string
  readonly portion?: string
  readonly book?: string
  readonly did?: string
  readonly note?: string
}

export const addUpkeep: AddCommand = (program, start) => {
  const command = program
    .command('upkeep [thing] [what]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('upkeep.about'))
    .option('--every <length>', sentence('upkeep.every'))
    .option('--uses <number>', sentence('upkeep.uses'))
    .option('--season <season>', sentence('upkeep.season'))
    .option('--portion <portion>', sentence('upkeep.portion'))
    .option('--book <name>', sentence('upkeep.book'))
    .option('--did <id>', sentence('upkeep.did'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: UpkeepOptions, [thing, what]) => upkeep(hand, thing as string | undefined, what as string | undefined, options)))
  finish(command, { examples: ['commune upkeep saw "sharpen it" --every "30 days"', 'commune upkeep gutters "clear them" --season autumn', 'commune upkeep --did 3kf0'], world: true })
}

async function upkeep(hand: Hand, of: string | undefined, what: string | undefined, options: UpkeepOptions): Promise<void> {
  const { did, every, uses, season, note } = options
  oneOf({ '--did': did, [`“${(of ?? '').slice(0, 40)}”`]: of })
  if (of !== undefined && what === undefined) throw new Stop(cliMessage('upkeep.what'), exitCodes.usage)
  if (season !== undefined && !seasons.some((each) => each === season)) throw new Stop(cliMessage('upkeep.season-wrong'), exitCodes.usage)
  const said = note === undefined ? {} : { note }
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    if (of !== undefined || did !== undefined) {
      const wish: Wish =
        did !== undefined
          ? { wish: 'upkeep-did', upkeep: pick(did, (await peer.ask('upkeep', { world })).map((row) => row.id)), ...said }
          : {
              ...{ wish: 'upkeep', of: of as string, what: what as string, ...said },
              ...(every !== undefined && { every }),
              ...(uses !== undefined && { uses: Number(uses) }),
              ...(season !== undefined && { season: season as Season }),
              ...(options.portion !== undefined && { portion: await pickPortion(peer, world, options.portion) }),
              ...(options.book !== undefined && { book: pickNamed(options.book, await peer.ask('bookables', { world })) })
            }
      await peer.act('say', { world, wishes: [wish] })
    }
    const rows = await peer.ask('upkeep', { world })
    show(hand, rows, () => [
      ...table(
        hand,
        rows.map((row) => [short(row.id), clean(row.of), clean(row.what), say(row.words)])
      ),
      ...(rows.length === 0 ? [sentence('upkeep.none')] : [])
    ])
  })
}
