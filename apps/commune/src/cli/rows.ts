/** Rows of needs, offers and stock as lines of a terminal: who or what, then what is so. */
import { type CommitmentRow, type IntentRow, type PortionRow, type Quantity, shown } from '@commune/commune'
import { say, sentence } from '../words/index.ts'
import { short } from './ids.ts'
import type { Names } from './names.ts'
import { clean } from './table.ts'
import { dayWords } from './when.ts'

/** “3 loaves of bread, at kitchen, until Friday”. */
export const whatLine = (row: IntentRow, nowMs: number): string =>
  clean(say(row.what)) +
  (row.place === undefined ? '' : sentence('row.at', { place: clean(row.place) })) +
  (row.untilMs === undefined ? '' : sentence('row.until', { when: dayWords(row.untilMs, nowMs) }))

export const intentCells = (row: IntentRow, names: Names, nowMs: number): string[] => [
  short(row.id),
  whatLine(row, nowMs),
  whoSays(row, names),
  stateWords(row, names) + (row.note === undefined ? '' : ` ${clean(row.note)}`)
]

/** Where it stands, for whoever reads: what waits for an answer waits for the one who said it, who may be somebody else. */
export const stateWords = (row: IntentRow, names: Names): string => {
  if (isMine(row, names) || !waits.has(row.words.key)) return say(row.words)
  return sentence(row.words.key === 'flows.state.answered' ? 'row.answered' : 'row.asked', {
    n: row.answers,
    who: names.of(row.ware)
  })
}

export const isMine = (row: IntentRow, names: Names): boolean =>
  names.rows.some((member) => member.me && member.ware === row.ware)

/** Words that speak to the one who said the need or the offer. */
const waits = new Set(['flows.state.answered', 'flows.state.asked-by-us'])

/** Whose words they are; what came from a file may carry somebody else's. */
export const whoSays = ({ ware, told }: IntentRow | PortionRow, names: Names): string =>
  told === undefined ? names.of(ware) : sentence('row.told', { name: clean(told.name ?? short(told.ware)) })

export const portionCells = (row: PortionRow, names: Names, nowMs: number): string[] => [
  short(row.id),
  clean(say(row.what)) + (row.also ? ` (${row.alsoIsEstimate ? sentence('stock.about-so', { amount: amount(row.also) }) : amount(row.also)})` : ''),
  row.place === undefined ? '' : clean(row.place),
  whoSays(row, names),
  (row.batch === undefined ? '' : `${clean(row.batch)} `) +
    (row.keepsUntilMs === undefined ? '' : sentence('row.keeps', { when: dayWords(row.keepsUntilMs, nowMs) })) +
    (row.over ? ` ${sentence('row.over', { over: amount(row.over) })}` : '') +
    (row.note === undefined ? '' : ` ${clean(row.note)}`)
]

/** “Mira gives you 3 loaves of bread. Both have said yes.” */
export const commitmentLine = (row: CommitmentRow, names: Names): string => {
  const quantity = row.quantity ?? row.giverQuantity ?? row.receiverQuantity
  const what = quantity ? sentence('row.of', { amount: amount(quantity), thing: clean(row.thing) }) : clean(row.thing)
  return `${short(row.id)}  ${sentence('row.commitment', { giver: names.of(row.giver), receiver: names.of(row.receiver), what })} ${say(row.words)}`
}

export const amount = (quantity: Quantity): string => say(shown(quantity))
