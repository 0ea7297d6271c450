/**
 * Names of things, short enough to type: the first eight letters of an id, with the number behind the point when it is not
 * the first statement of its entry. A leading `-` would look like an option, so it is shown as `@`.
 */
import { cliMessage } from '../words/index.ts'
import { Stop } from './stop.ts'

const shownLetters = 8

export const short = (id: string): string => {
  const [entry = '', index = '0'] = id.split('.')
  const letters = entry.slice(0, shownLetters).replace(/^-/, '@')
  return index === '0' ? letters : `${letters}.${index}`
}

/** The one id among these that `typed` begins; stops when there is none, or more than one. */
export const pick = (typed: string, ids: Iterable<string>): string => {
  if (typed.trim() === '') throw new Stop(cliMessage('cli.id-empty'))
  const [letters = '', index] = typed.trim().replace(/^@/, '-').split('.')
  const found = new Set<string>()
  for (const id of ids) {
    const [entry = '', own] = id.split('.')
    if (letters !== '' && entry.startsWith(letters) && (own ?? '0') === (index ?? '0')) found.add(id)
  }
  const [first] = found
  if (first === undefined) throw new Stop(cliMessage('cli.id-unknown', { id: typed.slice(0, 60) }))
  if (found.size > 1) throw new Stop(cliMessage('cli.id-many', { id: typed, n: found.size }))
  return first
}

const namedShown = 10

/** The id of the one row that has this name; else the one id that `typed` begins. Stops when several have the name, and shows their ids. */
export const pickNamed = (typed: string, rows: readonly { readonly id: string; readonly name?: string | undefined }[]): string => {
  const wanted = folded(typed)
  const called = wanted === '' ? [] : rows.filter(({ name }) => name !== undefined && folded(name) === wanted)
  const ids = called.map(({ id }) => id)
  if (ids.length > 1) throw new Stop(cliMessage('cli.name-many', { name: typed.trim().slice(0, 60), n: ids.length, ids: ids.slice(0, namedShown).map(short) }))
  return ids[0] ?? pick(typed, rows.map(({ id }) => id))
}

const folded = (name: string): string => name.trim().normalize('NFC').toLowerCase()
