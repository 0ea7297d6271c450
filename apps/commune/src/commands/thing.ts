/** `commune thing`: what is said of one by who looks after it, and things that are brought in, written down and let go. */
import type { CallThingWish, ThingRow, Will, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { Command } from 'commander'
import { type AddCommand, finish, oneOf, type Start } from '../cli/command.ts'
import { type Hand, type Peered, withPeer } from '../cli/hand.ts'
import { namesIn, pickWare } from '../cli/names.ts'
import { pickAct, pickThing, spanMs, valueFor } from '../cli/sensed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { cliMessage, sentence } from '../words/index.ts'
import { addThingAdd } from './thingAdd.ts'
import { addThingLeave } from './thingLeave.ts'
import { addThingMake } from './thingMake.ts'
import { addThingRemove } from './thingRemove.ts'
import { showThing } from './things.ts'

interface ThingOptions {
  readonly call?: string
  readonly place?: string
  readonly keeper?: string
  readonly with?: readonly string[]
  readonly gone?: boolean
  readonly point?: string
  readonly least?: string
  readonly most?: string
  readonly hold?: string
  readonly hand?: string
  readonly only?: readonly string[]
  readonly refuse?: boolean
  readonly ask?: boolean
  readonly free?: boolean
  readonly keep?: string
}

export const addThing: AddCommand = (program, start) => {
  const command = willOptions(program
    .command('thing <name>')
    .helpGroup(sentence('group.senses'))
    .description(sentence('thing.about'))
    .option('--call <name>', sentence('thing.call'))
    .option('--place <place>', sentence('thing.place'))
    .option('--keeper <ware>', sentence('thing.keeper'))
    .option('--with <ware...>', sentence('thing-with.about'))
    .option('--gone', sentence('thing.gone')))
    .action(start((hand, options: ThingOptions, [name]) => change(hand, name as string, options)))
  finish(command, {
    examples: ['commune thing "path lamp" --call "gate lamp" --place Gate', 'commune thing "path lamp" --most 60 --hold "10 s"', 'commune thing pump --keeper Mira --ask'],
    world: true
  })
  for (const add of [addThingAdd, addThingMake, addCall, addKeeper, addWith, addWill, addThingLeave, addThingRemove]) add(command, start)
}

const addCall = (thing: Command, start: Start): void => {
  const command = thing
    .command('call <name> [words...]')
    .description(sentence('thing-call.about'))
    .option('--place <place>', sentence('thing.place'))
    .action(
      start((hand, { place }: ThingOptions, [name, words = []]) => {
        const call = words.length === 0 ? undefined : (words as readonly string[]).join(' ')
        return change(hand, name as string, { ...(call !== undefined && { call }), ...(place !== undefined && { place }) })
      })
    )
  finish(command, { examples: ['commune thing call "path lamp" gate lamp --place Gate'], world: true })
}

const addKeeper = (thing: Command, start: Start): void => {
  const command = thing
    .command('keeper <name> [ware]')
    .description(sentence('thing-keeper.about'))
    .action(start((hand, _options: object, [name, ware]) => change(hand, name as string, { keeper: (ware as string | undefined) ?? '' })))
  finish(command, { examples: ['commune thing keeper pump Mira'], world: true })
}

const addWith = (thing: Command, start: Start): void => {
  const command = thing
    .command('with <name> [wares...]')
    .description(sentence('thing-with.about'))
    .action(start((hand, _options: object, [name, wares]) => change(hand, name as string, { with: (wares as readonly string[] | undefined) ?? [] })))
  finish(command, { examples: ['commune thing with "kitchen sensor" Mira Jonas'], world: true })
}

/** What act point it is about, and its bounds. */
const willOptions = (command: Command): Command =>
  command
    .option('--point <point>', sentence('thing.point'))
    .option('--least <number>', sentence('thing.least'))
    .option('--most <number>', sentence('thing.most'))
    .option('--hold <time>', sentence('thing.least-hold'))
    .option('--hand <time>', sentence('thing.hand'))
    .option('--refuse', sentence('thing.refuse'))
    .option('--ask', sentence('thing.ask'))
    .option('--no-ask', sentence('thing.no-ask'))
    .option('--keep <value>', sentence('thing.keep'))
    .option('--free', sentence('thing.free'))

const addWill = (thing: Command, start: Start): void => {
  const command = willOptions(thing.command('will <name>').description(sentence('thing-will.about')))
    .option('--only <word...>', sentence('thing-will.only'))
    .action(start((hand, options: ThingOptions, [name]) => change(hand, name as string, options)))
  finish(command, { examples: ['commune thing will "path lamp" --most 60 --hold "10 s"', 'commune thing will pump --refuse', 'commune thing will pump --point "auto off" --keep "600 s"'], world: true })
}

async function change(hand: Hand, typed: string, options: ThingOptions): Promise<void> {
  oneOf({ '--free': options.free, '--refuse': options.refuse, '--keep': options.keep })
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const row = pickThing(typed, await peer.ask('things', { world, gone: true }))
    const wishes = await wishesOf(peer, world, row, options)
    if (wishes.length === 0) throw new Stop(cliMessage('thing.what'), exitCodes.usage)
    await peer.act('say', { world, wishes })
    const now = await peer.ask('thing', { world, id: row.id })
    await showThing(hand, peer, world, now ?? row)
  })
}

