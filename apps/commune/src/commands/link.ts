/**
 * `commune link`: what wares that live here and elsewhere carry from one world to another; pledges to carry, ends that, or says that one’s own
 * things are not to be carried.
 */
import { type LinkKind, linkKinds, type LinkPlace, linkPlaces } from '@commune/commune'
import type { LinkView } from '@commune/peer'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { type Hand, type Peered, pickWorld, show, table, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { type Names, namesIn } from '../cli/names.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { dayWords, readUntil } from '../cli/when.ts'
import { cliMessage, sentence } from '../words/index.ts'

interface LinkOptions {
  readonly kinds?: string
  readonly place?: string
  readonly names?: boolean
  readonly notes?: boolean
  readonly again?: boolean
  readonly called?: boolean
  readonly until?: string
  readonly end?: boolean
  readonly mineNot?: boolean
}

/** A link that nobody named a time for lapses when a month is over. */
const monthMs = 30 * 86_400_000

export const addLink: AddCommand = (program, start) => {
  const command = program
    .command('link [world]')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('link.about'))
    .option('--kinds <kinds>', sentence('link.kinds', { all: [...linkKinds] }))
    .option('--place <place>', sentence('link.place', { all: [...linkPlaces] }))
    .option('--names', sentence('link.names'))
    .option('--notes', sentence('link.notes'))
    .option('--again', sentence('link.again'))
    .option('--called', sentence('link.called'))
    .option('--until <when>', sentence('flow.until'))
    .option('--end', sentence('link.end'))
    .option('--mine-not', sentence('link.mine-not'))
    .action(start((hand, options: LinkOptions, [to]) => link(hand, to as string | undefined, options)))
  finish(command, { examples: ['commune link', 'commune link "The street" --kinds need,offer --until "in 3 weeks"', 'commune link "The street" --end'], world: true })
}

async function link(hand: Hand, to: string | undefined, options: LinkOptions): Promise<void> {
  const { end, mineNot, kinds } = options
  oneOf({ '--end': end, '--mine-not': mineNot, '--kinds': kinds })
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const names = await namesIn(peer, world)
    if (mineNot) await notMine(peer, world, to)
    else if (to !== undefined) await pledge(hand, peer, world, to, options)
    else if (end) throw new Stop(cliMessage('link.which'))
    const rows = await peer.ask('links', { world })
    show(hand, rows, () => (rows.length === 0 ? [sentence('link.none')] : table(hand, rows.map((row) => cells(row, names, hand.nowMs())))))
  })
}

async function pledge(hand: Hand, { act, ask }: Peered, world: string, named: string, options: LinkOptions): Promise<void> {
  const { world: to } = pickWorld(named, await ask('worlds', {}))
  if (options.end) return void (await act('endLink', { world, to }))
  const nowMs = hand.nowMs()
  const untilMs = options.until === undefined ? nowMs + monthMs : readUntil(options.until, nowMs)
  const { names = false, notes = false, again = false, called = false } = options
  // What is no kind and no place is refused, with all that there are.
  const kinds = (options.kinds ?? 'need,offer,answer').split(/[\s,]+/).filter((kind) => kind !== '') as LinkKind[]
  await act('link', { world, to, kinds, place: (options.place ?? 'none') as LinkPlace, names, notes, again, called, untilMs })
}

/** To the world that is named, where this device lives in it or somebody carries to it; else to none. */
async function notMine({ act, ask }: Peered, world: string, named: string | undefined): Promise<void> {
  const rows = await ask('links', { world })
  const found = named === undefined ? undefined : rows.find((row) => row.name === named || row.other.startsWith(named))
  if (named !== undefined && !found) throw new Stop(cliMessage('link.unknown'))
  await act('say', { world, wishes: [{ wish: 'mine-not', ...(found && { to: found.other }) }] })
}

function cells({ ware, way, other, name, kinds, place, names, notes, again, untilMs, state }: LinkView, of: Names, nowMs: number): string[] {
  const tells = [...(place === 'none' ? [] : [place]), ...(names ? [sentence('link.with-names')] : []), ...(notes ? [sentence('link.with-notes')] : []), ...(again ? [sentence('link.on')] : [])]
  const where = name === undefined ? short(other) : clean(name)
  return [of.of(ware), sentence(`link.${way}`, { where }), kinds.map(clean).join(', '), tells.join(', '), state === 'live' ? sentence('link.until', { day: dayWords(untilMs, nowMs) }) : sentence(`link.${state}`)]
}
