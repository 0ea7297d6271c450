/**
 * Fifty agreements about one lamp that are made to fight: on and off at thresholds which one noisy reading crosses all the time, at passings, by
 * two boxes and four wares, who withdraw them and agree again while it goes on. Beside them one for safety, somebody who holds the lamp for a
 * while, and hands at it. Then the noise ends.
 */
import { type PointId, type Rule, slotClasses, type Value } from '@commune/commune'
import { Chance } from '../chance/chance.ts'
import type { Checker } from '../checkers/checker.ts'
import type { Settle } from '../time/virtualTime.ts'
import { type Quiet, quietCommune } from './quiet.ts'

export interface FightingOptions {
  readonly seed: number
  readonly agreements: number
  readonly minutes: number
  readonly checkers: readonly Checker[]
}

export interface FightingReport {
  /** What the lamp was asked, since the noise began, by the slot that asked it. */
  readonly moves: readonly (readonly [atMs: number, value: Value | 'press', slot: string | undefined])[]
  /** The least time between a change that agreements or rest made and the change before it. */
  readonly leastApartMs: number
  /** One sentence for each moment at which the highest slot did not hold, or nobody did. */
  readonly wrong: readonly string[]
  /** Which slots held it at some moment. */
  readonly held: ReadonlySet<string>
  /** How many hold once all withdrawals are said. */
  readonly holding: number
  /** What the lamp was asked when the noise had been over for a minute. */
  readonly afterwards: number
  readonly broken: readonly string[]
}

const paceMs = 700
const lookMs = 250
const passingMs = 117
const quietMs = 60_000
const [box, eye, mira, bo] = [0, 1, 2, 3]

export const runFighting = async ({ seed, agreements, minutes, checkers }: FightingOptions, settle: Settle): Promise<FightingReport> => {
  const quiet = await quietCommune({ name: `fighting ${seed}`, peers: 4, boxes: [box, eye] }, settle)
  const { commune, world } = quiet
  const chance = new Chance(`fighting ${seed}`)
  const lamp = quiet.point(box, 'lamp', 'set')
  const ids: { readonly by: number; readonly id: string }[] = []
  for (let number = 0; number < agreements; number++) {
    const by = chance.pick([box, eye, mira, bo])
    const [id = ''] = await quiet.say(by, { wish: 'propose', rules: [hostile(quiet, lamp, chance, number)] })
    ids.push({ by, id })
  }
  // Whoever looks after the lamp means it for safety: what stands at 100 % as long as it is really dark.
  await quiet.say(box, { wish: 'propose', safety: true, rules: [{ act: lamp, to: { value: 100, unit: '%' }, while: darkerThan(quiet, 2), otherwise: 'rest', unsure: 'rest' }] })
  await quiet.pass(10_000)
  const fromMs = commune.time.nowMs
  const [wrong, held] = [new Set<string>(), new Set<string>()]
  const untilMs = fromMs + minutes * 60_000
  let toldMs = fromMs
  while (commune.time.nowMs < untilMs) {
    if (commune.time.nowMs >= toldMs) {
      toldMs += paceMs
      quiet.at(eye).things?.tell('eye', 'light', chance.happens(0.05) ? 1 : 30 + 8 * (chance.draw() - 0.5))
      // At a moment of its own, by which it is known wherever it turns up.
      if (chance.happens(0.2)) commune.time.after(passingMs, 'scenario', () => quiet.at(box).things?.pass('eye'))
      if (chance.happens(0.05)) meddle(quiet, lamp, ids, chance)
    }
    await quiet.pass(lookMs)
    const shown = quiet.at(box).peer?.senses.actingOf(world)?.keeper.show(lamp)
    if (!shown?.holding) wrong.add('nobody holds it, and its rest does not either')
    else held.add(shown.holding.slot)
    const [highest] = shown?.claims ?? []
    const mayWait = highest?.slot === 'agreement' || highest?.slot === 'default'
    if (highest && shown?.holding && !(mayWait && shown.waitsUntilMs !== undefined) && slotClasses.indexOf(shown.holding.slot) !== slotClasses.indexOf(highest.slot)) {
      wrong.add(`${shown.holding.slot} holds it, and ${highest.slot} asks`)
    }
  }
  // The noise ends: what is told from now on is the same, and nobody passes, holds or withdraws.
  for (let at = 0; at < quietMs; at += 10_000) {
    quiet.at(eye).things?.tell('eye', 'light', 31)
    await quiet.pass(10_000)
  }
  const calmMs = commune.time.nowMs
  for (let at = 0; at < 10 * quietMs; at += 10_000) {
    quiet.at(eye).things?.tell('eye', 'light', 31)
    await quiet.pass(10_000)
  }
  const moves = quiet.moves(box, lamp, fromMs)
  const rows = quiet.at(box).peer?.inside.find(world)?.views().agreements.list(quiet.at(box).nowMs) ?? []
  return {
    moves,
    leastApartMs: leastApart(moves),
    wrong: [...wrong],
    held,
    holding: rows.filter(({ state }) => state === 'holds').length,
    afterwards: quiet.moves(box, lamp, calmMs).length,
    broken: await quiet.broken(checkers)
  }
}

