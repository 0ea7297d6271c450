/** `commune broker`: the devices that come to the broker of this box, who may, and what was refused. */
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pickNamed } from '../cli/ids.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import type { DevicesView } from '../daemon/own.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

interface BrokerOptions {
  readonly let?: string
  readonly says?: readonly string[]
  readonly hears?: readonly string[]
  readonly asked?: readonly string[]
  readonly away?: string
}

export const addBroker: AddCommand = (program, start) => {
  const command = program
    .command('broker')
    .helpGroup(sentence('group.senses'))
    .description(sentence('broker.about'))
    .option('--let <name>', sentence('broker.let'))
    .option('--says <topic...>', sentence('broker.says'))
    .option('--hears <topic...>', sentence('broker.hears'))
    .option('--asked <topic...>', sentence('broker.asked'))
    .option('--away <name>', sentence('broker.away'))
    .action(start(broker))
  finish(command, { examples: ['commune broker', 'commune broker --let "zigbee gateway" --says zigbee2mqtt homeassistant', 'commune broker --away "zigbee gateway"'] })
}

async function broker(hand: Hand, options: BrokerOptions): Promise<void> {
  oneOf({ '--let': options.let, '--away': options.away })
  await withPeer(hand, async (peer) => {
    const view = await peer.own('devices', {})
    if (!view) throw new Stop(cliMessage('broker.off'))
    if (options.let !== undefined) return letIn(hand, peer, options.let, options)
    if (options.away === undefined) return show(hand, view, () => linesOf(hand, view))
    const id = pickNamed(options.away, view.access)
    await peer.own('withdrawDevice', { id })
    show(hand, { withdrawn: id }, () => [sentence('broker.withdrawn', { id })])
  })
}

async function letIn(hand: Hand, peer: Peered, name: string, { says = [], hears = [], asked = [] }: BrokerOptions): Promise<void> {
  const made = await peer.own('admitDevice', { name, says, hears, asked })
  show(hand, made, () => [sentence('broker.made', { id: made.id }), sentence('broker.secret', { secret: made.secret }), say({ key: 'mqtt.credential.once' })])
}

const linesOf = (hand: Hand, { address, bypassable, problem, access, refused }: DevicesView): string[] => [
  sentence('broker.at', { address }),
  ...(bypassable ? [say({ key: 'mqtt.bypassable', params: { address } })] : []),
  ...(problem ? [say(problem)] : []),
  ...(access.length === 0 && !bypassable ? [sentence('broker.none')] : []),
  ...table(hand, access.map((row) => [row.id, clean(row.name), sentence(row.here ? 'broker.row-here' : 'broker.row-away'), sentence('broker.row', { says: row.says.join(', ') })])),
  ...refused.map(({ words, times }) => sentence('broker.refused', { words: say(words), n: times }))
]
