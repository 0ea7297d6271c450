/** `commune serve`: who is told of the things here as descriptions for programs, granted by a token that is shown once. */
import type { IdText } from '@commune/protocol'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pickNamed } from '../cli/ids.ts'
import { namesIn, pickWare } from '../cli/names.ts'
import { pickThing } from '../cli/sensed.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { dayWords, readUntil } from '../cli/when.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import type { NewGrant } from '../wot/grants.ts'
import type { WebThingsView } from '../wot/webThings.ts'

interface ServeOptions {
  readonly grant?: string
  readonly things?: readonly string[]
  readonly asks?: boolean
  readonly for?: string
  readonly until?: string
  readonly withdraw?: string
}

/** About three months, as agreements. */
const usualMs = 90 * 86_400_000

export const addServe: AddCommand = (program, start) => {
  const command = program
    .command('serve')
    .helpGroup(sentence('group.senses'))
    .description(sentence('serve.about'))
    .option('--grant <name>', sentence('serve.grant'))
    .option('--things <name...>', sentence('serve.things'))
    .option('--asks', sentence('serve.asks'))
    .option('--for <ware>', sentence('serve.for'))
    .option('--until <when>', sentence('serve.until'))
    .option('--withdraw <name>', sentence('serve.withdraw'))
    .action(start((hand, options: ServeOptions) => serve(hand, options)))
  finish(command, { examples: ['commune serve', 'commune serve --grant "wall panel" --things "path lamp" --asks', 'commune serve --withdraw "wall panel"'], world: true })
}

async function serve(hand: Hand, options: ServeOptions): Promise<void> {
  oneOf({ '--grant': options.grant, '--withdraw': options.withdraw })
  await withPeer(hand, async (peer) => {
    const view = await peer.own('webThings', {})
    if (options.withdraw !== undefined) {
      const id = pickNamed(options.withdraw, view.granted)
      const name = view.granted.find((row) => row.id === id)?.name ?? id
      await peer.own('withdrawGrant', { id })
      return show(hand, { withdrawn: id }, () => [sentence('serve.withdrawn', { name: clean(name) })])
    }
    if (options.grant !== undefined) {
      const made = await peer.own('grantThings', await grantOf(hand, peer, options.grant, options))
      return show(hand, made, () => [sentence('serve.granted', { address: made.address }), sentence('serve.token', { token: made.token }), sentence('serve.once')])
    }
    const { address, granted, problems } = view
    const lines = await linesOf(hand, peer, view)
    show(hand, { address, granted, problems }, () => lines)
  })
}

async function grantOf(hand: Hand, peer: Peered, name: string, { things, asks, for: ware, until }: ServeOptions): Promise<NewGrant> {
  const { world } = await peer.world()
  const [rows, { device }] = await Promise.all([peer.ask('things', { world }), peer.ask('self', {})])
  const picked = things?.map((typed) => {
    const row = pickThing(typed, rows)
    if (row.device !== device) throw new Stop(cliMessage('serve.not-here', { thing: clean(say(row.called)) }))
    return row.id
  })
  return {
    ...{ world, name, asks: asks === true, untilMs: until === undefined ? hand.nowMs() + usualMs : readUntil(until, hand.nowMs()) },
    ...(picked && { things: picked }),
    ...(ware !== undefined && { ware: pickWare(ware, (await namesIn(peer, world)).rows) })
  }
}

async function linesOf(hand: Hand, peer: Peered, { address, granted, problems }: WebThingsView): Promise<string[]> {
  const names = new Map<IdText, Awaited<ReturnType<typeof namesIn>>>()
  for (const { world } of granted) if (!names.has(world)) names.set(world, await namesIn(peer, world))
  const nowMs = hand.nowMs()
  return [
    ...problems.map((problem) => say(problem)),
    granted.length === 0 ? sentence('serve.none') : sentence('serve.at', { address }),
    ...table(hand, granted.map(({ world, name, things, asks, ware, untilMs }) => [
      `  ${clean(name)}`,
      things === undefined ? sentence('serve.all') : sentence('serve.some', { n: things.length }),
      sentence(asks ? 'serve.may-ask' : 'serve.looks'),
      untilMs <= nowMs ? sentence('serve.lapsed') : sentence('serve.row-until', { until: dayWords(untilMs, nowMs) }),
      ware === undefined ? '' : sentence('serve.as', { who: names.get(world)?.of(ware) ?? '' })
    ]))
  ]
}
