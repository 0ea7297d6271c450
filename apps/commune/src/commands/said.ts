/** Everything said: `commune say` reads a typed line, `show` and `search` find, `change`, `withdraw` and `undo` take back. */
import { readLine, type Guess, type PortionRow, type Wish } from '@commune/commune'
import type { IdText, StatementId } from '@commune/protocol'
import { confirm } from '../cli/confirm.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pick, short } from '../cli/ids.ts'
import { type FlowOptions, sceneAt } from '../cli/lines.ts'
import { type AddCommand, finish, limitOf, oneOf } from '../cli/command.ts'
import { namesIn } from '../cli/names.ts'
import { portionCells } from '../cli/rows.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { readUntil } from '../cli/when.ts'
import type { Back } from '../daemon/lastSaid.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { showPage } from './ideas.ts'
import { commitmentsIn, showIntent } from './yes.ts'

export const addSay: AddCommand = (program, start) => {
  const command = program
    .command('say <words...>')
    .helpGroup(sentence('group.ideas'))
    .description(sentence('say.about'))
    .option('--yes', sentence('help.yes'))
    .action(start((hand, { yes }: { yes?: boolean }, [words]) => sayLine(hand, (words as readonly string[]).join(' '), yes)))
  finish(command, {
    examples: ['commune say we need 3 loaves of bread by friday', 'commune say "what if we dug a pond"'],
    world: true
  })
}

async function sayLine(hand: Hand, line: string, yes: boolean | undefined): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const stock = await peer.ask('stock', { world })
    const places = stock.flatMap((place) => (place.place === undefined ? [] : [place.place]))
    const guess = readLine(line, sceneAt(hand.nowMs(), places))
    if (!guess) throw new Stop(line.trim() === '' ? { key: 'say.empty' } : { key: 'say.long' })
    if (guess.trouble) throw new Stop(guess.trouble)
    if (!hand.json) hand.terminal.err(say(guess.reading))
    const wish = wishOf(guess, line)
    await confirm(hand, sentence('say.ask'), yes)
    const { ids } = await peer.act('say', { world, wishes: [wish] })
    show(hand, { kind: guess.kind, ids }, () => [sentence('say.said', { id: short(ids[0] as string) })])
  })
}

/** Gatherings have no place yet, so a wish is written down as a page. */
function wishOf(guess: Guess, line: string): Wish {
  const { thing, quantity, place, untilMs, more } = guess
  if (thing === undefined || guess.kind === 'idea' || guess.kind === 'wish') return { wish: 'begin', title: guess.text ?? line }
  const shared = { thing, ...(place !== undefined && { place }) }
  if (guess.kind !== 'stock')
    return { wish: guess.kind, ...shared, ...(quantity && { quantity }), ...(untilMs !== undefined && { untilMs }), ...more }
  if (!quantity) throw new Stop(cliMessage('stock.how-much'))
  return { wish: 'stock', ...shared, quantity, ...(untilMs !== undefined && { keepsUntilMs: untilMs }) }
}

export const addSearch: AddCommand = (program, start) => {
  const command = program
    .command('search <words...>')
    .helpGroup(sentence('group.ideas'))
    .description(sentence('search.about'))
    .option('--limit <number>', sentence('flow.limit'), '20')
    .action(
      start((hand, { limit }: { limit?: string }, [words]) =>
        search(hand, (words as readonly string[]).join(' '), limitOf(limit))
      )
    )
  finish(command, { examples: ['commune search rye bread'], world: true })
}

async function search(hand: Hand, text: string, limit: number): Promise<void> {
  if (text.trim() === '') throw new Stop(cliMessage('search.what'))
  await withPeer(hand, async ({ ask, world }) => {
    const { world: id } = await world()
    const hits = await ask('search', { world: id, text, limit })
    show(hand, hits, () => [
      ...table(
        hand,
        hits.map((hit) => [
          short(hit.id),
          sentence(`search.${hit.kind}`),
          clean(hit.title) || sentence('idea.untitled'),
          clean(hit.start)
        ])
      ),
      ...(hits.length === 0 ? [sentence('search.none', { text: clean(text.slice(0, 60)) })] : [])
    ])
  })
}

export const addShow: AddCommand = (program, start) => {
  const command = program
    .command('show <id>')
    .helpGroup(sentence('group.ideas'))
    .description(sentence('show.about'))
    .action(start((hand, _options, [id]) => showOne(hand, id as string)))
  finish(command, { examples: ['commune show 3kf0'], world: true })
}

async function showOne(hand: Hand, typed: string): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const [intents, pages, stock] = await Promise.all([
      intentIds(peer, world),
      peer.ask('ideas', { world, limit: 1_000, blank: true }),
      portionsIn(peer, world)
    ])
    const id = pick(typed, [...intents, ...pages.rows.map((row) => row.id), ...stock.map((row) => row.id)])
    if (intents.includes(id)) return showIntent(hand, peer, world, id)
    const portion = stock.find((row) => row.id === id)
    await (portion ? showPortion(hand, peer, world, portion) : showPage(hand, peer, world, id))
  })
}

const portionsIn = async ({ ask }: Peered, world: IdText): Promise<PortionRow[]> =>
  (await ask('stock', { world, empty: true })).flatMap((place) => place.lines.flatMap((line) => line.portions))

async function showPortion(hand: Hand, peer: Peered, world: IdText, portion: PortionRow): Promise<void> {
  const names = await namesIn(peer, world)
  show(hand, portion, () => table(hand, [portionCells(portion, names, hand.nowMs())]))
}

const intentIds = async ({ ask }: Peered, world: IdText): Promise<StatementId[]> =>
  (await ask('intents', { world, show: 'all', limit: 1_000 })).rows.map((row) => row.id)

