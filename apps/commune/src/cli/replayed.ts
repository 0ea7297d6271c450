/** What a rule would have done over the kept history, as lines of a terminal. */
import type { AgreementRow, Rule, ThingRow } from '@commune/commune'
import type { ReplayRow } from '@commune/peer'
import { say, sentence } from '../words/index.ts'
import { short } from './ids.ts'
import { askedWords, spanWords } from './sensed.ts'
import { clean } from './table.ts'
import { atTime } from './when.ts'

/** So many times are listed; how many more there were is said. */
const listedMax = 20

export const replayLines = (rule: Rule, replay: ReplayRow, things: readonly ThingRow[], agreements: readonly AgreementRow[], nowMs: number): string[] => {
  const [played] = replay.rules
  const act = things.find(({ id }) => rule.act.startsWith(`${id}/`))?.acts.find(({ key }) => rule.act.endsWith(`/${key}`))
  const acted = played?.acted ?? []
  const span = spanWords(replay.toMs - replay.fromMs)
  const listed = acted.slice(-listedMax).map(({ fromMs, toMs, value }) =>
    `  ${sentence('replay.acted', { at: atTime(fromMs, nowMs), time: spanWords(toMs - fromMs), value: act ? askedWords(value, act) : String(value) })}`)
  return [
    acted.length === 0 ? sentence('replay.never', { span }) : sentence('replay.times', { span, n: acted.length }),
    ...(acted.length > listedMax ? [`  ${sentence('replay.more', { n: acted.length - listedMax })}`] : []),
    ...listed,
    ...(played && played.unknownMs > 0 ? [sentence('replay.unknown', { time: spanWords(played.unknownMs) })] : []),
    ...replay.fights.slice(-listedMax).map(({ agreement, fromMs, toMs }) => {
      const name = clean(agreements.find(({ id }) => id === agreement)?.name ?? short(agreement))
      return sentence('replay.fights', { agreement: name, at: atTime(fromMs, nowMs), time: spanWords(toMs - fromMs) })
    }),
    ...replay.lacks.map((point) => sentence('replay.lacks', { point: calledAt(things, point) }))
  ]
}

const calledAt = (things: readonly ThingRow[], point: string): string => {
  const thing = things.find(({ id }) => point.startsWith(`${id}/`))
  const key = point.slice(point.indexOf('/') + 1)
  const one = thing && [...thing.readings, ...thing.pulses].find((each) => each.key === key)
  return thing ? `${clean(say(thing.called))}, ${clean(one?.name ?? key)}` : clean(key)
}
