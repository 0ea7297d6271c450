/**
 * An answer that comes again is mostly what it was: what is the same in it stays the very same object. So a row that did not change
 * is not drawn anew, and whoever stands on it with the keyboard goes on standing there.
 *
 * Rows of a list are known by their `id`, wherever they have moved to. Bytes are never looked through: they may be a film.
 */

/** `now`, made of the parts of `before` wherever they say the same; `before` itself when all of it does. */
export const shared = <T>(before: unknown, now: T): T => {
  if (Object.is(before, now)) return now
  if (Array.isArray(before) && Array.isArray(now)) return sharedList(before, now) as T
  if (isPlain(before) && isPlain(now)) return sharedFields(before, now) as T
  return now
}

function sharedList(before: readonly unknown[], now: readonly unknown[]): readonly unknown[] {
  const known = new Map(before.flatMap((each) => (idOf(each) === undefined ? [] : [[idOf(each), each]])))
  const all = now.map((each, at) => {
    const id = idOf(each)
    return shared(id === undefined ? before[at] : known.get(id), each)
  })
  return all.length === before.length && all.every((each, at) => Object.is(each, before[at])) ? before : all
}

function sharedFields(before: Fields, now: Fields): Fields {
  const names = Object.keys(now)
  const all: Record<string, unknown> = {}
  for (const name of names) all[name] = shared(Object.hasOwn(before, name) ? before[name] : undefined, now[name])
  const same = names.length === Object.keys(before).length && names.every((name) => Object.hasOwn(before, name) && Object.is(all[name], before[name]))
  return same ? before : all
}

type Fields = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)

const idOf = (value: unknown): unknown => (isPlain(value) ? value['id'] : undefined)
