/**
 * One seed with crashes and without: a box that senses tells another that acts, and either may lose its power at any moment. What is asked of
 * the act points from then on is what the words of the rules say of what came by then. That is worked out by the slow evaluator, which
 * remembers nothing and so loses nothing.
 *
 * A stop of at most a minute changes nothing; of a longer one nothing is known, and each rule says whether that counts.
 */
import type { Condition, Measured, PointId, ReadingPoint, Rule, Value } from '@commune/commune'
import { slowAsks, stepsOf, type Told } from '@commune/commune/agreements/testing'
import { Chance } from '../chance/chance.ts'
import type { Checker } from '../checkers/checker.ts'
import type { Settle } from '../time/virtualTime.ts'
import { type Quiet, quietCommune } from './quiet.ts'

export interface Crash {
  readonly who: 'acts' | 'senses'
  /** Since the first reading, milliseconds. */
  readonly atMs: number
  readonly downMs: number
}

export interface CrashingOptions {
  readonly seed: number
  readonly crashes: readonly Crash[]
  readonly checkers: readonly Checker[]
}

/** What an act point stood at at a moment, and what the words of its rule say. */
export interface Difference {
  readonly rule: number
  readonly atMs: number
  readonly stood: Value | undefined
  readonly promised: Value | undefined
}

export interface CrashingReport {
  /** Everything that the acting box was asked to move: since the first reading, to what. */
  readonly moves: readonly (readonly [rule: number, atMs: number, value: Value | 'press'])[]
  readonly differences: readonly Difference[]
  /** How many comparisons were made. */
  readonly compared: number
  readonly broken: readonly string[]
}

const [acting, sensing] = [0, 1]
const paceMs = 20_000
const gridMs = 5_000
/** How long what is asked lasts before a device that just began, or heard of it just now, stands as it. */
const settleMs = 20_000
const minuteMs = 60_000
/** What is told lasts so long for those who hear it. */
const staleMs = 60_000
const lastsMs = 40 * minuteMs
/** The longest stop that changes nothing. */
const unnoticedMs = 60_000

export const crashesOf = (seed: number): Crash[] => {
  const chance = new Chance(`crashes ${seed}`)
  let atMs = 0
  return Array.from({ length: chance.between(1, 4) }, () => {
    atMs += chance.between(minuteMs, 12 * minuteMs)
    // Nearer to a minute than this nobody could say which it was.
    const downMs = chance.happens(0.5) ? chance.between(1_000, 30_000) : chance.between(100_000, 600_000)
    const crash: Crash = { who: chance.pick(['acts', 'senses']), atMs, downMs }
    atMs += downMs
    return crash
  })
}

