/** `commune join`: comes into a world by an invitation, with the daemon or without one. */
import { daemonOf, type Hand, type Peered, peered, show, showAnd, withDaemon } from '../cli/hand.ts'
import { chooseWorld } from '../cli/choose.ts'
import { short } from '../cli/ids.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { clean } from '../cli/table.ts'
import { readSettings } from '../daemon/folder.ts'
import { sentence } from '../words/index.ts'

/** How long a join without a daemon waits for what was said before to come. */
const comingMs = 30_000
const quietMs = 1_000

export const addJoin: AddCommand = (program, start) => {
  const command = program
    .command('join <link>')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('join.about'))
    .action(start((hand, _options, [link]) => join(hand, link as string)))
  finish(command, { alone: true, examples: ["commune join 'http://192.168.1.20:4810/#hQEAWCB…'"] })
}

async function join(hand: Hand, link: string): Promise<void> {
  const daemon = await daemonOf(hand)
  if (daemon) return withDaemon(hand, daemon, (peer) => joinWith(hand, peer, link, false))
  const { openAlone } = await import('../daemon/alone.ts')
  const alone = await openAlone(hand, { network: true })
  try {
    await joinWith(hand, peered(hand, alone), link, true)
  } finally {
    await alone.close()
  }
}

async function joinWith(hand: Hand, { ask, act }: Peered, link: string, alone: boolean): Promise<void> {
  const { world, carried } = await act('join', { link })
  if (carried) {
    const row = (await ask('carried', {})).find(({ handle }) => handle === world)
    return show(hand, row, () => [sentence('join.carried', { id: short(world) }), ...(alone ? [sentence('join.alone')] : [])])
  }
  if (alone) await come(hand, () => ask('world', { world }))
  const joined = await ask('world', { world })
  const others = (await ask('worlds', {})).length > 1
  const failed = others || readSettings(hand.folder).world !== undefined ? chooseWorld(hand, world) : undefined
  const named = (await ask('wares', { world })).find((row) => row.me)?.name !== undefined
  const lines = (): string[] => [
    sentence('join.done', { name: clean(joined.name), id: short(world), n: joined.wares, entries: joined.entries }),
    ...(others && !failed ? [sentence('join.chosen')] : []),
    ...(named ? [] : [sentence('join.nameless')]),
    ...(alone ? [sentence('join.alone')] : [])
  ]
  showAnd(hand, joined, lines, failed)
}

/** Waits until nothing more has come for a moment. */
async function come(hand: Hand, look: () => Promise<{ entries: number; coming: number }>): Promise<void> {
  const untilMs = hand.nowMs() + comingMs
  for (let last = -1; hand.nowMs() < untilMs;) {
    const { entries, coming } = await look()
    if (entries === last && coming === 0) return
    last = entries
    hand.terminal.rewrite(sentence('join.coming', { n: entries }))
    await new Promise((resolve) => setTimeout(resolve, quietMs))
  }
}
