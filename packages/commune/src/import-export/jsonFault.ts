/**
 * Where a text stops being JSON (RFC 8259), for a person who is to mend it. Engines say it in their own English and some not at all,
 * so the text is walked once more, and only when it was refused before.
 */
import { importMessage, type Message } from '../words/index.ts'

const shownChars = 20

export const jsonFault = (path: string, text: string): Message => {
  const at = faultAt(text)
  const shown = text.slice(at, at + shownChars).split(/[\r\n]/)[0]?.trim() ?? ''
  const line = String(text.slice(0, at).split('\n').length)
  return shown === '' ? importMessage('import.json-end', { path, line }) : importMessage('import.json-line', { path, line, text: shown })
}

const space = /[ \t\n\r]*/y
const textToken = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const plainToken = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y

type Wanted = 'value' | 'name' | 'colon' | 'next' | 'end'

/** Where the first thing stands that may not stand there; the end of what is written, when nothing does and more is wanted. */
function faultAt(text: string): number {
  const open: ('{' | '[')[] = []
  let wanted: Wanted = 'value'
  let mayClose = false
  let at = 0
  const take = (token: RegExp): boolean => {
    token.lastIndex = at
    const found = token.exec(text)
    if (found) at += found[0].length
    return found !== null
  }
  const after = (): Wanted => (open.length === 0 ? 'end' : 'next')
  for (;;) {
    const before = at
    take(space)
    const letter = text[at]
    if (letter === undefined) return before
    const inside = open.at(-1)
    if ((letter === '}' && inside === '{') || (letter === ']' && inside === '[')) {
      if (wanted !== 'next' && !mayClose) return at
      open.pop()
      at++
      wanted = after()
    } else if (wanted === 'value' && (letter === '{' || letter === '[')) {
      open.push(letter)
      at++
      wanted = letter === '{' ? 'name' : 'value'
      mayClose = true
      continue
    } else if (wanted === 'value' && (take(textToken) || take(plainToken))) wanted = after()
    else if (wanted === 'name' && take(textToken)) wanted = 'colon'
    else if (wanted === 'colon' && letter === ':') {
      at++
      wanted = 'value'
    } else if (wanted === 'next' && letter === ',') {
      at++
      wanted = inside === '{' ? 'name' : 'value'
    } else return at
    mayClose = false
  }
}
