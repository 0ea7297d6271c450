/** `commune status`: what listens and what is off, who is connected, how many keep a copy, what is wrong. */
import type { Message } from '@commune/commune'
import type { Status, WorldSummary } from '@commune/peer'
import { short } from '../cli/ids.ts'
import { type Hand, show, table, withPeer } from '../cli/hand.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { keptWords } from '../cli/kept.ts'
import { bytesWords } from '../cli/bytes.ts'
import { clean } from '../cli/table.ts'
import { say, sentence } from '../words/index.ts'

export const addStatus: AddCommand = (program, start) => {
  const command = program
    .command('status')
    .helpGroup(sentence('group.box'))
    .description(sentence('status.about'))
    .action(start(status))
  finish(command, { examples: ['commune status', 'commune status --json'] })
}

async function status(hand: Hand): Promise<void> {
  await withPeer(hand, async ({ ask }) => {
    const [self, found, worlds] = await Promise.all([ask('self', {}), ask('status', {}), ask('worlds', {})])
    show(hand, { self, ...found, worlds, data: hand.folder }, () => [
      sentence('status.self', {
        name: clean(self.name ?? sentence('first.box')),
        version: found.version,
        folder: hand.folder,
        size: bytesWords(found.storeBytes)
      }),
      '',
      sentence('status.listens'),
      ...listenLines(hand, found),
      '',
      found.connections.length === 0
        ? sentence('status.nobody')
        : sentence('status.connections', { n: found.connections.length }),
      ...connectionLines(hand, found, worlds),
      ...(found.refused > 0 ? [sentence('status.refused', { n: found.refused })] : []),
      '',
      ...worlds.flatMap(worldLines),
      ...problemLines(found.problems, self.backedUp)
    ])
  })
}

const listenLines = (hand: Hand, { listeners }: Status): string[] =>
  table(
    hand,
    listeners.map(({ what, address, on }) => [`  ${sentence(on ? 'status.on' : 'status.off')}`, address, what])
  )

const connectionLines = (hand: Hand, { connections }: Status, worlds: readonly WorldSummary[]): string[] =>
  table(
    hand,
    connections.map(({ address, incoming, worlds: shared, ware }) => {
      const names = shared.map((id) => worlds.find((world) => world.world === id)?.name ?? short(id))
      return [
        `  ${sentence(incoming ? 'status.incoming' : 'status.outgoing')}`,
        address,
        ware === undefined ? '' : short(ware),
        names.join(', ')
      ]
    })
  )

const worldLines = (world: WorldSummary): string[] => [
  sentence('status.world', { name: clean(world.name), id: short(world.world), n: world.wares, entries: world.entries }),
  `  ${keptWords(world.kept)}`,
  ...(world.coming > 0 ? [`  ${sentence('status.coming', { n: world.coming })}`] : []),
  ...(world.sealed > 0 ? [`  ${sentence('status.sealed', { n: world.sealed })}`] : [])
]

const problemLines = (problems: readonly Message[], backedUp: boolean): string[] => [
  ...problems.map((problem) => say(problem)),
  ...(backedUp ? [] : [sentence('status.no-backup')])
]
