/** `commune agreements`: what is agreed on. `commune agreement`: a new one, from a sentence. `commune agree` and `commune disagree`: one's own yes and no. */
import type { AgreementRow, Message, SideRow, ThingRow } from '@commune/commune'
import type { Fault } from '@commune/commune/rules'
import type { IdText } from '@commune/protocol'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pickNamed, short } from '../cli/ids.ts'
import { namesIn, type Names, pickWare } from '../cli/names.ts'
import { languageHere, lexiconOf, openRules, sentenceOf } from '../cli/rules.ts'
import { replayLines } from '../cli/replayed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { pickThing } from '../cli/sensed.ts'
import { clean } from '../cli/table.ts'
import { dayWords, readUntil } from '../cli/when.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

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
    const [names, before] = await Promise.all([namesIn(peer, world), peer.ask('agreementsBefore', { world })])
    show(hand, rows, () => [
      ...(rows.length === 0
        ? [sentence(before.mayBe ? 'agreements.none-read' : 'agreements.none')]
        : table(hand, rows.map((row) => [short(row.id), clean(row.name ?? sentence('agreements.no-name')), names.of(row.by), say(row.words)]))),
      ...(before.pledges > 0 ? [sentence('agreements.before-heard', { n: before.pledges, who: before.by.map((ware) => names.of(ware)) })] : []),
      ...(before.mayBe ? [sentence('agreements.before')] : [])
    ])
  })
}

async function showAgreement(hand: Hand, peer: Peered, world: IdText, id: string): Promise<void> {
  const [row, names, things, rules] = await Promise.all([peer.ask('agreement', { world, id }), namesIn(peer, world), peer.ask('things', { world, gone: true }), openRules()])
  const sentences = row ? row.rules.map((rule) => sentenceOf(rules, rule, things, languageHere())) : []
  show(hand, row && { ...row, sentences }, () => (row ? linesOf(row, sentences, names, things, hand.nowMs()) : []))
}

const linesOf = (row: AgreementRow, sentences: readonly string[], names: Names, things: readonly ThingRow[], nowMs: number): string[] => [
  `${short(row.id)}  ${clean(row.name ?? sentence('agreements.no-name'))}`,
  ...(row.version > 1 ? [sentence('agreements.version', { n: row.version })] : []),
  ...(row.note === undefined ? [] : [clean(row.note)]),
  ...sentences,
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

/** What taking one's yes back would stop, a line for each thing that is asked by it. */
function undoneBy(agreement: string, all: readonly AgreementRow[], things: readonly ThingRow[]): string[] {
  const row = all.find(({ id }) => id === agreement)
  if (row?.state !== 'holds') return [sentence('disagree.nothing')]
  return [...new Set(row.rules.map(({ act }) => act))].map((act) => {
    const thing = clean(say(things.find(({ id }) => act.startsWith(`${id}/`))?.called ?? cliMessage('disagree.something')))
    const other = all.find((each) => each.id !== agreement && each.state === 'holds' && each.rules.some((rule) => rule.act === act))
    return other ? sentence('disagree.other', { thing, agreement: clean(other.name ?? short(other.id)) }) : sentence('disagree.rests', { thing })
  })
}

/** What is only tried is replayed over so much of the kept history. */
const triedMs = 7 * 86_400_000

interface NewOptions {
  readonly name?: string
  readonly with?: readonly string[]
  readonly instead?: string
  readonly safety?: boolean
  readonly note?: string
  readonly pledge?: string
  readonly until?: string
  readonly language?: string
  readonly try?: boolean
}

export const addAgreement: AddCommand = (program, start) => {
  const command = program
    .command('agreement <sentence...>')
    .helpGroup(sentence('group.senses'))
    .description(sentence('agreement.about'))
    .option('--name <name>', sentence('agreement.name'))
    .option('--with <ware...>', sentence('agreement.with'))
    .option('--instead <id>', sentence('agreement.instead'))
    .option('--safety', sentence('agreement.safety'))
    .option('--note <words>', sentence('flow.note'))
    .option('--pledge <words>', sentence('agree.pledge'))
    .option('--until <when>', sentence('agree.until'))
    .option('--language <language>', sentence('agreement.language'))
    .option('--try', sentence('agreement.try'))
    .action(start((hand, options: NewOptions, [words]) => propose(hand, ((words ?? []) as readonly string[]).join(' '), options)))
  finish(command, {
    examples: ['commune agreement "the pump runs while the sun is up" --name "Sun pump"', 'commune agreement "the pump runs while the sun is up" --try'],
    world: true
  })
}

async function propose(hand: Hand, text: string, options: NewOptions): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const [rules, things] = await Promise.all([openRules(), peer.ask('things', { world })])
    const language = options.language ?? languageHere()
    const read = rules.readSentence(text, lexiconOf(rules, things), rules.languageOf(language))
    if (!read.ok) throw notRead(text, read.error)
    if (options.try) {
      const toMs = hand.nowMs()
      const [replay, held] = await Promise.all([peer.ask('replay', { world, rules: [read.value], fromMs: toMs - triedMs, toMs }), peer.ask('agreements', { world })])
      return show(hand, { rule: read.value, replay }, () => [sentenceOf(rules, read.value, things, language), ...replayLines(read.value, replay, things, held, toMs)])
    }
    const { name, note, pledge, until, safety, instead } = options
    const others = options.with === undefined ? [] : (await namesIn(peer, world)).rows
    const before = instead === undefined ? undefined : pickNamed(instead, await peer.ask('agreements', { world }))
    const wish = {
      wish: 'propose',
      rules: [read.value],
      ...(name !== undefined && { name }),
      ...(note !== undefined && { note }),
      ...(pledge !== undefined && { pledge }),
      ...(safety && { safety }),
      ...(before !== undefined && { instead: before }),
      ...(options.with && { with: options.with.map((typed) => pickWare(typed, others)) }),
      ...(until !== undefined && { untilMs: readUntil(until, hand.nowMs()) })
    } as const
    const { ids } = await peer.act('say', { world, wishes: [wish] })
    await showAgreement(hand, peer, world, ids[0] as string)
  })
}