function leastApart(moves: FightingReport['moves']): number {
  const changes = moves.filter(([, value], at) => at === 0 || value !== moves[at - 1]?.[1])
  const apart = changes.slice(1).flatMap(([atMs, , slot], at) => (slot === 'agreement' || slot === 'rest' ? [atMs - (changes[at]?.[0] ?? 0)] : []))
  return Math.min(...apart)
}

const darkerThan = (quiet: Quiet, value: number): Rule['while'] => ({ is: 'compare', of: { is: 'reading', point: quiet.point(eye, 'eye', 'light') }, how: 'below', to: { value, unit: 'lx' } })

/** Every second one wants the contrary of the one before, at nearly the same number. */
function hostile(quiet: Quiet, lamp: PointId, chance: Chance, number: number): Rule {
  const dark = darkerThan(quiet, 27 + 6 * chance.draw())
  const near: Rule['while'] = { is: 'near', point: quiet.point(box, 'eye', 'step') }
  const that: Rule['while'] = chance.happens(0.2) ? near : chance.happens(0.3) ? { is: chance.pick(['and', 'or'] as const), of: [dark, near] } : dark
  return {
    act: lamp,
    to: { value: number % 2 === 0 ? 100 - number : number, unit: '%' },
    while: chance.happens(0.5) ? that : { is: 'not', that },
    otherwise: chance.happens(0.5) ? 'rest' : { to: { value: number % 2 === 0 ? 0 : 90, unit: '%' } },
    unsure: chance.pick(['rest', 'stay'] as const),
    leastMs: chance.pick([0, 0, 1_000])
  }
}

/** Withdraws an agreement of its own or agrees again, holds the lamp for a while, turns it by hand, or lets go. */
function meddle(quiet: Quiet, lamp: PointId, ids: readonly { readonly by: number; readonly id: string }[], chance: Chance): void {
  const { commune, world } = quiet
  switch (chance.weighted({ withdraw: 5, again: 3, hold: 2, release: 1, hand: 1 })) {
    case 'withdraw':
    case 'again': {
      const { by, id } = chance.pick(ids)
      return void commune.act(quiet.at(by), 'say', { world, wishes: [chance.happens(0.6) ? { wish: 'disagree', agreement: id } : { wish: 'agree', agreement: id }] })
    }
    case 'hold':
      return void commune.act(quiet.at(chance.pick([box, mira, bo])), 'hold', { world, act: lamp, value: chance.between(0, 100), forMs: chance.pick([2_000, 10_000]) })
    case 'release':
      return void commune.act(quiet.at(chance.pick([box, mira, bo])), 'release', { world, act: lamp })
    case 'hand':
      return quiet.at(box).things?.byHand('lamp', chance.between(0, 100))
  }
}
