/**
 * The program packed into few files, which `npm start` makes: nine hundred modules read one by one cost a start most of its time
 * and a third of its memory.
 *
 * It is used only when it was made of exactly the sources that lie here now, told by their names, sizes and times of change;
 * whoever changes a line runs the sources until the next `npm start`. What is packed lies in a folder named by that stamp, so
 * that a daemon that runs from an older one keeps what it has still to load.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root: string = join(import.meta.dirname, '../../..')

/** Files and folders that go into the program; what a folder holds beside sources does no harm but a packing too many. */
const ingredients = ['package-lock.json', 'apps/commune/package.json', 'apps/commune/src', 'packages']
const leftOut = /(^|\/)(node_modules|testing|sim|indexeddb|browser)$|\.test\.ts$|\.md$/

/** Where the program is packed when it is made of what lies in `folder` now. */
export const packedFolder = (folder: string = root): string =>
  join(folder, 'node_modules/.cache/smart-commune-program', stampOf(folder))

/** The packed program, when it is there and of these sources. */
export const packedProgram = (folder: string = root): string | undefined => {
  const file = join(packedFolder(folder), 'begin.mjs')
  return existsSync(file) ? file : undefined
}

function stampOf(folder: string): string {
  const hash = createHash('sha256').update(process.version)
  const walk = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = `${path}/${entry.name}`
      if (leftOut.test(inside)) continue
      if (entry.isDirectory()) walk(inside)
      else add(inside)
    }
  }
  const add = (path: string): void => {
    const { size, mtimeMs } = statSync(join(folder, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  for (const place of ingredients) {
    if (place.endsWith('.json')) add(place)
    else walk(place)
  }
  return hash.digest('hex').slice(0, 32)
}