/** The sentence with the word that is meant, and what would be right there. */
function notRead(text: string, faults: readonly Fault[]): Stop {
  const [fault] = faults
  const at = fault?.at
  const word = at ? clean(text.slice(at.from, at.from + at.length)) : ''
  const why: Message = fault?.message ?? { key: 'cli.id-empty' }
  const instead = fault?.instead ?? []
  return new Stop(
    instead.length === 0 ? cliMessage('agreement.not-read', { word, why }) : cliMessage('agreement.instead-words', { word, why, instead: instead.map(clean) }),
    exitCodes.refused
  )
}

interface AnswerOptions {
  readonly thing?: string
  readonly pledge?: string
  readonly until?: string
  readonly why?: string
  readonly look?: boolean
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
    .option('--look', sentence('disagree.look'))
    .action(start((hand, options: AnswerOptions, [id]) => answer(hand, id as string, options, 'disagree')))
  finish(command, { examples: ['commune disagree "path light" --why "it blinds the moths"'], world: true })
}

async function answer(hand: Hand, typed: string, { thing, pledge, until, why, look }: AnswerOptions, wish: 'agree' | 'disagree'): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const [all, things] = await Promise.all([peer.ask('agreements', { world }), peer.ask('things', { world })])
    const agreement = pickNamed(typed, all)
    if (wish === 'disagree') {
      const undone = undoneBy(agreement, all, things)
      if (look) return show(hand, { undone }, () => undone)
      if (!hand.json) for (const line of undone) hand.terminal.out(line)
    }
    const about = thing === undefined ? {} : { thing: pickThing(thing, things).id }
    const wishes =
      wish === 'disagree'
        ? [{ wish, agreement, ...about, ...(why !== undefined && { why }) } as const]
        : [{ wish, agreement, ...about, ...(pledge !== undefined && { pledge }), ...(until !== undefined && { untilMs: readUntil(until, hand.nowMs()) }) } as const]
    await peer.act('say', { world, wishes })
    await showAgreement(hand, peer, world, agreement)
  })
}
