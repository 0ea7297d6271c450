/** `commune lend`: what goes out and comes back. */
import type { LoanRow, Wish } from '@commune/commune'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { type Hand, show, table, withPeer } from '../cli/hand.ts'
import { pick, short } from '../cli/ids.ts'
import { type Names, namesIn, pickWare } from '../cli/names.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { dayWords, readUntil } from '../cli/when.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { pickPortion } from './store.ts'

interface LendOptions {
  readonly quantity?: string
  readonly until?: string
  readonly note?: string
  readonly got?: string
  readonly back?: string
  readonly mine?: boolean
}

export const addLend: AddCommand = (program, start) => {
  const command = program
    .command('lend [portion] [ware]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('lend.about'))
    .option('--quantity <amount>', sentence('flow.quantity'))
    .option('--until <when>', sentence('lend.until'))
    .option('--note <words>', sentence('flow.note'))
    .option('--got <loan>', sentence('lend.got'))
    .option('--back <loan>', sentence('lend.back'))
    .option('--mine', sentence('lend.mine'))
    .action(start((hand, options: LendOptions, [portion, ware]) => lend(hand, portion as string | undefined, ware as string | undefined, options)))
  finish(command, { examples: ['commune lend', 'commune lend 3kf0 Bo --until friday', 'commune lend --back 8ab2'], world: true })
}

async function lend(hand: Hand, portion: string | undefined, ware: string | undefined, options: LendOptions): Promise<void> {
  const { got, back, mine, note, quantity, until } = options
  oneOf({ '--got': got, '--back': back, '--mine': mine, [`“${(portion ?? '').slice(0, 40)}”`]: portion })
  if (portion !== undefined && ware === undefined) throw new Stop(cliMessage('lend.to-whom'))
  const said = note === undefined ? {} : { note }
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const names = await namesIn(peer, world)
    const nowMs = hand.nowMs()
    if (mine) {
      const me = names.rows.find((row) => row.me)?.ware
      const loans = await peer.ask('loans', { world, ...(me !== undefined && { ware: me }) })
      return show(hand, loans, () => (loans.length === 0 ? [sentence('lend.none')] : table(hand, loans.map((row) => loanCells(row, names, nowMs)))))
    }
    if (portion === undefined && got === undefined && back === undefined) {
      const things = await peer.ask('lendable', { world })
      return show(hand, things, () => [
        ...things.flatMap((row) => [
          `${short(row.portion.id)}  ${clean(say(row.portion.what))}  ${say(row.words)}`,
          ...row.loans.map((loan) => `  ${loanCells(loan, names, nowMs).join('  ')}`)
        ]),
        ...(things.length === 0 ? [sentence('lend.none')] : [])
      ])
    }
    const loanId = async (typed: string): Promise<string> => pick(typed, (await peer.ask('loans', { world, over: true })).map((row) => row.id))
    const wish: Wish =
      got !== undefined
        ? { wish: 'lend-got', lend: await loanId(got), ...said }
        : back !== undefined
          ? { wish: 'lend-back', lend: await loanId(back), ...said }
          : {
              ...{ wish: 'lend', portion: await pickPortion(peer, world, portion as string), to: pickWare(ware as string, names.rows), ...said },
              ...(quantity !== undefined && { quantity }),
              ...(until !== undefined && { untilMs: readUntil(until, nowMs) })
            }
    const { ids } = await peer.act('say', { world, wishes: [wish] })
    const about = wish.wish === 'lend' ? (ids[0] as string) : (wish as { lend: string }).lend
    const row = (await peer.ask('loans', { world, over: true })).find((each) => each.id === about)
    show(hand, { ids, loan: row ?? null }, () => (row ? [loanCells(row, names, nowMs).join('  ')] : [sentence('stock.said', { id: short(about) })]))
  })
}

const loanCells = (row: LoanRow, names: Names, nowMs: number): string[] => [
  short(row.id),
  sentence('lend.with', { what: clean(say(row.what)), who: names.of(row.borrower) }) + (row.untilMs === undefined ? '' : sentence('row.until', { when: dayWords(row.untilMs, nowMs) })),
  say(row.words)
]
