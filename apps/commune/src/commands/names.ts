/** `commune same`, `commune differ` and `commune amount`: which names mean one thing, and how amounts of a thing measure. */
import { type Quantity, shown } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { type Hand, type Peered, show, withPeer } from '../cli/hand.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { short } from '../cli/ids.ts'
import { sceneAt, stockOf } from '../cli/lines.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

interface NoteOption {
  readonly note?: string
}
interface AmountOptions extends NoteOption {
  readonly of?: string
  readonly in?: string
}

export const addSame: AddCommand = (program, start) => {
  const command = program
    .command('same [name] [other]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('same.about'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: NoteOption, [name, other]) => same(hand, name as string | undefined, other as string | undefined, options)))
  finish(command, { examples: ['commune same flour Mehl', 'commune same Mehl', 'commune same'], world: true })
}

export const addDiffer: AddCommand = (program, start) => {
  const command = program
    .command('differ <name> <other>')
    .helpGroup(sentence('group.flows'))
    .description(sentence('differ.about'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: NoteOption, [name, other]) => pair(hand, 'name-differ', name as string, other as string, options)))
  finish(command, { examples: ['commune differ cream "sour cream"'], world: true })
}

export const addAmount: AddCommand = (program, start) => {
  const command = program
    .command('amount <amount> [equal]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('amount.about'))
    .option('--of <thing>', sentence('amount.of'))
    .option('--in <unit>', sentence('amount.in'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: AmountOptions, [amount, equal]) => amountOf(hand, amount as string, equal as string | undefined, options)))
  const examples = ['commune amount "1 cup of flour" "120 g"', 'commune amount "1 lemon" "45 ml" --of "lemon juice"', 'commune amount "3 cups of flour" --in g']
  finish(command, { examples, world: true })
}

/** Two names are one thing; one name: what may mean the same; none: what does not fit together. */
async function same(hand: Hand, name: string | undefined, other: string | undefined, options: NoteOption): Promise<void> {
  if (name !== undefined && other !== undefined) return pair(hand, 'name-same', name, other, options)
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    if (name === undefined) {
      const questions = await peer.ask('nameQuestions', { world })
      return show(hand, questions, () => (questions.length === 0 ? [sentence('same.settled')] : questions.map(({ words }) => clean(say(words)))))
    }
    const found = await peer.ask('suggest', { world, name })
    show(hand, found, () =>
      found.length === 0 ? [sentence('same.none', { name: clean(name) })] : found.map((one) => `${clean(one.name)}  ${one.same ? sentence('same.is') : clean(say(one.why))}`)
    )
  })
}

async function pair(hand: Hand, wish: 'name-same' | 'name-differ', a: string, b: string, { note }: NoteOption): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const { ids } = await peer.act('say', { world, wishes: [{ wish, a, b, ...(note !== undefined && { note }) }] })
    const row = await peer.ask('sameAs', { world, a, b })
    show(hand, { ids, ...row }, () => [`${short(ids[0] as string)}  ${clean(say(row.why))}`])
  })
}

async function amountOf(hand: Hand, text: string, equal: string | undefined, { of, in: unit, note }: AmountOptions): Promise<void> {
  if ((equal === undefined) === (unit === undefined)) throw new Stop(cliMessage('amount.either'))
  const { thing, quantity } = stockOf(text, {}, sceneAt(hand.nowMs()))
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const about = { thing, ...(of !== undefined && { of }) }
    if (equal === undefined) return convert(hand, peer, { world, quantity, unit: unit as string, ...about })
    const { ids } = await peer.act('say', { world, wishes: [{ wish: 'name-amount', from: quantity, to: equal, ...about, ...(note !== undefined && { note }) }] })
    const factors = await peer.ask('amounts', { world, thing })
    const said = factors.find(({ id }) => id === ids[0])
    show(hand, { ids, amount: said ?? null }, () => [said ? `${short(said.id)}  ${clean(say(said.words))}.` : sentence('stock.said', { id: short(ids[0] as string) })])
  })
}

interface Asked {
  readonly world: IdText
  readonly quantity: Quantity | string
  readonly unit: string
  readonly thing: string
  readonly of?: string
}

/** The amount, what it went by, and what others say of that. */
async function convert(hand: Hand, { ask }: Peered, asked: Asked): Promise<void> {
  const found = await ask('converted', asked)
  show(hand, found, () => [
    clean(say(shown(found.quantity))),
    ...found.by.map(({ words }) => sentence('amount.by', { words: clean(say(words)) })),
    ...found.unlike.map(({ quantity, by }) => sentence('amount.unlike', { quantity: clean(say(shown(quantity))), words: clean(say(by.words)) }))
  ])
}
