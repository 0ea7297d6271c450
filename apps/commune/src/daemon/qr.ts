/**
 * A QR code in a terminal: two modules in one character, dark on light whatever colours the terminal has, with the quiet
 * zone of four modules that readers ask for.
 */
import { generate } from 'lean-qr'

const quietModules = 4
/** Black on white, by numbers, because a theme may bend the names of colours. */
const paper = '\u001b[38;5;16;48;5;231m'
const plain = '\u001b[0m'

/** Lines to print; undefined when the text is too long for any code, or wider than `columns`. */
export const qrLines = (text: string, columns: number): string[] | undefined => {
  let code: ReturnType<typeof generate>
  try {
    code = generate(text)
  } catch {
    return undefined
  }
  const end = code.size + quietModules
  if (end + quietModules > columns) return undefined
  const lines: string[] = []
  for (let y = -quietModules; y < end; y += 2) {
    let line = ''
    for (let x = -quietModules; x < end; x++) {
      const upper = code.get(x, y)
      const lower = y + 1 < end && code.get(x, y + 1)
      line += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' '
    }
    lines.push(`${paper}${line}${plain}`)
  }
  return lines
}
