/** `commune worlds`: the worlds this ware takes part in; begins, names, places and chooses them. */
import { type Hand, type Peered, pickWorld, show, table, withPeer } from '../cli/hand.ts'
import { bytesWords } from '../cli/bytes.ts'
import { pick, short } from '../cli/ids.ts'
import { chooseWorld } from '../cli/choose.ts'
import { keptWords } from '../cli/kept.ts'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { readSettings } from '../daemon/folder.ts'
import { cliMessage, sentence } from '../words/index.ts'

interface WorldsOptions {
  readonly begin?: string
  readonly rename?: string
  readonly at?: string
  readonly use?: string
  readonly stopCarrying?: string
}

export const addWorlds: AddCommand = (program, start) => {
  const command = program
    .command('worlds')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('worlds.about'))
    .option('--begin <name>', sentence('worlds.begin'))
    .option('--rename <name>', sentence('worlds.rename'))
    .option('--at <latitude,longitude>', sentence('worlds.at'))
    .option('--use <world>', sentence('worlds.use'))
    .option('--stop-carrying <world>', sentence('worlds.stop'))
    .action(start(worlds))
  finish(command, {
    examples: ['commune worlds', 'commune worlds --begin "The garden"', 'commune worlds --at 52.5,13.4'],
    world: true
  })
}

async function worlds(hand: Hand, options: WorldsOptions): Promise<void> {
  const { begin, use, stopCarrying, rename, at } = options
  oneOf({ '--begin': begin, '--use': use, '--stop-carrying': stopCarrying, [rename === undefined ? '--at' : '--rename']: rename ?? at })
  await withPeer(hand, async (peer) => {
    const { act, ask } = peer
    if (options.begin !== undefined) {
      const { world } = await act('beginWorld', { name: options.begin })
      const begun = await ask('world', { world })
      return show(hand, begun, () => [sentence('worlds.begun', { name: clean(begun.name), id: short(world) })])
    }
    if (options.use !== undefined) {
      const found = pickWorld(options.use, await ask('worlds', {}))
      const failed = chooseWorld(hand, found.world)
      if (failed) throw new Stop(failed)
      return show(hand, found, () => [sentence('worlds.used', { name: clean(found.name) })])
    }
    const carried = await ask('carried', {})
    if (options.stopCarrying !== undefined) {
      const handle = pick(options.stopCarrying, carried.map((row) => row.handle))
      await act('carryNoMore', { handle })
      return show(hand, { handle }, () => [sentence('worlds.stopped', { id: short(handle) })])
    }
    if (options.rename !== undefined || options.at !== undefined) return change(hand, peer, options)
    const rows = await ask('worlds', {})
    const chosen = readSettings(hand.folder).world
    show(hand, carried.length > 0 ? [...rows, ...carried] : rows, () => [
      ...table(
        hand,
        rows.map((row) => [
          short(row.world),
          [clean(row.name), ...(row.world === chosen ? [sentence('worlds.chosen')] : []), ...(row.left ? [sentence('worlds.left')] : [])].join(' '),
          sentence('worlds.row', { n: row.wares, here: row.here, entries: row.entries }),
          keptWords(row.kept)
        ])
      ),
      ...(rows.length === 0 ? [sentence('cli.no-world')] : []),
      ...(carried.length > 0 ? [sentence('worlds.carried')] : []),
      ...table(
        hand,
        carried.map(({ handle, envelopes, bytes, here }) => [short(handle), sentence('worlds.carried-row', { n: envelopes, size: bytesWords(bytes), here })])
      )
    ])
  })
}

async function change(hand: Hand, { act, ask, world }: Peered, { rename, at }: WorldsOptions): Promise<void> {
  const { world: id } = await world()
  await act('say', {
    world: id,
    wishes: [{ wish: 'world', ...(rename !== undefined && { name: rename }), ...(at !== undefined && placeOf(at)) }]
  })
  const changed = await ask('world', { world: id })
  show(hand, changed, () => [sentence('worlds.changed', { name: clean(changed.name), id: short(id) })])
}

function placeOf(text: string): { latitude: number; longitude: number } {
  const found = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text.replaceAll('\u2212', '-'))
  if (!found) throw new Stop(cliMessage('worlds.at-wrong'))
  return { latitude: Number(found[1]), longitude: Number(found[2]) }
}
