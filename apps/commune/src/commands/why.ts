/** `commune why`: for everything a thing does, why, and for everything it leaves, why not: who decides over it, and what each agreement looked at. */
import type { ActRow, AgreementRow, PointId, PointOf, ThingRow } from '@commune/commune'
import type { StandRow, WhyPart, WhyRow } from '@commune/peer'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, show, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { namesIn, type Names } from '../cli/names.ts'
import { languageHere, lexiconOf, openRules, type Rules } from '../cli/rules.ts'
import { agoWords, askedWords, pickAct, pickThing, spanWords, valueWords } from '../cli/sensed.ts'
import { clean } from '../cli/table.ts'
import { atTime } from '../cli/when.ts'
import { say, sentence } from '../words/index.ts'

export const addWhy: AddCommand = (program, start) => {
  const command = program
    .command('why <thing>')
    .helpGroup(sentence('group.senses'))
    .description(sentence('why.about'))
    .option('--point <point>', sentence('hold.point'))
    .action(start((hand, options: { point?: string }, [thing]) => why(hand, thing as string, options.point)))
  finish(command, { examples: ['commune why "path lamp"', 'commune why "path lamp" --point level'], world: true })
}

/** What the words of an answer are made from. */
interface Told {
  readonly rules: Rules
  readonly things: readonly ThingRow[]
  readonly agreements: readonly AgreementRow[]
  readonly names: Names
  readonly nowMs: number
}

async function why(hand: Hand, typed: string, named: string | undefined): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const things = await peer.ask('things', { world, gone: true })
    const thing = pickThing(typed, things)
    const acts = named === undefined && thing.acts.length > 0 ? thing.acts : [pickAct(thing, named)]
    const points = acts.map(({ key }): PointId => `${thing.id}/${key}`)
    const [rules, names, agreements, stands, ...whys] = await Promise.all([
      openRules(), namesIn(peer, world), peer.ask('agreements', { world }), peer.ask('stands', { world, acts: points }), ...points.map((act) => peer.ask('why', { world, act }))
    ])
    const told: Told = { rules, things, agreements, names, nowMs: hand.nowMs() }
    const rows = acts.map((act, i) => ({ act, stand: stands.find(({ point }) => point === points[i]), why: whys[i] ?? [] }))
    show(hand, rows.map(({ act, ...row }) => ({ point: `${thing.id}/${act.key}`, ...row })), () => rows.flatMap((row) => linesOf(thing, row.act, row.stand, row.why, told)))
  })
}

const linesOf = (thing: ThingRow, act: ActRow, stand: StandRow | undefined, rows: readonly WhyRow[], told: Told): string[] => [
  standLine(thing, act, stand, told),
  ...(rows.length === 0 ? [`  ${sentence('why.none')}`] : rows.flatMap((row) => ruleLines(act, row, told).map((line) => `  ${line}`)))
]

/** What is asked of it now, and by whom. */
function standLine(thing: ThingRow, act: ActRow, stand: StandRow | undefined, { names, nowMs }: Told): string {
  const params = { thing: clean(say(thing.called)), point: clean(act.name) }
  const first = stand?.slots.find(({ decides }) => decides)
  if (first?.value === undefined) return sentence('why.nothing', params)
  const by = first.ware === undefined ? sentence(`slot.${first.slot}`) : names.of(first.ware)
  const asked = { ...params, value: askedWords(first.value, act), by }
  return first.untilMs === undefined || first.slot === 'agreement' ? sentence('why.asked', asked) : sentence('why.asked-until', { ...asked, until: atTime(first.untilMs, nowMs) })
}

function ruleLines(act: ActRow, row: WhyRow, told: Told): string[] {
  const agreement = told.agreements.find(({ id }) => id === row.agreement)
  const name = clean(agreement?.name ?? short(row.agreement))
  const called = row.version > 1 ? sentence('why.version', { name, n: row.version }) : name
  const head = row.value === undefined ? sentence('why.asks-nothing', { agreement: called }) : sentence('why.asks', { agreement: called, value: askedWords(row.value, act) })
  const waits = row.waitsUntilMs === undefined || row.waitsUntilMs <= told.nowMs ? [] : [`  ${sentence('why.waits', { time: spanWords(row.waitsUntilMs - told.nowMs) })}`]
  return [head, ...waits, ...partLines(row.why, 1, told)]
}

/** One line for each part, what it hangs on below it. */
function partLines(part: WhyPart, depth: number, told: Told): string[] {
  const answer = sentence(part.truth === null ? 'why.unknown' : part.truth ? 'things.yes' : 'things.no')
  const words = clean(told.rules.writeCondition(part.condition, lexiconOf(told.rules, told.things), told.rules.languageOf(languageHere())))
  const more = moreOf(part, told)
  const line = more === undefined ? sentence('why.part', { answer, words }) : sentence('why.part-more', { answer, words, more })
  return ['  '.repeat(depth) + line, ...part.of.flatMap((each) => partLines(each, depth + 1, told))]
}

function moreOf({ measured, leftMs, notTold }: WhyPart, told: Told): string | undefined {
  if (notTold) return sentence('why.not-told')
  if (leftMs !== undefined && leftMs > 0) return sentence('why.left', { time: spanWords(leftMs) })
  if (!measured) return undefined
  const found = pointIn(told.things, measured.point)
  if (found === undefined) return sentence('things.gone-why')
  if (measured.freshness === 'gone') return sentence(found.thing.gone ? 'things.gone-why' : 'things.unavailable')
  if (found.kind === 'pulse') return undefined
  const ago = measured.atMs === undefined ? undefined : agoWords(told.nowMs - measured.atMs)
  if (measured.value === undefined) return ago === undefined ? sentence('why.never') : sentence('why.stale', { ago })
  const shape = measured.unit === undefined ? found.point.shape : ({ is: 'number', unit: measured.unit } as const)
  const value = valueWords(measured.value, shape)
  const at = ago === undefined ? value : sentence('why.at', { value, ago })
  return measured.distance === undefined ? at : sentence('why.away', { at, distance: valueWords(Math.abs(measured.distance), shape) })
}

type Sensed = Extract<PointOf, { kind: 'reading' | 'pulse' }>

function pointIn(things: readonly ThingRow[], address: string): Sensed | undefined {
  const slash = address.indexOf('/')
  const thing = things.find(({ id }) => id === address.slice(0, slash))
  if (!thing) return undefined
  const key = address.slice(slash + 1)
  const reading = thing.readings.find((point) => point.key === key)
  if (reading) return { kind: 'reading', thing, point: reading }
  const pulse = thing.pulses.find((point) => point.key === key)
  return pulse && { kind: 'pulse', thing, point: pulse }
}
