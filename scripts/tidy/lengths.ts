/**
 * Files that fit a reading and lines that fit a screen.
 *
 * A longer file needs its reason in `long-files.json`, which is empty and best stays so; a reason that is no longer
 * needed has to go.
 */
import longFiles from './long-files.json' with { type: 'json' }
import type { Check, Complaint } from './tree.ts'

export const fileLinesMax = 400
/** The house writes up to 130; over this a line can neither be read nor reviewed. */
export const lineCharactersMax = 240

/** A word that cannot be broken (a key, a golden byte string, an address) may be as long as it is. */
const unbroken = /\S{60}/

export function lengthsCheck(reasons: Readonly<Record<string, string>> = longFiles): Check {
  return (tree) => {
    const complaints: Complaint[] = []
    for (const [path, text] of tree.files) {
      if (!/\.(ts|tsx|cjs|css)$/.test(path)) continue
      const lines = text.replace(/\n$/, '').split('\n')
      const long = lines.length > fileLinesMax
      if (long && reasons[path] === undefined) {
        const message = `${lines.length} lines, at most ${fileLinesMax}: split it by subject, or say why in long-files.json.`
        complaints.push({ path, line: 0, message })
      }
      if (!long && reasons[path] !== undefined) {
        complaints.push({ path, line: 0, message: 'no longer long: take it out of scripts/tidy/long-files.json.' })
      }
      for (const [index, line] of lines.entries()) {
        if (line.length <= lineCharactersMax || unbroken.test(line)) continue
        complaints.push({ path, line: index + 1, message: `${line.length} characters, write up to 130: break it.` })
      }
    }
    const gone = Object.keys(reasons).filter((path) => !tree.files.has(path))
    return [...complaints, ...gone.map((path) => ({ path, line: 0, message: 'is gone: take it out of long-files.json.' }))]
  }
}
