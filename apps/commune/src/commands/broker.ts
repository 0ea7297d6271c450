/** `commune broker`: the devices that come to the broker of a box, who may, and what was refused. Asked of the box wherever it is. */
import type { AccessGrant, AccessRow, BrokerRow, BrokerView, LetIn, RefusedRow } from '@commune/peer'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { type Hand, show, table, withPeer } from '../cli/hand.ts'
import { pick, pickNamed, short } from '../cli/ids.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

interface BrokerOptions {
  readonly let?: string
  readonly says?: readonly string[]
  readonly hears?: readonly string[]
  readonly asked?: readonly string[]
  readonly away?: string
  readonly renew?: string
  readonly change?: string
  readonly call?: string
  readonly not?: readonly string[]
  readonly box?: string
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
    .option('--change <name>', sentence('broker.change'))
    .option('--call <name>', sentence('broker.call'))
    .option('--not <topic...>', sentence('broker.not'))
    .option('--renew <name>', sentence('broker.renew'))
    .option('--away <name>', sentence('broker.away'))
    .option('--box <device>', sentence('broker.box'))
    .action(start(broker))
  const examples = [
    'commune broker',
    'commune broker --let "zigbee gateway" --says zigbee2mqtt homeassistant',
    'commune broker --change "zigbee gateway" --says attic --not cellar',
    'commune broker --away "zigbee gateway"'
  ]
  finish(command, { examples, world: true })
}

type Box = BrokerRow & { readonly view: BrokerView }

async function broker(hand: Hand, options: BrokerOptions): Promise<void> {
  oneOf({ '--let': options.let, '--away': options.away, '--renew': options.renew, '--change': options.change })
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const { device, view } = boxOf(await peer.ask('brokers', { world }), options.box)
    const about = { world, device }
    if (options.let !== undefined) {
      const { says = [], hears = [], asked = [] } = options
      return showMade(hand, view, await peer.act('admitDevice', { ...about, name: options.let, says, hears, asked }))
    }
    if (options.renew !== undefined) return showMade(hand, view, await peer.act('renewDevice', { ...about, id: pickNamed(options.renew, view.access) }))
    if (options.change !== undefined) {
      const id = pickNamed(options.change, view.access)
      const next = changed(view.access.find((row) => row.id === id) as AccessRow, options)
      await peer.act('regrantDevice', { ...about, id, ...next })
      return show(hand, { id, ...next }, () => [sentence('broker.changed', { name: next.name })])
    }
    if (options.away === undefined) return show(hand, view, () => linesOf(hand, view))
    const id = pickNamed(options.away, view.access)
    await peer.act('withdrawDevice', { ...about, id })
    show(hand, { withdrawn: id }, () => [sentence('broker.withdrawn', { id })])
  })
}

/** The box that is named; else this one, or the only one there is. */
function boxOf(rows: readonly BrokerRow[], named: string | undefined): Box {
  const there = rows.filter((row): row is Box => row.view !== undefined)
  const wanted = named === undefined ? undefined : pick(named, rows.map(({ device }) => device))
  const found = there.find(({ device, me }) => (wanted === undefined ? me : device === wanted)) ?? (there.length === 1 && wanted === undefined ? there[0] : undefined)
  if (found) return found
  if (rows.length === 0) throw new Stop(cliMessage('broker.off'))
  if (there.length === 0 || wanted !== undefined) throw new Stop(cliMessage('broker.away-now'))
  throw new Stop(cliMessage('broker.many', { n: there.length, boxes: there.map(({ device, view }) => `${short(device)} (${view.address})`) }))
}

/** What it is called and granted from now on: what there was, with what is added and without what is taken away. */
function changed({ name, says, hears, asked }: AccessRow, options: BrokerOptions): { readonly name: string } & AccessGrant {
  const over = new Set(options.not)
  for (const topic of over) if (![...says, ...hears, ...asked].includes(topic)) throw new Stop(cliMessage('broker.not-granted', { name, topic: clean(topic) }))
  const list = (before: readonly string[], more: readonly string[] = []): string[] => [...new Set([...before.filter((topic) => !over.has(topic)), ...more])]
  if ([options.call, options.says, options.hears, options.asked, options.not].every((each) => each === undefined)) throw new Stop(cliMessage('broker.change-what'))
  return { name: options.call ?? name, says: list(says, options.says), hears: list(hears, options.hears), asked: list(asked, options.asked) }
}

const showMade = (hand: Hand, { address }: BrokerView, { id, secret }: LetIn): void => {
  show(hand, { id, secret }, () => [sentence('broker.at', { address: clean(address) }), sentence('broker.made', { id }), sentence('broker.secret', { secret }), say({ key: 'mqtt.credential.once' })])
}

const linesOf = (hand: Hand, { address, bypassable, builtIn, problem, access, refused }: BrokerView): string[] => [
  sentence('broker.at', { address: clean(address) }),
  ...(bypassable ? [say({ key: 'mqtt.bypassable', params: { address: clean(address) } })] : []),
  ...(problem ? [clean(say(problem))] : []),
  ...(access.length === 0 && builtIn ? [sentence('broker.none')] : []),
  ...table(hand, access.map(({ id, name, here, says }) => [
    ...[id, clean(name)],
    here === undefined ? '' : sentence(here ? 'broker.row-here' : 'broker.row-away'),
    sentence('broker.row', { says: says.map(clean).join(', ') })
  ])),
  ...refused.map((row) => sentence('broker.refused', { words: wordsOf(row), n: row.times }))
]

/** The broker's own words name whose it is; those of discovery are said of an announcement. */
function wordsOf({ words, of, at }: RefusedRow): string {
  const said = clean(say(words))
  if (at === undefined) return said
  const placed = sentence('broker.refused-at', { words: said, at: clean(at) })
  return of === undefined ? placed : sentence('broker.refused-of', { of: clean(of), words: placed })
}
