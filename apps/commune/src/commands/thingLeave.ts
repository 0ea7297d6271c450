/** `commune thing leave`: in which form a reading may leave this device, with exactly what others would get of it. */
import type { LeavingChoice, Published, ReadingPoint, ThingRow } from '@commune/commune'
import { defaultChoice, defaultCounted, householdAveragedStepMs, householdLeast, householdStepMs, seriesClasses, type SeriesClass, type Statistic, type Transform } from '@commune/commune/senses'
import type { LeavingRow } from '@commune/peer'
import type { Command } from 'commander'
import { finish, type Start } from '../cli/command.ts'
import { confirm } from '../cli/confirm.ts'
import { type Hand, show, withPeer } from '../cli/hand.ts'
import { pickThing, spanMs, valueWords } from '../cli/sensed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { leavingLines } from './things.ts'

interface LeaveOptions {
  readonly class?: string
  readonly span?: string
  readonly of?: readonly string[]
  readonly least?: string
  readonly floor?: string
  readonly epsilon?: string
  readonly day?: string
  readonly hereDays?: string
  readonly seasons?: string
  readonly yes?: boolean
}

const forms = ['stays', 'as-it-is', 'binned', 'averaged', 'counted', 'usual'] as const
type Form = (typeof forms)[number]

export const addThingLeave = (thing: Command, start: Start): void => {
  const command = thing
    .command('leave <name> [point] [form]')
    .description(sentence('thing-leave.about'))
    .option('--class <class>', sentence('thing-leave.class'))
    .option('--span <time>', sentence('thing-leave.span'))
    .option('--of <what...>', sentence('thing-leave.of'))
    .option('--least <number>', sentence('thing-leave.least'))
    .option('--floor <number>', sentence('thing-leave.floor'))
    .option('--epsilon <number>', sentence('thing-leave.epsilon'))
    .option('--day <number>', sentence('thing-leave.day'))
    .option('--here-days <number>', sentence('thing-leave.here'))
    .option('--seasons <number>', sentence('thing-leave.seasons'))
    .option('--yes', sentence('thing-add.yes'))
    .action(start((hand, options: LeaveOptions, [name, point, form]) => leave(hand, name as string, point as string | undefined, form as string | undefined, options)))
  finish(command, {
    examples: ['commune thing leave "kitchen sensor"', 'commune thing leave "rain gauge" rain as-it-is --class commons', 'commune thing leave "kitchen sensor" temperature binned --span "1 day" --of mean'],
    world: true
  })
}

async function leave(hand: Hand, typed: string, typedPoint: string | undefined, typedForm: string | undefined, options: LeaveOptions): Promise<void> {
  const { yes, ...rest } = options
  const changes = typedForm !== undefined || [rest.class, rest.span, rest.of, rest.least, rest.floor, rest.epsilon, rest.day, rest.hereDays, rest.seasons].some((each) => each !== undefined)
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const row = pickThing(typed, await peer.ask('things', { world }))
    if (!changes) {
      const points = typedPoint === undefined ? row.readings : [pickReading(row, typedPoint)]
      return show(hand, row.leaves.filter(({ point }) => points.some(({ key }) => key === point)), () => points.flatMap((point) => linesNow(row, point)))
    }
    const point = pickReading(row, typedPoint)
    const before = row.leaves.find((each) => each.point === point.key)?.choice ?? defaultChoice(point)
    const isUsual = typedForm === 'usual'
    const choice = isUsual ? defaultChoice(point, rest.class === undefined ? undefined : classOf(rest.class)) : chosen(before, typedForm, options)
    const would = await peer.ask('leaving', { world, thing: row.id, point: point.key, choice })
    if (would.wrong) throw new Stop(would.wrong)
    const lines = [sentence('thing-leave.now', { thing: clean(say(row.called)), point: clean(point.name) }), ...leavingLines(choice), ...previewLines(would, point)]
    if (!hand.json) for (const line of lines) hand.terminal.err(line)
    await confirm(hand, sentence('thing-leave.question'), yes)
    await peer.act('say', { world, wishes: [{ wish: 'leave', thing: row.id, point: point.key, choice: isUsual && rest.class === undefined ? null : choice }] })
    const now = (await peer.ask('thing', { world, id: row.id }))?.leaves.find((each) => each.point === point.key)
    show(hand, { ...now, would: { published: would.published.slice(-shownMost), count: would.count } }, () => [sentence('thing.said')])
  })
}

