/**
 * What was said of things and still stands, word by word, so that whoever said it can say it again to those who cannot read it (K4). Of
 * each word only what counts now is in it: nothing older than what stands.
 */
import { type IdText, laterThan, type Origin, type RawStatement, type StatementId } from '@commune/protocol'
import { type Filed, originAt } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import type { ThingId } from './thing.ts'
import type { SaidAgain } from './types.ts'

/** A word of which something counts. */
export interface StandingWord {
  /** Where it stands among all others. */
  readonly place: Origin
  readonly by: IdText
  /** Where it was said, first and again. */
  readonly said: readonly Origin[]
  /** How it is said again. */
  readonly statement: RawStatement
  /** It takes something back: that is news only to those who heard what is taken back. */
  readonly takesBack: boolean
}

/** Where a word stands: where it was said, or where that stands which it says again. */
export const placeOf = (at: Origin, { again, lamport }: SaidAgain): Origin =>
  again !== undefined && lamport !== undefined && lamport < at.lamport ? { id: again, device: at.device, lamport } : at

/** Something said, where it was said and where it stands. */
export interface Placed {
  readonly at: Origin
  readonly place: Origin
}

/** Whether `a` counts before `b`: it stands later, or at the same place and was said earlier. */
export const outranks = (a: Placed, b: Placed): boolean => (a.place.id === b.place.id && a.place.lamport === b.place.lamport ? laterThan(b.at, a.at) : laterThan(a.place, b.place))

/** The ware this word speaks for, if it holds: neither it nor what it says again was undone. */
export const speakerOf = (standing: Standing, { at, place }: Placed): IdText | undefined => {
  if (place.id !== at.id && standing.saidBy(place) !== undefined && standing.wareOf(place) === undefined) return undefined
  return standing.wareOf(at)
}

export function* placedOf<T extends SaidAgain>(ids: ReadonlySet<StatementId>, table: { get(id: StatementId): Filed<T> | undefined }): Iterable<Placed & { readonly filed: Filed<T> }> {
  for (const id of ids) {
    const filed = table.get(id)
    if (!filed) continue
    const at = originAt(id, filed)
    yield { at, place: placeOf(at, filed.says), filed }
  }
}

/** Gathers what counts, a field at a time. */
export class Words {
  readonly #thing: ThingId
  readonly #words = new Map<string, { place: Origin; by: IdText; said: Set<Origin>; fields: Record<string, unknown>; takesBack: boolean }>()

  constructor(thing: ThingId) {
    this.#thing = thing
  }

  /** `all`: every word of this kind about the thing; those at the same place by the same ware are this one said again. */
  add(type: string, one: Placed, by: IdText, fields: Readonly<Record<string, unknown>>, all: Iterable<Placed>, standing: Standing, takesBack = false): void {
    const known = this.#words.get(one.place.id)
    if (known) return void Object.assign(known.fields, fields)
    const said = new Set<Origin>()
    for (const each of all) if (each.place.id === one.place.id && each.place.lamport === one.place.lamport && speakerOf(standing, each) === by) said.add(each.at)
    this.#words.set(one.place.id, { place: one.place, by, said, fields: { type, thing: this.#thing, ...fields }, takesBack })
  }

  list(): StandingWord[] {
    return Array.from(this.#words.values(), ({ place, by, said, fields, takesBack }) => ({
      ...{ place, by, takesBack },
      said: [...said],
      statement: { ...fields, again: place.id, lamport: place.lamport } as unknown as RawStatement
    }))
  }
}
