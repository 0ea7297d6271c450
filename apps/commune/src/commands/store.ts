/** `commune place`, `made` and `stocktake`: where places lie, what was made of what, what was counted. */
import type { PortionRow, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pick, short } from '../cli/ids.ts'
import { type FlowOptions, sceneAt, stockOf } from '../cli/lines.ts'
import { readPairs } from '../cli/moments.ts'
import { namesIn } from '../cli/names.ts'
import { portionCells } from '../cli/rows.ts'
import { clean } from '../cli/table.ts'
import { sentence } from '../words/index.ts'

/** All portions, those that are used up as well: by these ids they are named. */
export const portionsIn = async ({ ask }: Peered, world: IdText, query: { empty?: boolean; text?: string; place?: string } = { empty: true }): Promise<PortionRow[]> =>
  (await ask('stock', { world, ...query })).flatMap((place) => place.lines.flatMap((line) => line.portions))

export const pickPortion = async (peer: Peered, world: IdText, typed: string): Promise<string> =>
  pick(
    typed,
    (await portionsIn(peer, world)).map((row) => row.id)
  )

export const addPlace: AddCommand = (program, start) => {
  const command = program
    .command('place [name]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('place.about'))
    .option('--in <place>', sentence('place.in'))
    .action(start((hand, { in: outer }: { in?: string }, [name]) => placeIn(hand, name as string | undefined, outer)))
  finish(command, { examples: ['commune place "top shelf" --in cellar', 'commune place'], world: true })
}

async function placeIn(hand: Hand, name: string | undefined, outer: string | undefined): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    if (name === undefined || outer === undefined) {
      const places = await peer.ask('placesIn', { world })
      const shown = name === undefined ? places : places.filter((row) => row.place.toLowerCase() === name.toLowerCase())
      return show(hand, shown, () => (shown.length === 0 ? [sentence('place.none')] : shown.map((row) => sentence('place.said', { place: clean(row.place), outer: clean(row.in) }))))
    }
    const inside = outer.trim() === '' ? null : outer
    const { ids } = await peer.act('say', { world, wishes: [{ wish: 'place-in', place: name, in: inside }] })
    show(hand, { ids }, () => [inside === null ? sentence('place.said-none', { place: clean(name) }) : sentence('place.said', { place: clean(name), outer: clean(inside) })])
  })
}

interface MakeOptions {
  readonly took?: readonly string[]
  readonly gave?: readonly string[]
  readonly note?: string
}

export const addMade: AddCommand = (program, start) => {
  const command = program
    .command('made')
    .helpGroup(sentence('group.flows'))
    .description(sentence('made.about'))
    .option('--took <pair...>', sentence('made.took'))
    .option('--gave <words...>', sentence('made.gave'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: MakeOptions) => make(hand, options)))
  finish(command, { examples: ['commune made --took 3kf0="2 kg" --gave "3 loaves of bread in the kitchen"'], world: true })
}

async function make(hand: Hand, { took, gave, note }: MakeOptions): Promise<void> {
  const pairs = readPairs(took)
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const all = (await portionsIn(peer, world)).map((row) => row.id)
    const wish: Wish = {
      wish: 'make',
      took: pairs.map(({ id, amount }) => ({ portion: pick(id, all), quantity: amount })),
      gave: (gave ?? []).map((line) => {
        const { wish: _, ...portion } = stockOf(line, {} as FlowOptions, sceneAt(hand.nowMs()))
        return portion
      }),
      ...(note !== undefined && { note })
    }
    const { ids } = await peer.act('say', { world, wishes: [wish] })
    show(hand, { ids }, () => [sentence('made.said', { id: short(ids.at(-1) as string) })])
  })
}

export const addStocktake: AddCommand = (program, start) => {
  const command = program
    .command('stocktake <place>')
    .helpGroup(sentence('group.flows'))
    .description(sentence('stocktake.about'))
    .option('--found <pair...>', sentence('stocktake.found'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: { found?: readonly string[]; note?: string }, [where]) => stocktake(hand, where as string, options)))
  finish(command, { examples: ['commune stocktake cellar --found 3kf0="11 jars" --found 8ab2=0'], world: true })
}

async function stocktake(hand: Hand, where: string, { found, note }: { readonly found?: readonly string[]; readonly note?: string }): Promise<void> {
  const pairs = readPairs(found)
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const all = (await portionsIn(peer, world)).map((row) => row.id)
    const counted = pairs.map(({ id, amount }) => ({ portion: pick(id, all), quantity: amount }))
    const ids = counted.length === 0 ? [] : (await peer.act('say', { world, wishes: [{ wish: 'stocktake', found: counted, ...(note !== undefined && { note }) }] })).ids
    const [unfound, names] = await Promise.all([peer.ask('unfound', { world, place: where, found: counted.map(({ portion }) => portion) }), namesIn(peer, world)])
    show(hand, { ids, unfound }, () => [
      ...(counted.length > 0 ? [sentence('stocktake.said', { n: counted.length })] : []),
      ...(unfound.length > 0 ? [sentence('stocktake.unfound', { n: unfound.length })] : []),
      ...table(
        hand,
        unfound.map((row) => portionCells(row, names, hand.nowMs()))
      )
    ])
  })
}
