/**
 * Where a text stops being JSON (RFC 8259), for a person who is to mend it: engines say it in their own English, and some not at all.
 * A name that stands twice in one object is a fault as well: one of the two would be passed over and nobody told.
 */
import { importMessage, type Message } from '../words/index.ts'

const shownChars = 20

/** What is wrong with it; undefined when nothing is. */
export const jsonFault = (path: string, text: string): Message | undefined => {
  const found = faultIn(text)
  if (!found) return undefined
  const { at, twice } = found
  if (twice !== undefined) return importMessage('import.json-twice', { path, line: lineOf(text, at), name: twice.slice(0, 40) })
  const shown = text.slice(at, at + shownChars).split(/[\r\n]/)[0]?.trim() ?? ''
  const line = lineOf(text, at)
  return shown === '' ? importMessage('import.json-end', { path, line }) : importMessage('import.json-line', { path, line, text: shown })
}

const lineOf = (text: string, at: number): string => String(text.slice(0, at).split('\n').length)

const space = /[ \t\n\r]*/y
const textToken = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const plainToken = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y

type Wanted = 'value' | 'name' | 'colon' | 'next' | 'end'

/** The first thing that may not stand where it does; the end of what is written, when more is wanted there. */
function faultIn(text: string): { readonly at: number; readonly twice?: string } | undefined {
  const open: ('{' | '[')[] = []
  /** Names of each object that is open; of a list none. */
  const names: Set<string>[] = []
  let wanted: Wanted = 'value'
  let mayClose = false
  let at = 0
  const take = (token: RegExp): string | undefined => {
    token.lastIndex = at
    const found = token.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }
  const after = (): Wanted => (open.length === 0 ? 'end' : 'next')
  for (;;) {
    const before = at
    take(space)
    const letter = text[at]
    if (letter === undefined) return wanted === 'end' ? undefined : { at: before }
    const inside = open.at(-1)
    if ((letter === '}' && inside === '{') || (letter === ']' && inside === '[')) {
      if (wanted !== 'next' && !mayClose) return { at }
      open.pop()
      names.pop()
      at++
      wanted = after()
    } else if (wanted === 'value' && (letter === '{' || letter === '[')) {
      open.push(letter)
      names.push(new Set())
      at++
      wanted = letter === '{' ? 'name' : 'value'
      mayClose = true
      continue
    } else if (wanted === 'value' && (take(textToken) ?? take(plainToken)) !== undefined) wanted = after()
    else if (wanted === 'name') {
      const name = take(textToken)?.slice(1, -1)
      if (name === undefined) return { at }
      const known = names.at(-1)
      if (known?.has(name)) return { at: at - 1, twice: name }
      known?.add(name)
      wanted = 'colon'
    } else if (wanted === 'colon' && letter === ':') {
      at++
      wanted = 'value'
    } else if (wanted === 'next' && letter === ',') {
      at++
      wanted = inside === '{' ? 'name' : 'value'
    } else return { at }
    mayClose = false
  }
}
