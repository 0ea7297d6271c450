/** `commune need` and `commune offer`: with words they say one, without they list what there is. */
import type { Command } from 'commander'
import type { IntentQuery } from '@commune/commune'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { type FlowOptions, intentOf, sceneAt } from '../cli/lines.ts'
import { namesIn, pickWare } from '../cli/names.ts'
import { type AddCommand, finish, limitOf, oneOf, type Start } from '../cli/command.ts'
import { intentCells, whatLine } from '../cli/rows.ts'
import { Stop } from '../cli/stop.ts'
import { cliMessage, sentence } from '../words/index.ts'

interface IntentOptions extends FlowOptions {
  readonly mine?: boolean
  readonly to?: string
  readonly over?: boolean
  readonly text?: string
  readonly limit?: string
}

export const addNeed: AddCommand = (program, start) => {
  const command = program.command('need [words...]').description(sentence('need.about'))
  options(command, start, 'need')
  finish(command, {
    examples: [
      'commune need 3 loaves of bread in the kitchen by friday',
      'commune need ladder --note "two metres at least"',
      'commune need "a crib" --to Mira,Bo',
      'commune need --mine'
    ],
    world: true
  })
}

export const addOffer: AddCommand = (program, start) => {
  const command = program.command('offer [words...]').description(sentence('offer.about'))
  options(command, start, 'offer')
  finish(command, {
    examples: ['commune offer 12 eggs', 'commune offer "sewing machine" --until "in 3 days"', 'commune offer --text bread'],
    world: true
  })
}

function options(command: Command, start: Start, kind: 'need' | 'offer'): void {
  command
    .helpGroup(sentence('group.flows'))
    .option('--quantity <amount>', sentence('flow.quantity'))
    .option('--place <place>', sentence('flow.place'))
    .option('--until <when>', sentence('flow.until'))
    .option('--note <words>', sentence('flow.note'))
    .option('--to <names>', sentence('flow.to'))
    .option('--mine', sentence('flow.mine'))
    .option('--over', sentence('flow.over'))
    .option('--text <words>', sentence('flow.text'))
    .option('--limit <number>', sentence('flow.limit'), '50')
    .action(
      start((hand, given: IntentOptions, [words]) => intent(hand, kind, (words ?? []) as readonly string[], given))
    )
}

async function intent(hand: Hand, kind: 'need' | 'offer', words: readonly string[], given: IntentOptions): Promise<void> {
  const line = words.join(' ')
  const { quantity, place, until, note, to } = given
  const lacksThing = line.trim() === '' && (words.length > 0 || [quantity, place, until, note, to].some((each) => each !== undefined))
  // Only looked for: said, it would be told to everybody.
  if (words.length > 0) oneOf({ '--mine': given.mine, '--over': given.over, '--text': given.text, [`“${line.slice(0, 40)}”`]: line })
  if (lacksThing) throw new Stop(cliMessage('flow.what', { kind }))
  await withPeer(hand, async (peer) => (words.length === 0 ? list(hand, peer, kind, given) : sayIt(hand, peer, kind, line, given)))
}

async function sayIt(
  hand: Hand,
  peer: Peered,
  kind: 'need' | 'offer',
  line: string,
  given: IntentOptions
): Promise<void> {
  const { ask, act } = peer
  const { world: id } = await peer.world()
  const names = given.to === undefined ? undefined : await namesIn(peer, id)
  const to = names && (given.to as string).split(',').map((name) => pickWare(name.trim(), names.rows))
  const stock = await ask('stock', { world: id })
  const places = stock.flatMap((place) => (place.place === undefined ? [] : [place.place]))
  const wish = intentOf(kind, line, given, sceneAt(hand.nowMs(), places))
  const { ids } = await act('say', { world: id, wishes: [wish], ...(to && { to }) })
  const said = ids[0] as string
  const [row, matches] = await Promise.all([
    ask('intent', { world: id, id: said }),
    ask('matches', { world: id, id: said, limit: 5 })
  ])
  show(hand, { said: row, matches: matches.map((match) => match.row) }, () => [
    sentence(`${kind}.said`, { id: short(said), what: row ? whatLine(row, hand.nowMs()) : line }),
    ...(names && to ? [sentence('flow.to-whom', { who: to.map(names.of) })] : []),
    ...(matches.length === 0 ? [] : [sentence(`${kind}.matches`, { n: matches.length })]),
    ...table(
      hand,
      matches.map((match) => [`  ${short(match.row.id)}`, whatLine(match.row, hand.nowMs())])
    )
  ])
}

async function list(hand: Hand, peer: Peered, kind: 'need' | 'offer', { mine, over, text, limit }: IntentOptions): Promise<void> {
  const { world } = await peer.world()
  const names = await namesIn(peer, world)
  const me = names.rows.find((row) => row.me)?.ware
  const query: IntentQuery = {
    kind,
    show: over ? 'over' : 'live',
    limit: limitOf(limit),
    ...(text !== undefined && { text }),
    ...(mine && me !== undefined && { ware: me })
  }
  const page = await peer.ask('intents', { world, ...query })
  show(hand, page, () => [
    ...table(
      hand,
      page.rows.map((row) => intentCells(row, names, hand.nowMs()))
    ),
    ...(page.total > page.rows.length ? [sentence('flow.more', { n: page.total - page.rows.length })] : []),
    ...(page.total === 0 ? [sentence(`${kind}.none`)] : [])
  ])
}
