/** Small tables: columns set apart by two spaces, the last one broken at words to fit the terminal. */

/** Columns a text takes in a terminal: wide letters take two, marks on letters none. */
export const widthOf = (text: string): number => {
  let width = 0
  for (const character of text) width += /\p{Mn}|\p{Me}|\p{Cf}/u.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** The longest a column but the last gets in a terminal; what is longer is cut with a mark. */
const columnMost = 48
/** Nobody's terminal: a file or a pipe, where nothing is cut. */
const columnsOfNobody = 1_000

export const tableLines = (rows: readonly (readonly string[])[], columns: number): string[] => {
  const most = columns < columnsOfNobody ? columnMost : Number.POSITIVE_INFINITY
  const cells = rows.map((row) => row.map((cell, index) => (index < row.length - 1 ? cut(clean(cell), most) : clean(cell))))
  const count = Math.max(0, ...cells.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(0, ...cells.filter((row) => index < row.length - 1).map((row) => widthOf(row[index] ?? '')))
  )
  return cells.flatMap((row) => {
    const ahead = row
      .slice(0, -1)
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell) + 2))
      .join('')
    const room = Math.max(24, columns - widthOf(ahead))
    return wrap(row.at(-1) ?? '', room).map((line, index) =>
      `${index === 0 ? ahead : ' '.repeat(widthOf(ahead))}${line}`.trimEnd()
    )
  })
}

/** Breaks at spaces; a word longer than the line stays whole, so that a link can be copied. */
export const wrap = (text: string, room: number): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/**
 * What others said, made safe to print: control characters could move the cursor, colour the terminal or turn the line
 * around.
 */
export const clean = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

const cut = (text: string, most: number): string => {
  if (widthOf(text) <= most) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept) + widthOf(character) >= most) break
    kept += character
  }
  return `${kept}…`
}
