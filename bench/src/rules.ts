/**
 * A thousand agreements over five thousand series in one process: readings a second through the engine, each act remembered so that it
 * can be asked why, and how long that answer takes. Making the readings is not measured.
 */
import { Acts, type Asked, Engine } from '@commune/commune/agreements'
import { chanceOf } from './rules/chance.ts'
import { agreementsOf, findIn, idOf, kindOf } from './rules/house.ts'
import { traceOf, valuesOf } from './rules/trace.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'

export const about = 'Agreements over many series: readings a second, and why.'
export const options: Readonly<Record<string, string>> = {
  rules: 'agreements (1,000)',
  series: 'series (5,000)',
  n: 'readings (6,000,000)',
  seed: 'of what is told (1)'
}

const dayMs = 86_400_000

export async function run({ number, note }: BenchOptions): Promise<Figures> {
  const [rules, series, count, seed] = [number('rules', 1_000), number('series', 5_000), number('n', 6_000_000), number('seed', 1)]
  const fromMs = 20_000 * dayMs
  const find = findIn(series, rules)
  const agreements = agreementsOf(rules, series, chanceOf(seed))
  const ids = Array.from({ length: series }, (_, at) => idOf(at))
  const isPulse = ids.map((_, at) => kindOf(at) === 'step')
  const acts: Asked[] = []
  const sun = (nowMs: number) => {
    const half = Math.floor(nowMs / (dayMs / 2))
    return { is: half % 2 === 0 ? ('up' as const) : ('dark' as const), untilMs: (half + 1) * (dayMs / 2) }
  }
  const engine = new Engine({ find, sun, asked: (asked) => acts.push(asked) }, fromMs, new Acts(1 << 18, 1 << 24))
  for (const agreed of agreements) engine.add(agreed, fromMs)
  note(`${rules} agreements, ${series} series, ${count} readings`)
  const bare = bareOf(ids)
  let [ms, cpuUs, bareUs, ticks] = [0, 0, 0, 0]
  for (const batch of traceOf(series, count, 500_000, fromMs, chanceOf(seed + 1))) {
    const values = valuesOf(batch)
    const cpu = process.threadCpuUsage()
    const startMs = performance.now()
    for (let at = 0; at < values.length; at++) {
      const which = batch.series[at] as number
      const nowMs = batch.comeMs[at] as number
      if (isPulse[which]) engine.pulse(ids[which] as string, nowMs)
      else engine.reading(ids[which] as string, values[at] as number, batch.atMs[at] as number, nowMs)
    }
    ms += performance.now() - startMs
    const { user, system } = process.threadCpuUsage(cpu)
    cpuUs += user + system
    ticks++
    const before = process.threadCpuUsage()
    for (let at = 0; at < values.length; at++) bare(ids[batch.series[at] as number] as string, batch.values[at] as number, batch.comeMs[at] as number)
    const after = process.threadCpuUsage(before)
    bareUs += after.user + after.system
  }
  note(`${ticks} batches, ${acts.length} acts`)
  const [explained, whyMs] = whyOf(engine, acts)
  return { readingsPerS: (count / ms) * 1_000, readingsPerCpuS: (count / cpuUs) * 1e6, ofBare: bareUs / cpuUs, whyMs, acts: acts.length, explained, hours: (engine.nowMs - fromMs) / 3_600_000 }
}

function whyOf(engine: Engine, acts: readonly Asked[]): [explained: number, ms: number] {
  const startMs = performance.now()
  let explained = 0
  for (const { number } of acts) if (engine.whyActed(number)) explained++
  return [explained, (performance.now() - startMs) / Math.max(1, explained)]
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
