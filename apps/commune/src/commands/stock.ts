/** `commune stock`: what is there, where; what comes, what is taken, counted and moved. */
import type { Wish } from '@commune/commune'
import type { IdText, StatementId } from '@commune/protocol'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pick, short } from '../cli/ids.ts'
import { type FlowOptions, sceneAt, stockOf } from '../cli/lines.ts'
import { namesIn } from '../cli/names.ts'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { portionCells } from '../cli/rows.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { commitmentsIn, pickCommitment } from './yes.ts'

interface StockOptions extends FlowOptions {
  readonly take?: string
  readonly count?: string
  readonly move?: string
  readonly to?: string
  readonly each?: boolean
  readonly text?: string
  readonly also?: string
  readonly batch?: string
  readonly keep?: string
  readonly share?: boolean
  readonly lend?: boolean
  readonly opensFor?: string
  readonly why?: string
  readonly open?: string
  readonly freeze?: string
  readonly thaw?: string
  readonly keeping?: boolean
  readonly came?: string
}

export const addStock: AddCommand = (program, start) => {
  const command = program
    .command('stock [words...]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('stock.about'))
    .option('--quantity <amount>', sentence('flow.quantity'))
    .option('--place <place>', sentence('flow.place'))
    .option('--until <when>', sentence('stock.until'))
    .option('--note <words>', sentence('flow.note'))
    .option('--take <portion>', sentence('stock.take'))
    .option('--count <portion>', sentence('stock.count'))
    .option('--move <portion>', sentence('stock.move'))
    .option('--to <device>', sentence('stock.to'))
    .option('--also <amount>', sentence('stock.also'))
    .option('--batch <batch>', sentence('stock.batch'))
    .option('--keep <amount>', sentence('stock.to-stay'))
    .option('--share', sentence('stock.share'))
    .option('--lend', sentence('stock.lend'))
    .option('--opens-for <length>', sentence('stock.opens-for'))
    .option('--came <yes>', sentence('stock.came'))
    .option('--why <word>', sentence('stock.why'))
    .option('--open <portion>', sentence('stock.open'))
    .option('--freeze <portion>', sentence('stock.freeze'))
    .option('--thaw <portion>', sentence('stock.thaw'))
    .option('--keeping', sentence('stock.keeping'))
    .option('--each', sentence('stock.each'))
    .option('--text <words>', sentence('flow.text'))
    .action(
      start((hand, options: StockOptions, [words]) => stock(hand, (words ?? []) as readonly string[], options))
    )
  const examples = [
    'commune stock',
    'commune stock 12 jars of honey in the cellar',
    'commune stock --take 3kf0 --quantity "2 jars"',
    'commune stock --move 3kf0 --place pantry'
  ]
  finish(command, { examples, world: true })
}

async function stock(hand: Hand, words: readonly string[], options: StockOptions): Promise<void> {
  const line = words.join(' ')
  const { take, count, move, open, freeze, thaw, quantity, until, note, to } = options
  oneOf({ '--take': take, '--count': count, '--move': move, '--open': open, '--freeze': freeze, '--thaw': thaw, '--keeping': options.keeping })
  const typed = take ?? count ?? move ?? open ?? freeze ?? thaw
  const isState = (open ?? freeze ?? thaw) !== undefined
  const facts = factsOf(options)
  const strange = Object.keys(facts)[0]
  if (typed !== undefined && !isState && strange !== undefined) throw new Stop(cliMessage('stock.facts-new', { option: optionOf[strange] ?? strange }), exitCodes.usage)
  if (words.length > 0) oneOf({ '--text': options.text, '--each': options.each, [`“${line.slice(0, 40)}”`]: line })
  // Each belongs to one of these alone: beside another it would be passed over.
  if (to !== undefined && move === undefined) throw new Stop(cliMessage('stock.to-move'), exitCodes.usage)
  if (until !== undefined && typed !== undefined) throw new Stop(cliMessage('stock.until-new'), exitCodes.usage)
  if (typed !== undefined && words.length > 0) throw new Stop(cliMessage('stock.either'))
  const lacksThing = words.length > 0 || [quantity, until, note, to, options.also, ...Object.values(facts)].some((each) => each !== undefined)
  if (typed === undefined && line.trim() === '' && lacksThing) throw new Stop(cliMessage('stock.what'))
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    if (words.length === 0 && typed === undefined) return list(hand, peer, world, options)
    const wish =
      typed === undefined
        ? { ...stockOf(line, options, sceneAt(hand.nowMs())), ...facts, ...(options.also !== undefined && { also: options.also }), ...(await cameBy(peer, world, options.came)) }
        : await portionWish(peer, world, typed, options, hand.nowMs())
    const { ids } = await peer.act('say', { world, wishes: [wish] })
    // What is moved goes on under a name of its own.
    const about = 'portion' in wish && wish.wish !== 'move' ? wish.portion : (ids[0] as string)
    const row = (await portions(peer, world, { empty: true })).find((each) => each.id === about)
    show(hand, { ids, portion: row ?? null }, () => [
      row ? sentence('stock.now', { id: short(about), what: clean(say(row.what)) }) : sentence('stock.said', { id: short(about) })
    ])
  })
}