export const runCrashing = async ({ seed, crashes, checkers }: CrashingOptions, settle: Settle): Promise<CrashingReport> => {
  const quiet = await quietCommune({ name: `crashing ${seed}`, peers: 3, boxes: [acting, sensing] }, settle)
  const { commune, world } = quiet
  const chance = new Chance(`readings ${seed}`)
  const light = quiet.point(sensing, 'eye', 'light')
  const open = quiet.point(sensing, 'door', 'open')
  const acts = [quiet.point(acting, 'lamp', 'set'), quiet.point(acting, 'pump', 'run'), quiet.point(acting, 'valve', 'turn')]
  const rules = rulesFor(acts, light, open, chance)
  const [agreement = ''] = await quiet.say(2, { wish: 'propose', rules })
  // A valve, and what a door tells, are their keepers' to agree to.
  for (const box of [acting, sensing]) await quiet.say(box, { wish: 'agree', agreement })
  // To a moment on the grid, by the clock of the boxes.
  const readyMs = quiet.at(acting).nowMs + 10_000
  const fromMs = Math.ceil(readyMs / paceMs) * paceMs
  await quiet.pass(fromMs - quiet.at(acting).nowMs)
  const beganMs = commune.time.nowMs
  const readings = readingsOf(quiet, light, open)
  const rests = acts.map((act) => restOf(quiet, act))
  const told: Told[] = []
  const stood: { readonly atMs: number; readonly values: readonly (Value | undefined)[] }[] = []
  const isDown = (who: Crash['who'], atMs: number, moreMs = 0): boolean => crashes.some((crash) => crash.who === who && atMs > crash.atMs && atMs <= crash.atMs + crash.downMs + moreMs)
  let last: { readonly light: number; readonly open: boolean; readonly atMs: number } | undefined
  const hear = (comeMs: number): void => {
    if (!last) return
    told.push({ is: 'reading', point: light, value: last.light, atMs: fromMs + last.atMs, comeMs: fromMs + comeMs })
    told.push({ is: 'reading', point: open, value: last.open, atMs: fromMs + last.atMs, comeMs: fromMs + comeMs })
  }
  let [isDark, isOpen, isHeard] = [true, false, true]
  for (let atMs = 0; atMs < lastsMs; atMs += gridMs) {
    for (const { who, atMs: crashMs, downMs } of crashes) {
      if (crashMs >= atMs && crashMs < atMs + gridMs) commune.time.after(crashMs - atMs, 'scenario', () => quiet.crash(who === 'acts' ? acting : sensing, downMs))
      if (crashMs < atMs - gridMs || crashMs >= atMs) continue
      // What a box knew that tells of its own, it tells no more; what acts knows after a long stop that it knows nothing.
      if (who === 'senses') last = undefined
      else if (downMs > unnoticedMs) for (const point of [light, open]) told.push({ is: 'gone', point, comeMs: fromMs + atMs })
    }
    const wasHeard = isHeard
    isHeard = quiet.at(acting).peer?.inside.sync.connections().some(({ device }) => device === quiet.at(sensing).device) === true
    // Who was away asks at once what stands now.
    if (isHeard && !wasHeard) hear(atMs)
    if (atMs % paceMs === 0) {
      if (chance.happens(0.04)) isDark = !isDark
      if (chance.happens(0.1)) isOpen = !isOpen
      if (!isDown('senses', atMs, settleMs)) {
        last = { light: isDark ? 10 : 300, open: isOpen, atMs }
        quiet.at(sensing).things?.tell('eye', 'light', last.light)
        quiet.at(sensing).things?.tell('door', 'open', last.open)
        if (isHeard) hear(atMs)
      }
    }
    // Between two moments of the grid.
    await quiet.pass(gridMs / 2)
    const keeper = quiet.at(acting).peer?.senses.actingOf(world)?.keeper
    if (keeper && !isDown('acts', atMs + gridMs / 2, settleMs)) stood.push({ atMs, values: acts.map((act) => keeper.show(act)?.holding?.value) })
    await quiet.pass(gridMs / 2)
  }
  const differences = rules.flatMap((rule, index) => differencesOf(rule, index, told.toSorted((a, b) => a.comeMs - b.comeMs)))
  function differencesOf(rule: Rule, index: number, sorted: readonly Told[]): Difference[] {
    const trace = { fromMs, toMs: fromMs + lastsMs, gridMs, told: sorted, readings, pulses: {}, sun: () => undefined }
    const steps = stepsOf(trace)
    const asks = slowAsks(rule, trace).map((value) => value ?? rests[index])
    return stood.flatMap(({ atMs, values }) => {
      const around = asks.filter((_, step) => Math.abs((steps[step]?.atMs ?? 0) - fromMs - atMs) <= settleMs)
      const [promised] = around
      return around.some((value) => value !== promised) || values[index] === promised ? [] : [{ rule: index, atMs, stood: values[index], promised }]
    })
  }
  const moves = acts.flatMap((act, rule) => quiet.moves(acting, act, beganMs).map(([atMs, value]) => [rule, atMs, value] as const))
  return { moves, differences, compared: stood.length * rules.length, broken: await quiet.broken(checkers) }
}

const restOf = (quiet: Quiet, act: string): Value | undefined => {
  const of = quiet.at(acting).peer?.inside.find(quiet.world)?.views().things.point(act as PointId)
  return of?.kind === 'act' ? of.point.rest : undefined
}

const readingsOf = (quiet: Quiet, light: PointId, open: PointId): Record<string, ReadingPoint> => ({
  [light]: { ...(quiet.thing(sensing, 'eye').readings.find(({ key }) => key === 'light') as ReadingPoint), staleMs },
  [open]: quiet.thing(sensing, 'door').readings.find(({ key }) => key === 'open') as ReadingPoint
})

/** Every way to remember something. */
function rulesFor([lamp = '', pump = '', valve = '']: readonly string[], light: PointId, open: PointId, chance: Chance): Rule[] {
  const of: Measured = { is: 'reading', point: light }
  const isDark: Condition = { is: 'compare', of, how: 'below', to: { value: 30, unit: 'lx' } }
  const isOpen: Condition = { is: 'compare', of: { is: 'reading', point: open }, how: 'is', to: true }
  const ms = chance.pick([2, 5, 10]) * minuteMs
  const remembers: readonly Condition[] = [
    { is: 'held', that: isDark, ms, gaps: 'count' },
    { is: 'held', that: isDark, ms, gaps: 'break' },
    { is: 'since', that: isDark, from: isOpen },
    { is: 'within', that: isDark, ms },
    { is: 'compare', of: { is: 'average', point: light, ms }, how: 'below', to: { value: 150, unit: 'lx' } },
    { is: 'falls', of, below: { value: 30, unit: 'lx' }, above: { value: 100, unit: 'lx' } }
  ]
  const [first, second, third] = chance.shuffled(remembers) as [Condition, Condition, Condition]
  const unsure = (): Rule['unsure'] => chance.pick(['rest', 'stay'])
  return [
    { act: lamp as PointId, to: { value: 60, unit: '%' }, while: first, otherwise: 'rest', unsure: unsure() },
    { act: pump as PointId, to: true, while: second, otherwise: { to: false }, unsure: chance.pick(['stay', { to: false }]) },
    { act: valve as PointId, to: 'open', while: third, otherwise: 'rest', unsure: unsure() }
  ]
}
