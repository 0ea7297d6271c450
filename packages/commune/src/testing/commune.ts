/**
 * A commune for tests: wares are names, devices belong to them, and what is said is filed at once with a lamport one
 * higher than all before. Ids are counted, so a failing test reads the same each time.
 */
import {
  type IdText,
  type RawStatement,
  type Refusal,
  type RoomState,
  type Said,
  type StatementId,
  toText
} from '@commune/protocol'
import { type CommuneStates, emptyStates, foldAll } from '../commune.ts'
import type { Speaks } from '../undo/index.ts'
import { Views } from '../views.ts'
import { decide, type Wish } from '../wish.ts'
import { english } from '../words/index.ts'
import { sequence } from './sequence.ts'

/** The id of this number, 43 characters. */
export const idOf = (number: number): IdText => {
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(28, number)
  return toText(bytes)
}

export interface TestWare {
  readonly ware: IdText
  readonly device: IdText
}

export class TestCommune {
  readonly states: CommuneStates = emptyStates()
  readonly said: Said[] = []
  readonly views: Views
  nowMs = 1_800_000_000_000
  #lamport = 0
  #entries = 1_000
  #wares = 0
  readonly #wareOf = new Map<IdText, IdText>()
  readonly #random = sequence(1)

  constructor() {
    const speaks: Speaks = { wareOf: ({ device }) => (device === null ? undefined : this.#wareOf.get(device)) }
    this.views = new Views(this.states, speaks)
  }

  /** A new ware with one device, or a further device of one there is. */
  ware(of?: TestWare): TestWare {
    this.#wares++
    const device = idOf(100_000 + this.#wares)
    const ware = of?.ware ?? idOf(200_000 + this.#wares)
    this.#wareOf.set(device, ware)
    return { ware, device }
  }

  /** Says a wish and files it; the id of its first statement. Throws with the reason when it is refused. */
  wish(who: TestWare, wish: Wish): StatementId {
    const decided = this.decide(who, wish)
    if (!decided.ok) throw new Error(english.say(decided.error))
    return this.say(who.device, ...decided.value)
  }

  /** Why a wish is refused, in English; an empty text when it is not. */
  refused(who: TestWare, wish: Wish): string {
    const decided = this.decide(who, wish)
    return decided.ok ? '' : english.say(decided.error)
  }

  decide(who: TestWare, wish: Wish): ReturnType<typeof decide> {
    const devices = [...this.#wareOf].filter(([, ware]) => ware === who.ware).map(([device]) => device)
    return decide(wish, this.views, { ...who, devices, nowMs: this.nowMs, random: this.#random })
  }

  /** Files statements as one entry of this device; the id of the first. Throws when a room refuses one. */
  say(device: IdText | null, ...statements: readonly RawStatement[]): StatementId {
    const refused = this.sayRaw(device, ...statements)
    if (refused) throw new Error(refused.reason)
    return this.last
  }

  /** Like `say`, but hands the first refusal back. */
  sayRaw(device: IdText | null, ...statements: readonly RawStatement[]): Refusal | undefined {
    const entry = idOf(++this.#entries)
    const lamport = ++this.#lamport
    const said = statements.map((statement, index) => ({
      id: `${entry}.${index}`,
      entry,
      device,
      lamport,
      epoch: idOf(1),
      statement
    }))
    this.said.push(...said)
    return foldAll(this.states, said)[0]?.refusal
  }

  /** Files what was said elsewhere, as it came. */
  sayAs(said: Said): void {
    foldAll(this.states, [said])
  }

  /** The id of the first statement of the last entry. */
  get last(): StatementId {
    return `${idOf(this.#entries)}.0`
  }
}

/** All tables in one plain text, in an order of its own: equal states give equal dumps. */
export const dump = (states: CommuneStates): string => {
  const tables = Object.entries(states).flatMap(([room, state]) =>
    Object.entries(state as RoomState).map(([table, facts]) => [
      `${room}.${table}`,
      [...facts].sort(([a], [b]) => (a < b ? -1 : 1))
    ])
  )
  return JSON.stringify(tables, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value instanceof Uint8Array ? toText(value) : value
  )
}
