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