const linesNow = (row: ThingRow, point: ReadingPoint): string[] => [
  sentence('thing-leave.now', { thing: clean(say(row.called)), point: clean(point.name) }),
  ...leavingLines(row.leaves.find((each) => each.point === point.key)?.choice)
]

function pickReading(row: ThingRow, typed: string | undefined): ReadingPoint {
  const [only, second] = row.readings
  const wanted = typed?.trim().toLowerCase()
  const found = wanted === undefined ? (second ? undefined : only) : row.readings.find(({ key, name }) => key.toLowerCase() === wanted || name.toLowerCase() === wanted)
  if (!found) throw new Stop(cliMessage('thing-leave.which', { points: row.readings.map(({ key }) => clean(key)).join(', ') }))
  return found
}

/** What was said last, with what is said now. */
function chosen(before: LeavingChoice, form: string | undefined, options: LeaveOptions): LeavingChoice {
  const { hereDays, seasons } = options
  return {
    class: options.class === undefined ? before.class : classOf(options.class),
    transform: transformOf(before.transform, formOf(form ?? before.transform.is), options),
    lifetime: {
      ...before.lifetime,
      ...(hereDays !== undefined && { hereDays: whole('--here-days', hereDays) }),
      ...(seasons !== undefined && { thereSeasons: whole('--seasons', seasons) })
    }
  }
}

function transformOf(before: Transform, form: Exclude<Form, 'usual'>, { span, of, least, floor, epsilon, day }: LeaveOptions): Transform {
  const spanned = span === undefined ? undefined : spanMs(span)
  switch (form) {
    case 'stays':
    case 'as-it-is':
      return { is: form }
    case 'binned': {
      const last = before.is === 'binned' ? before : { stepMs: householdStepMs, of: ['mean'] as const }
      return { is: 'binned', stepMs: spanned ?? last.stepMs, of: (of as readonly Statistic[] | undefined) ?? last.of }
    }
    case 'averaged': {
      const last = before.is === 'averaged' ? before : { stepMs: householdAveragedStepMs, least: householdLeast }
      return { is: 'averaged', stepMs: spanned ?? last.stepMs, least: least === undefined ? last.least : whole('--least', least) }
    }
    case 'counted': {
      const last = before.is === 'counted' ? before : defaultCounted
      return {
        is: 'counted',
        stepMs: spanned ?? last.stepMs,
        floor: floor === undefined ? last.floor : whole('--floor', floor),
        epsilonMilli: epsilon === undefined ? last.epsilonMilli : whole('--epsilon', epsilon),
        dayMilli: day === undefined ? last.dayMilli : whole('--day', day)
      }
    }
  }
}

function formOf(text: string): Exclude<Form, 'usual'> {
  const found = forms.find((each) => each === text.trim().toLowerCase())
  if (found === undefined || found === 'usual') throw new Stop(cliMessage('thing-leave.form', { text: text.slice(0, 40) }), exitCodes.usage)
  return found
}

function classOf(text: string): SeriesClass {
  const found = seriesClasses.find((each) => each === text.trim().toLowerCase())
  if (found === undefined) throw new Stop(cliMessage('thing-leave.class-wrong', { text: text.slice(0, 40) }), exitCodes.usage)
  return found
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text.trim())) throw new Stop(cliMessage('thing-leave.number', { name, text: text.slice(0, 40) }), exitCodes.usage)
  return Number(text)
}

const shownMost = 6

function previewLines({ published, count, choice }: LeavingRow, point: ReadingPoint): string[] {
  if (choice.transform.is === 'stays') return []
  if (count === 0) return [sentence('thing-leave.nothing-kept')]
  return [
    sentence('thing-leave.would', { n: count }),
    ...published.slice(-shownMost).map((one) => `  ${publishedWords(one, point)}`),
    ...(choice.transform.is === 'counted' ? [sentence('thing-leave.example')] : [])
  ]
}

function publishedWords(one: Published, { shape }: ReadingPoint): string {
  const at = new Date(one.is === 'reading' ? one.atMs : one.startMs).toISOString().slice(0, 16).replace('T', ' ')
  const numbers =
    one.is === 'reading' ? [one.value] : one.is === 'average' ? [one.mean] : one.is === 'count' ? [one.count] : (['mean', 'min', 'max', 'last', 'sum'] as const).map((each) => one[each]).filter((each) => each !== undefined)
  const value = numbers.map((number) => (number === undefined ? sentence('thing-leave.fewer') : one.is === 'count' ? String(number) : valueWords(number, shape))).join(', ')
  return sentence('thing-leave.at', { at, value })
}