interface ChangeOptions extends FlowOptions {
  readonly thing?: string
}

export const addChange: AddCommand = (program, start) => {
  const command = program
    .command('change <id>')
    .helpGroup(sentence('group.flows'))
    .description(sentence('change.about'))
    .option('--thing <thing>', sentence('change.thing'))
    .option('--quantity <amount>', sentence('flow.quantity'))
    .option('--place <place>', sentence('flow.place'))
    .option('--until <when>', sentence('flow.until'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: ChangeOptions, [id]) => change(hand, id as string, options)))
  finish(command, { examples: ['commune change 3kf0 --quantity "5 loaves"', "commune change 3kf0 --until ''"], world: true })
}

async function change(hand: Hand, typed: string, { thing, quantity, place, until, note }: ChangeOptions): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const intents = await intentIds(peer, world)
    const target = pick(typed, [...intents, ...(await portionsIn(peer, world)).map((row) => row.id)])
    const wish: Wish = {
      wish: 'change',
      target,
      ...(thing !== undefined && { thing }),
      ...(quantity !== undefined && { quantity: quantity === '' ? null : quantity }),
      ...(place !== undefined && { place: place === '' ? null : place }),
      ...(until !== undefined && { untilMs: until === '' ? null : readUntil(until, hand.nowMs()) }),
      ...(note !== undefined && { note: note === '' ? null : note })
    }
    await peer.act('say', { world, wishes: [wish] })
    const portion = intents.includes(target) ? undefined : (await portionsIn(peer, world)).find((row) => row.id === target)
    await (portion ? showPortion(hand, peer, world, portion) : showIntent(hand, peer, world, target))
  })
}

export const addWithdraw: AddCommand = (program, start) => {
  const command = program
    .command('withdraw <id>')
    .helpGroup(sentence('group.flows'))
    .description(sentence('withdraw.about'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, { note }: { note?: string }, [id]) => withdraw(hand, id as string, note)))
  finish(command, { examples: ['commune withdraw 3kf0'], world: true })
}

async function withdraw(hand: Hand, typed: string, note: string | undefined): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const [intents, agreed] = await Promise.all([intentIds(peer, world), commitmentsIn(peer, world)])
    const yeses = agreed.flatMap(({ id, giverYes, receiverYes }) => [id, giverYes, receiverYes].filter((each) => each !== undefined))
    const target = pick(typed, [...intents, ...yeses])
    await peer.act('say', { world, wishes: [{ wish: 'withdraw', target, ...(note !== undefined && { note }) }] })
    const about = agreed.find((row) => [row.id, row.giverYes, row.receiverYes].includes(target))
    await showIntent(hand, peer, world, intents.includes(target) ? target : (about?.need ?? about?.offer ?? target))
  })
}

interface UndoOptions {
  readonly list?: boolean
  readonly yes?: boolean
}

export const addUndo: AddCommand = (program, start) => {
  const command = program
    .command('undo [id]')
    .helpGroup(sentence('group.ideas'))
    .description(sentence('undo.about'))
    .option('--list', sentence('undo.list'))
    .option('--yes', sentence('help.yes'))
    .action(start((hand, options: UndoOptions, [id]) => undo(hand, id as string | undefined, options)))
  finish(command, { examples: ['commune undo', 'commune undo --list', 'commune undo 3kf0'], world: true })
}

async function undo(hand: Hand, typed: string | undefined, { list, yes }: UndoOptions): Promise<void> {
  oneOf({ '--list': list, [`“${typed}”`]: typed })
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const rows = await peer.own('lastSaid', { world, limit: typed === undefined ? 20 : 1_000 })
    if (list)
      return show(hand, rows, () =>
        table(
          hand,
          rows.map((row) => [short(row.id), clean(row.words), row.undone ? sentence('undo.undone') : ''])
        )
      )
    const target = typed === undefined ? undefined : pick(typed, rows.map((row) => row.id))
    const row = rows.find((each) => (target === undefined ? !each.undone && !each.takesBack : each.id === target))
    if (!row) throw new Stop({ key: 'undo.nothing' })
    if (row.undone) throw new Stop({ key: 'undo.already' })
    const what = clean(row.words)
    if (typed === undefined) await confirm(hand, sentence('undo.ask', { what }), yes)
    const [said] = await takeBack(peer, world, row.back)
    show(hand, { undone: row.id, ids: said === undefined ? [] : [said] }, () => [
      said === undefined ? sentence('undo.done-only', { what }) : sentence('undo.done', { what, id: short(said) })
    ])
  })
}

/** Answers with what was said by it, where that can be named. */
async function takeBack({ act }: Peered, world: IdText, back: Back): Promise<readonly StatementId[]> {
  switch (back.act) {
    case 'say':
      return (await act('say', { world, wishes: [back.wish] })).ids
    case 'dissociate':
      await act('dissociate', { world, ware: back.ware, apart: back.apart })
      return []
    case 'endCarrier':
      await act('endCarrier', { world, key: back.key })
      return []
  }
}

export const addConnect: AddCommand = (program, start) => {
  const command = program
    .command('connect <address>')
    .helpGroup(sentence('group.box'))
    .description(sentence('connect.about'))
    .action(start((hand, _options, [address]) => connect(hand, address as string)))
  finish(command, { examples: ['commune connect /ip4/192.168.1.20/tcp/4811'] })
}

async function connect(hand: Hand, address: string): Promise<void> {
  await withPeer(hand, async ({ act }) => {
    await act('connect', { address })
    show(hand, { connected: address }, () => [sentence('connect.done', { address })])
  })
}
