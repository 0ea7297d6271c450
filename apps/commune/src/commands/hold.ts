/** `commune hold`: asking a thing to do something for a while, and who decides over it. */
import type { ActRow, PointId, ThingRow } from '@commune/commune'
import type { SlotRow, StandRow } from '@commune/peer'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { type Hand, show, withPeer } from '../cli/hand.ts'
import { pickAct, pickThing, spanMs, valueFor, askedWords } from '../cli/sensed.ts'
import { clean } from '../cli/table.ts'
import { atTime } from '../cli/when.ts'
import { say, sentence } from '../words/index.ts'

interface HoldOptions {
  readonly for?: string
  readonly point?: string
  readonly release?: boolean
}

const hourMs = 3_600_000

export const addHold: AddCommand = (program, start) => {
  const command = program
    .command('hold <thing> [value]')
    .helpGroup(sentence('group.senses'))
    .description(sentence('hold.about'))
    .option('--for <time>', sentence('hold.for'))
    .option('--point <point>', sentence('hold.point'))
    .option('--release', sentence('hold.release'))
    .action(start((hand, options: HoldOptions, [thing, value]) => hold(hand, thing as string, value as string | undefined, options)))
  finish(command, { examples: ['commune hold "path lamp" 60 --for "30 min"', 'commune hold "path lamp"', 'commune hold "path lamp" --release'], world: true })
}

async function hold(hand: Hand, typed: string, text: string | undefined, options: HoldOptions): Promise<void> {
  oneOf({ '--release': options.release, [`“${(text ?? '').slice(0, 40)}”`]: text })
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const thing = pickThing(typed, await peer.ask('things', { world }))
    const act = pickAct(thing, options.point)
    const point: PointId = `${thing.id}/${act.key}`
    const called = clean(say(thing.called))
    if (options.release) {
      await peer.act('release', { world, act: point })
      return show(hand, { released: true }, () => [sentence('hold.released', { thing: called })])
    }
    if (text === undefined) {
      const [stand] = await peer.ask('stands', { world, acts: [point] })
      return show(hand, stand ?? null, () => standLines(thing, act, stand))
    }
    const value = valueFor(thing, act, text)
    const { untilMs } = await peer.act('hold', { world, act: point, value, forMs: options.for === undefined ? hourMs : spanMs(options.for) })
    show(hand, { untilMs }, () => [
      value === 'press'
        ? sentence('hold.pressed', { thing: called })
        : sentence('hold.held', { thing: called, point: clean(act.name), value: askedWords(value, act), until: atTime(untilMs, hand.nowMs()) })
    ])
  })
}

const standLines = (thing: ThingRow, act: ActRow, stand: StandRow | undefined): string[] => [
  `${clean(say(thing.called))}, ${clean(act.name)}`,
  ...(stand?.slots ?? []).map((slot) => `  ${slotLine(slot, act)}`),
  ...guardLines(thing, stand)
]

const guardLines = (thing: ThingRow, stand: StandRow | undefined): string[] => [
  ...(stand?.guards ?? []).flatMap(({ point, value, stands }) => {
    const guard = thing.acts.find(({ key }) => `${thing.id}/${key}` === point)
    return guard ? [say({ key: `senses.guard-${stands}`, params: { point: clean(guard.name), value: askedWords(value, guard) } })] : []
  }),
  ...(stand?.boxOnly ? [say({ key: 'senses.box-only' })] : [])
]

function slotLine({ slot, value, decides, notTold }: SlotRow, act: ActRow): string {
  const name = sentence(`slot.${slot}`)
  if (value === undefined) return sentence(notTold ? 'hold.slot-not-told' : 'hold.slot-empty', { slot: name })
  return sentence(decides ? 'hold.slot-decides' : 'hold.slot', { slot: name, value: askedWords(value, act) })
}
