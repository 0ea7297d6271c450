/**
 * `commune dissociate`: stops sharing with somebody, or shares again. It first shows who will and will not see what, and
 * afterwards who has followed (K3).
 */
import type { DissociationView } from '@commune/peer'
import { confirm } from '../cli/confirm.ts'
import { type Hand, show, withPeer } from '../cli/hand.ts'
import { type Names, namesIn, pickWare } from '../cli/names.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { Stop } from '../cli/stop.ts'
import { sentence } from '../words/index.ts'

interface DissociateOptions {
  readonly again?: boolean
  readonly look?: boolean
  readonly yes?: boolean
}

export const addDissociate: AddCommand = (program, start) => {
  const command = program
    .command('dissociate <ware>')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('dissociate.about'))
    .option('--look', sentence('dissociate.look'))
    .option('--again', sentence('dissociate.again'))
    .option('--yes', sentence('help.yes'))
    .action(start((hand, options: DissociateOptions, [ware]) => dissociate(hand, ware as string, options)))
  finish(command, {
    examples: ['commune dissociate Jonas --look', 'commune dissociate Jonas', 'commune dissociate Jonas --again'],
    world: true
  })
}

async function dissociate(hand: Hand, typed: string, { again = false, look = false, yes }: DissociateOptions): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const names = await namesIn(peer, world)
    const ware = pickWare(typed, names.rows)
    if (names.rows.some((row) => row.me && row.ware === ware)) throw new Stop({ key: 'peer.not-yourself' })
    const before = await peer.ask('dissociation', { world, ware })
    if (look) return show(hand, before, () => viewLines(before, names))
    if (!again && !hand.json) for (const line of beforeLines(before, names)) hand.terminal.out(line)
    await confirm(hand, sentence(again ? 'dissociate.ask-again' : 'dissociate.ask', { who: names.of(ware) }), yes)
    const after = await peer.act('dissociate', { world, ware, apart: !again })
    show(hand, after, () => viewLines(after, names))
  })
}

const listed = (wares: readonly string[], { of }: Names): string[] =>
  wares.length === 0 ? [sentence('dissociate.nobody')] : wares.map(of)

const beforeLines = ({ ware, iReach, stillShare }: DissociationView, names: Names): string[] => [
  sentence('dissociate.will-not', { who: names.of(ware) }),
  sentence('dissociate.will-see', { who: listed(iReach, names) }),
  ...(stillShare.length > 0 ? [sentence('dissociate.still', { who: names.of(ware), others: listed(stillShare, names) })] : []),
  sentence('dissociate.past', { who: names.of(ware) })
]

const viewLines = ({ ware, apart, iReach, followed, stillShare }: DissociationView, names: Names): string[] => [
  sentence(apart ? 'dissociate.apart' : 'dissociate.together', { who: names.of(ware) }),
  sentence('dissociate.reach', { who: listed(iReach, names) }),
  sentence('dissociate.followed', { who: listed(followed, names) }),
  ...(stillShare.length > 0 ? [sentence('dissociate.still', { who: names.of(ware), others: listed(stillShare, names) })] : [])
]
