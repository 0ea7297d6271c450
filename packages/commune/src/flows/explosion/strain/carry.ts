/**
 * One round carried out: makers take what their firm orders need from what lies at the places, ends get what is left over and not needed
 * for the next round, and what was made comes to its place. Nothing is taken that does not lie there.
 *
 * Where there is too little for all who ask, all get the same share of what they asked for, take of everything else only what goes with
 * it, and ask once more: so nobody holds what another one could use.
 */
import type { Flat } from './economy.ts'
import { keptOver } from './kept.ts'

const asksMax = 3
/** A store holds so many usual rounds; what comes on top of that spoils. */
const storeMax = 1.5

export interface Firm {
  /** What each maker took on, of all its products together and of each. */
  readonly level: Float64Array
  readonly product: Float64Array
}

export interface Carried {
  /** What each maker made of all its products together, and of each. */
  readonly level: Float64Array
  readonly product: Float64Array
  /** By thing: what was asked for by makers, what they took, what was made, what ends got, what lies there afterwards. */
  readonly asked: Float64Array
  readonly used: Float64Array
  readonly made: Float64Array
  readonly met: Float64Array
  readonly stock: Float64Array
}

export function carryOut(flat: Flat, before: Float64Array, firm: Firm): Carried {
  const level = new Float64Array(flat.makers)
  const left = Float64Array.from(before)
  const asked = new Float64Array(flat.things)
  for (let ask = 0; ask < asksMax; ask++) {
    const rest = firm.level.map((much, maker) => (ask > 0 && lacks(flat, maker, left) ? 0 : Math.max(0, much - (level[maker] as number))))
    const now = askedOf(flat, rest)
    if (ask === 0) asked.set(now)
    if (!takeShares(flat, rest, level, left, now)) break
  }
  const made = new Float64Array(flat.things)
  const product = new Float64Array(flat.products)
  for (let index = 0; index < flat.products; index++) {
    const maker = flat.maker[index] as number
    const all = firm.level[maker] as number
    const part = all > 0 ? ((firm.product[index] as number) * (level[maker] as number)) / all : 0
    product[index] = part
    made[flat.thing[index] as number] = (made[flat.thing[index] as number] as number) + part
  }
  for (let maker = 0; maker < flat.makers; maker++) {
    for (const { thing, amount } of flat.besides[maker] ?? []) made[thing] = (made[thing] as number) + amount * (level[maker] as number)
  }
  const used = before.map((lay, thing) => lay - (left[thing] as number))
  const met = new Float64Array(flat.things)
  const stock = new Float64Array(flat.things)
  for (let thing = 0; thing < flat.things; thing++) {
    const lies = left[thing] as number
    const comes = (made[thing] as number) + (flat.came[thing] as number)
    const needed = (asked[thing] as number) * (1 + keptOver)
    const got = Math.min(flat.wanted[thing] as number, Math.max(0, Math.min(lies, lies + comes - needed)))
    met[thing] = got
    stock[thing] = Math.min(storeMax * (flat.usual[thing] as number), lies - got + comes)
  }
  return { level, product, asked, used, made, met, stock }
}

/** What makers still ask for. */
function askedOf(flat: Flat, rest: Float64Array): Float64Array {
  const asked = new Float64Array(flat.things)
  for (const [maker, much] of rest.entries()) {
    if (much <= 0) continue
    for (let line = flat.takesFrom[maker] as number; line < (flat.takesFrom[maker + 1] as number); line++) {
      const thing = flat.takesThing[line] as number
      asked[thing] = (asked[thing] as number) + (flat.takesAmount[line] as number) * much
    }
  }
  return asked
}

/** Something that goes into it is used up: asking for the rest of it would only keep that from others. */
function lacks(flat: Flat, maker: number, left: Float64Array): boolean {
  for (let line = flat.takesFrom[maker] as number; line < (flat.takesFrom[maker + 1] as number); line++) {
    const thing = flat.takesThing[line] as number
    if ((left[thing] as number) <= 1e-6 * (flat.usual[thing] as number)) return true
  }
  return false
}

/** Each maker takes the share that the scarcest of its things allows. Says whether anybody took anything. */
function takeShares(flat: Flat, rest: Float64Array, level: Float64Array, left: Float64Array, asked: Float64Array): boolean {
  const share = asked.map((much, thing) => (much > (left[thing] as number) ? (left[thing] as number) / much : 1))
  const used = new Float64Array(flat.things)
  let some = false
  for (const [maker, much] of rest.entries()) {
    if (much <= 0) continue
    const [from, to] = [flat.takesFrom[maker] as number, flat.takesFrom[maker + 1] as number]
    let part = 1
    for (let line = from; line < to; line++) part = Math.min(part, share[flat.takesThing[line] as number] as number)
    if (part <= 0) continue
    some = true
    level[maker] = (level[maker] as number) + much * part
    for (let line = from; line < to; line++) {
      const thing = flat.takesThing[line] as number
      used[thing] = (used[thing] as number) + (flat.takesAmount[line] as number) * much * part
    }
  }
  for (let thing = 0; thing < flat.things; thing++) left[thing] = Math.max(0, (left[thing] as number) - (used[thing] as number))
  return some
}