async function wishesOf(peer: Peered, world: IdText, row: ThingRow, options: ThingOptions): Promise<Wish[]> {
  const { call, place, keeper, gone, with: household } = options
  const wishes: Wish[] = []
  const wares = household === undefined && keeper === undefined ? [] : (await namesIn(peer, world)).rows
  const called: CallThingWish = {
    wish: 'call-thing',
    thing: row.id,
    ...(call !== undefined && { name: call === '' ? null : call }),
    ...(place !== undefined && { place: place === '' ? null : place }),
    ...(household !== undefined && { with: household.length === 0 ? null : household.map((ware) => pickWare(ware, wares)) })
  }
  if (call !== undefined || place !== undefined || household !== undefined) wishes.push(called)
  if (keeper !== undefined) wishes.push({ wish: 'keeper', thing: row.id, keeper: keeper === '' ? null : pickWare(keeper, wares) })
  const will = willOf(row, options)
  if (will) wishes.push(will)
  if (gone) wishes.push({ wish: 'thing-gone', thing: row.id })
  return wishes
}

/** Bounds that are not named stay as they were. */
function willOf(row: ThingRow, { point, least, most, hold, hand, only, refuse, ask, free, keep }: ThingOptions): Wish | undefined {
  if ([least, most, hold, hand, only, refuse, ask, free, keep].every((each) => each === undefined)) return undefined
  const act = pickAct(row, point)
  if (free) return { wish: 'will', thing: row.id, point: act.key, will: null }
  if (keep !== undefined) return { wish: 'will', thing: row.id, point: act.key, will: { kept: valueFor(row, act, keep) } }
  const { refuses, kept: _kept, ...before } = act.will ?? {}
  const will: Will = {
    ...before,
    ...(refuse === true || (refuses && least === undefined && most === undefined && only === undefined) ? { refuses: true as const } : {}),
    ...(least !== undefined && { min: numberOf(least) }),
    ...(most !== undefined && { max: numberOf(most) }),
    ...(only !== undefined && { words: only }),
    ...(hold !== undefined && { leastMs: spanMs(hold) }),
    ...(hand !== undefined && { handMs: spanMs(hand) }),
    ...(ask !== undefined && { asks: ask })
  }
  return { wish: 'will', thing: row.id, point: act.key, will }
}

function numberOf(text: string): number {
  const number = Number(text.trim().replace(',', '.'))
  if (text.trim() === '' || !Number.isFinite(number)) throw new Stop(cliMessage('thing.number', { text: text.slice(0, 60) }), exitCodes.usage)
  return number
}
