/**
 * A thousand agreements over five thousand series in one process: readings a second through the engine and the keeper of what they act on,
 * each act remembered so that it can be asked why, and how long that answer takes. Making the readings is not measured.
 *
 * Readings are told in turns by the number of their point, as those do who tell of it again and again (`hold`), and by its name of some
 * seventy characters (`byName...`): the same engine, the same mixture.
 *
 * Of the same readings, in turns with the engine: the least that anybody has to do with one (`ofBare`), and the same rules in CEL
 * without all that looks back (`overCel`); both find points by name, and are compared with what is told by name. Ratios are of processor
 * time of the thread, so that what else runs does not count.
 *
 * An act that a pulse had a part in can be asked why only while the pulse counts as now; of these a sample is asked at once (`whyPassing`).
 */
import { Acts, type Asked, Engine, Keeper } from '@commune/commune/agreements'
import { type Cel, celRules } from './rules/cel.ts'
import { chanceOf } from './rules/chance.ts'
import { agreementsOf, findIn, idOf, kindOf } from './rules/house.ts'
import { traceOf, valuesOf } from './rules/trace.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'

export const about = 'Agreements over many series: readings a second, and why.'
export const peers: Readonly<Record<string, string>> = { '@bufbuild/cel': '0.6.1', '@bufbuild/protobuf': '2.17.0' }
export const options: Readonly<Record<string, string>> = {
  rules: 'agreements (1,000)',
  series: 'series (5,000)',
  n: 'readings (6,000,000)',
  seed: 'of what is told (1)'
}

const dayMs = 86_400_000
/** Few enough to stay near the processor, as a reading does that was just parsed. */
const batchOf = 25_000
/** CEL is told so many of each batch: it has no windows that would miss the rest. */
const celShare = 0.1

export async function run({ number, note, peer }: BenchOptions): Promise<Figures> {
  const [rules, series, count, seed] = [number('rules', 1_000), number('series', 5_000), number('n', 6_000_000), number('seed', 1)]
  const fromMs = 20_000 * dayMs
  const find = findIn(series, rules)
  const agreements = agreementsOf(rules, series, chanceOf(seed))
  const ids = Array.from({ length: series }, (_, at) => idOf(at))
  const isPulse = ids.map((_, at) => kindOf(at) === 'step')
  const cel = celRules(await peer<Cel>('@bufbuild/cel'), agreements)
  const bare = bareOf(ids)
  const passing = new Set(agreements.flatMap(({ id, rule }) => (JSON.stringify(rule).includes('"near"') ? [id] : [])))
  const lasting: number[] = []
  let [told, acts, passed] = [0, 0, 0]
  const keeper = new Keeper(() => told++)
  const asked = (each: Asked): void => {
    acts++
    if (passing.has(each.agreement)) passed = each.number
    else lasting.push(each.number)
    keeper.take(each)
  }
  const engine = new Engine({ find, sun, asked }, fromMs, new Acts(1 << 18, 1 << 24))
  for (const { rule } of agreements) {
    const act = find(rule.act)
    if (act?.is === 'act') keeper.keep(rule.act, act.point, {}, fromMs)
  }
  for (const agreed of agreements) {
    const added = engine.add(agreed, fromMs)
    if (!added.ok) throw new Error(`${agreed.id}: ${added.error.type}`)
  }
  note(`${rules} agreements, ${series} series, ${count} readings`)
  const numbers = Int32Array.from(ids, (id) => engine.hold(id) as number)
  const byNumber = { count: 0, ms: 0, cpuUs: 0 }
  const byName = { count: 0, ms: 0, cpuUs: 0 }
  let [turn, bareUs, celUs, celCount, whyPassing] = [0, 0, 0, 0, 0]
  for (const batch of traceOf(series, count, batchOf, fromMs, chanceOf(seed + 1))) {
    const values = valuesOf(batch)
    const idsOf = Array.from(batch.series, (which) => ids[which] as string)
    const numbersOf = batch.series.map((which) => numbers[which] as number)
    const way = turn++ % 2 === 0 ? byNumber : byName
    const startMs = performance.now()
    way.cpuUs += spent(() => {
      if (way === byNumber) {
        for (let at = 0; at < values.length; at++) {
          const nowMs = batch.comeMs[at] as number
          if (isPulse[batch.series[at] as number]) engine.pulseAt(numbersOf[at] as number, nowMs)
          else engine.readingAt(numbersOf[at] as number, values[at] as number, batch.atMs[at] as number, nowMs)
          if (keeper.nextMs <= nowMs) keeper.tick(nowMs)
        }
        return
      }
      for (let at = 0; at < values.length; at++) {
        const nowMs = batch.comeMs[at] as number
        if (isPulse[batch.series[at] as number]) engine.pulse(idsOf[at] as string, nowMs)
        else engine.reading(idsOf[at] as string, values[at] as number, batch.atMs[at] as number, nowMs)
        if (keeper.nextMs <= nowMs) keeper.tick(nowMs)
      }
    })
    way.ms += performance.now() - startMs
    way.count += values.length
    if (engine.whyActed(passed)) whyPassing++
    bareUs += spent(() => {
      for (let at = 0; at < values.length; at++) bare(idsOf[at] as string, batch.values[at] as number, batch.comeMs[at] as number)
    })
    const celled = Math.floor(values.length * celShare)
    celCount += celled
    celUs += spent(() => {
      for (let at = 0; at < celled; at++) cel.tell(idsOf[at] as string, isPulse[batch.series[at] as number] ? true : (values[at] as number))
    })
  }
  const { oldest } = engine.acts
  const kept = lasting.filter((act) => act >= oldest)
  let explained = 0
  const startMs = performance.now()
  for (const act of kept) if (engine.whyActed(act)) explained++
  const whyMs = (performance.now() - startMs) / Math.max(1, explained)
  return {
    readingsPerS: (byNumber.count / byNumber.ms) * 1_000,
    readingsPerCpuS: (byNumber.count / byNumber.cpuUs) * 1e6,
    byNamePerS: (byName.count / byName.ms) * 1_000,
    byNamePerCpuS: (byName.count / byName.cpuUs) * 1e6,
    whyMs,
    overCel: celUs / celCount / (byName.cpuUs / byName.count),
    ofBare: bareUs / count / (byName.cpuUs / byName.count),
    acts,
    explained: explained / Math.max(1, lasting.length),
    whyPassing: whyPassing / Math.ceil(count / batchOf),
    toldToDevices: told,
    celChanges: cel.changes(),
    hours: (engine.nowMs - fromMs) / 3_600_000
  }
}

/** Twelve hours of light, and twelve of dark. */
function sun(nowMs: number): { is: 'up' | 'dark'; untilMs: number } {
  const half = Math.floor(nowMs / (dayMs / 2))
  return { is: half % 2 === 0 ? 'up' : 'dark', untilMs: (half + 1) * (dayMs / 2) }
}

/** Processor time of this thread, in microseconds. */
function spent(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return user + system
}

/** The least that anybody has to do: find the point, remember the value and its time, and compare it with one amount. */
function bareOf(ids: readonly string[]): (id: string, value: number, nowMs: number) => void {
  const points = new Map(ids.map((id) => [id, { value: Number.NaN, atMs: 0, is: false, changes: 0 }]))
  return (id, value, nowMs) => {
    const point = points.get(id)
    if (point === undefined) return
    point.value = value
    point.atMs = nowMs
    const is = value < 45
    if (is === point.is) return
    point.is = is
    point.changes++
  }
}
