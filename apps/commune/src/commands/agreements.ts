/** `commune agreements`: what is agreed on. `commune agree` and `commune disagree`: one's own yes and no. */
import type { AgreementRow, SideRow, ThingRow } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pickNamed, short } from '../cli/ids.ts'
import { namesIn, type Names } from '../cli/names.ts'
import { pickThing } from '../cli/sensed.ts'
import { clean } from '../cli/table.ts'
import { dayWords, readUntil } from '../cli/when.ts'
import { say, sentence } from '../words/index.ts'

export const addAgreements: AddCommand = (program, start) => {
  const command = program
    .command('agreements [id]')
    .helpGroup(sentence('group.senses'))
    .description(sentence('agreements.about'))
    .action(start((hand, _options: object, [id]) => agreements(hand, id as string | undefined)))
  finish(command, { examples: ['commune agreements', 'commune agreements "path light"'], world: true })
}

async function agreements(hand: Hand, typed: string | undefined): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const rows = await peer.ask('agreements', { world })
    if (typed !== undefined) return showAgreement(hand, peer, world, pickNamed(typed, rows))
    const names = await namesIn(peer, world)
    show(hand, rows, () =>
      rows.length === 0
        ? [sentence('agreements.none')]
        : table(hand, rows.map((row) => [short(row.id), clean(row.name ?? sentence('agreements.no-name')), names.of(row.by), say(row.words)]))
    )
  })
}

async function showAgreement(hand: Hand, peer: Peered, world: IdText, id: string): Promise<void> {
  const [row, names, things] = await Promise.all([peer.ask('agreement', { world, id }), namesIn(peer, world), peer.ask('things', { world, gone: true })])
  show(hand, row, () => (row ? linesOf(row, names, things, hand.nowMs()) : []))
}

const linesOf = (row: AgreementRow, names: Names, things: readonly ThingRow[], nowMs: number): string[] => [
  `${short(row.id)}  ${clean(row.name ?? sentence('agreements.no-name'))}`,
  ...(row.version > 1 ? [sentence('agreements.version', { n: row.version })] : []),
  ...(row.note === undefined ? [] : [clean(row.note)]),
  say(row.words),
  ...row.sides.map((side) => `  ${sideLine(side, names, things, nowMs)}`)
]

function sideLine(side: SideRow, names: Names, things: readonly ThingRow[], nowMs: number): string {
  const thing = things.find((row) => row.id === side.thing)
  const who = thing ? clean(say(thing.called)) : side.ware === '' ? short(side.thing ?? '') : names.of(side.ware)
  const words = side.pledge ?? side.why
  const said =
    side.says === 'nothing'
      ? sentence('agreements.side-nothing', { who })
      : side.says === 'no'
        ? sentence('agreements.side-no', { who })
        : side.lapsed
          ? sentence('agreements.side-lapsed', { who })
          : sentence('agreements.side-yes', { who, until: dayWords(side.untilMs ?? nowMs, nowMs) })
  return words === undefined ? said : `${said}. ${clean(words)}`
}

interface AnswerOptions {
  readonly thing?: string
  readonly pledge?: string
  readonly until?: string
  readonly why?: string
}

export const addAgree: AddCommand = (program, start) => {
  const command = program
    .command('agree <id>')
    .helpGroup(sentence('group.senses'))
    .description(sentence('agree.about'))
    .option('--thing <name>', sentence('agree.thing'))
    .option('--pledge <words>', sentence('agree.pledge'))
    .option('--until <when>', sentence('agree.until'))
    .action(start((hand, options: AnswerOptions, [id]) => answer(hand, id as string, options, 'agree')))
  finish(command, { examples: ['commune agree "path light" --pledge "I tell how light it is"'], world: true })
}

export const addDisagree: AddCommand = (program, start) => {
  const command = program
    .command('disagree <id>')
    .helpGroup(sentence('group.senses'))
    .description(sentence('disagree.about'))
    .option('--thing <name>', sentence('agree.thing'))
    .option('--why <words>', sentence('disagree.why'))
    .action(start((hand, options: AnswerOptions, [id]) => answer(hand, id as string, options, 'disagree')))
  finish(command, { examples: ['commune disagree "path light" --why "it blinds the moths"'], world: true })
}

async function answer(hand: Hand, typed: string, { thing, pledge, until, why }: AnswerOptions, wish: 'agree' | 'disagree'): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const agreement = pickNamed(typed, await peer.ask('agreements', { world }))
    const about = thing === undefined ? {} : { thing: pickThing(thing, await peer.ask('things', { world })).id }
    const wishes =
      wish === 'disagree'
        ? [{ wish, agreement, ...about, ...(why !== undefined && { why }) } as const]
        : [{ wish, agreement, ...about, ...(pledge !== undefined && { pledge }), ...(until !== undefined && { untilMs: readUntil(until, hand.nowMs()) }) } as const]
    await peer.act('say', { world, wishes })
    await showAgreement(hand, peer, world, agreement)
  })
}
