/** `commune thing make`: something that people read by hand, written down as a thing. */
import type { LeavingChoice, Thing, ThingRow } from '@commune/commune'
import { defaultChoice } from '@commune/commune/senses'
import type { IdText } from '@commune/protocol'
import type { Command } from 'commander'
import { finish, type Start } from '../cli/command.ts'
import { type Hand, type Peered, withPeer } from '../cli/hand.ts'
import { keyFrom, readingFrom } from '../cli/handPoints.ts'
import { spanMs } from '../cli/sensed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { cliMessage, sentence } from '../words/index.ts'
import { showThing } from './things.ts'

interface MakeOptions {
  readonly reading?: readonly string[]
  readonly place?: string
  readonly holds?: string
  readonly commons?: boolean
}

export const addThingMake = (thing: Command, start: Start): void => {
  const command = thing
    .command('make <name>')
    .description(sentence('thing-make.about'))
    .option('--reading <what...>', sentence('thing-make.reading'))
    .option('--place <place>', sentence('thing.place'))
    .option('--holds <time>', sentence('thing-make.holds'))
    .option('--commons', sentence('thing-make.commons'))
    .action(start((hand, options: MakeOptions, [name]) => make(hand, name as string, options)))
  finish(command, {
    examples: ['commune thing make "Tomato bed" --reading "soil: dry|moist|wet" --holds "3 days" --commons', 'commune thing make "Water meter" --reading "count: meter m³"'],
    world: true
  })
}

async function make(hand: Hand, name: string, { reading, place, holds, commons }: MakeOptions): Promise<void> {
  const staleMs = holds === undefined ? undefined : spanMs(holds)
  const readings = (reading ?? []).map((text) => readingFrom(text, staleMs))
  if (readings.length === 0) throw new Stop(cliMessage('thing-make.no-reading'), exitCodes.usage)
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const thing: Thing = { ...{ key: keyFrom(name), name, readings, pulses: [], acts: [] }, ...(place !== undefined && { place }) }
    const row = await makeByHand(peer, world, thing)
    if (commons === true) await peer.act('say', { world, wishes: readings.map((point) => ({ wish: 'leave', thing: row.id, point: point.key, choice: openly(point) })) })
    await showThing(hand, peer, world, (await peer.ask('thing', { world, id: row.id })) ?? row)
  })
}

/** Of the place and of nobody: free text stays all the same, as nobody can tell what will stand in it. */
const openly = (point: Thing['readings'][number]): LeavingChoice => {
  const choice = defaultChoice(point, 'commons')
  return point.shape.is === 'text' ? choice : { ...choice, transform: { is: 'as-it-is' } }
}

/** Says it to the world. Stops when there is one of this name already. */
export const makeByHand = async (peer: Peered, world: IdText, thing: Thing): Promise<ThingRow> => {
  const find = async (): Promise<ThingRow | undefined> => {
    const { device } = await peer.ask('self', {})
    return (await peer.ask('things', { world })).find((row) => row.source === 'hand' && row.device === device && row.key === thing.key)
  }
  if (await find()) throw new Stop(cliMessage('thing-make.twice', { name: thing.name }))
  await peer.act('say', { world, wishes: [{ wish: 'thing', source: 'hand', thing }] })
  return (await find()) as ThingRow
}
