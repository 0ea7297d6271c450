/** Forms of a language, taken apart: for writing them, and for the grammar that understands them. */
import type { Features, Form, Forms, Language } from './language.ts'

export type Part =
  | { readonly is: 'words'; readonly variants: readonly string[]; readonly optional: boolean; readonly silent: boolean }
  | { readonly is: 'slot'; readonly name: string; readonly optional: boolean }
  | { readonly is: 'mark'; readonly text: string; readonly optional: boolean; readonly silent: boolean }
  | { readonly is: 'turn' }

const marks = new Set([',', ';', ':', '.', '(', ')', '&', '<', '>', '≤', '≥', '<=', '>=', '=', "'s"])

export const partsOf = (form: Form): readonly Part[] => form.split(' ').filter(Boolean).map(partOf)

const partOf = (written: string): Part => {
  if (written === '*') return { is: 'turn' }
  const silent = written.startsWith('?')
  const optional = silent || (written.length > 1 && written.endsWith('?'))
  const text = written.slice(silent ? 1 : 0, !silent && optional ? -1 : undefined)
  if (marks.has(text)) return { is: 'mark', text, optional, silent }
  if (/^[A-Z][A-Z_]*$/.test(text)) return { is: 'slot', name: text, optional }
  return { is: 'words', variants: text.split('|').map((one) => one.replaceAll('_', ' ')), optional, silent }
}

/** How many words a form has beside what may be missing. */
export const wordsOf = (form: Form): number => form.split(' ').filter((part) => !part.endsWith('?') && !part.startsWith('?')).length

export type Filling = { readonly [slot: string]: string | undefined }

/** The first form, written. A slot that is not filled is left out. */
export const write = (forms: Forms, language: Language, features: Features, filling: Filling = {}): string =>
  join(partsOf(forms[0] ?? '').flatMap((part) => written(part, language, features, filling)))

const written = (part: Part, language: Language, features: Features, filling: Filling): string[] => {
  if (part.is === 'turn') return []
  if (part.is === 'mark') return part.silent ? [] : [part.text]
  if (part.is === 'slot') return filling[part.name] === undefined ? [] : [filling[part.name] as string]
  if (part.silent) return []
  // Two or four follow what they are said of; any other number are ways to say the same.
  const { length } = part.variants
  return [(length === 2 || length === 4 ? part.variants[language.variant(length, features)] : part.variants[0]) ?? '']
}

/** Words with spaces between, and marks right behind what they follow. */
export const join = (pieces: readonly string[]): string =>
  pieces.reduce(
    (text, piece) =>
      text === '' || piece === '' || [',', ';', ':', '.'].includes(piece) || text.endsWith('(') || piece === ')'
        ? text + piece
        : `${text} ${piece}`,
    ''
  )

/** Puts the verb of a deed first and who does it behind, where the language does so; else who does it first. */
export const turned = (form: Form, who: string): Form => (form.includes('*') ? form.replace('*', who) : `${who} ${form}`)

export const straight = (form: Form): Form =>
  form
    .split(' ')
    .filter((word) => word !== '*')
    .join(' ')