async function portionWish(peer: Peered, world: IdText, typed: string, options: StockOptions, nowMs: number): Promise<Wish> {
  const { quantity, place, note } = options
  const portion: StatementId = pick(
    typed,
    (await portions(peer, world, { empty: true })).map((row) => row.id)
  )
  const extra = { ...(note !== undefined && { note }), ...(options.also !== undefined && { also: options.also }) }
  const { open, freeze, thaw } = options
  if ((open ?? freeze ?? thaw) !== undefined) {
    const since = open !== undefined ? { openedMs: nowMs } : freeze !== undefined ? { frozenMs: nowMs } : { thawedMs: nowMs }
    return { wish: 'stock-state', portion, ...since, ...factsOf(options) }
  }
  if (options.move !== undefined) return moveWish(peer, world, portion, options)
  if (quantity === undefined) throw new Stop(cliMessage('stock.how-much'))
  if (place !== undefined) throw new Stop(cliMessage('stock.place-move'))
  return options.take === undefined
    ? { wish: 'count', portion, quantity, ...extra }
    : { wish: 'take', portion, quantity, ...extra, ...(options.why !== undefined && { why: options.why }) }
}

async function moveWish(
  { ask }: Peered,
  world: IdText,
  portion: StatementId,
  { quantity, place, to }: StockOptions
): Promise<Wish> {
  const mine = (await ask('wares', { world })).find((row) => row.me)
  const device =
    to === undefined
      ? undefined
      : pick(
          to,
          (mine?.deviceRows ?? []).map((row) => row.device)
        )
  return {
    wish: 'move',
    portion,
    ...(device !== undefined && { to: device }),
    ...(quantity !== undefined && { quantity }),
    ...(place !== undefined && { place })
  }
}

/** The commitment that something new came by. */
const cameBy = async (peer: Peered, world: IdText, typed: string | undefined): Promise<{ came?: StatementId }> =>
  typed === undefined ? {} : { came: pickCommitment(typed, await commitmentsIn(peer, world)) }

/** What a portion is like, as far as it was said. */
const factsOf = ({ batch, keep, share, lend, opensFor }: StockOptions): { batch?: string; keep?: string; share?: true; lend?: true; opensFor?: string } => ({
  ...(batch !== undefined && { batch }),
  ...(keep !== undefined && { keep }),
  ...(share && { share: true }),
  ...(lend && { lend: true }),
  ...(opensFor !== undefined && { opensFor })
})

const optionOf: Readonly<Record<string, string>> = { batch: '--batch', keep: '--keep', share: '--share', lend: '--lend', opensFor: '--opens-for' }

const portions = async ({ ask }: Peered, world: IdText, query: { empty?: boolean; text?: string; place?: string }) =>
  (await ask('stock', { world, ...query })).flatMap((place) => place.lines.flatMap((line) => line.portions))

async function list(hand: Hand, peer: Peered, world: IdText, { place, text, each, keeping }: StockOptions): Promise<void> {
  if (keeping) {
    const rows = await peer.ask('keeping', { world, ...(place !== undefined && { place }) })
    return show(hand, rows, () => table(hand, rows.map(({ portion, fresh }) => [short(portion.id), clean(say(portion.what)), clean(portion.place ?? ''), say(fresh.words)])))
  }
  const query = { ...(place !== undefined && { place }), ...(text !== undefined && { text }) }
  if (each) {
    const [rows, names] = await Promise.all([portions(peer, world, query), namesIn(peer, world)])
    return show(hand, rows, () =>
      table(
        hand,
        rows.map((row) => portionCells(row, names, hand.nowMs()))
      )
    )
  }
  const places = await peer.ask('stock', { world, ...query })
  show(hand, places, () => [
    ...places.flatMap(({ place: where, lines }) => [
      where === undefined ? sentence('stock.nowhere') : clean(where),
      ...lines.map(
        (line) =>
          `  ${clean(say(line.words))}  ${line.portions
            .map((portion) => short(portion.id))
            .slice(0, 3)
            .join(' ')}`
      )
    ]),
    ...(places.length === 0 ? [sentence('stock.none')] : [])
  ])
}
