/** A member says thousands of things, each by itself: the world that the browser will hold. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Wish } from '@commune/commune'
import type { Outcome } from '@commune/peer'
import { openPeer } from '../sync/ports.ts'
import type { Box } from './box.ts'

const nouns = ['bread', 'beans', 'ladder', 'hands for the roof', 'flour', 'jam jars', 'bicycle pump', 'compost', 'lamp oil', 'seeds', 'boards', 'wool']
const sorts = ['rye', 'old', 'long', 'winter', 'borrowed', 'spare', 'red', 'small', 'shared', 'mended', 'wild']
const places = ['kitchen', 'workshop', 'garden', 'guest room', 'cellar']
/** Said at once; their signatures and commits go side by side. */
const atOnce = 50
const stepMs = 100

export const fillWorld = async (box: Box, things: number): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'commune-bench-member-'))
  const { peer } = await openPeer(folder)
  try {
    const { world } = must(await peer.act('join', { link: box.link }))
    for (let index = 0; index < things; index += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, things - index) }, (_, each) => wishOf(index + each))
      await Promise.all(some.map(async (wish) => must(await peer.act('say', { world, wishes: [wish] }))))
    }
    // The box has all of it when it says that it holds the last.
    for (;;) {
      const { kept } = must(await peer.ask('world', { world }))
      if (kept.others > 0) return
      await new Promise((resolve) => setTimeout(resolve, stepMs))
    }
  } finally {
    await peer.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const wishOf = (index: number): Wish => {
  const thing = `${sorts[index % sorts.length]} ${nouns[index % nouns.length]} ${index % 997}`
  const place = places[index % places.length]!
  if (index % 3 === 2) {
    const text = `Look at it in the ${place}.\n\n- turn it once\n- leave it alone\n\nSee [[How to keep ${sorts[(index + 1) % sorts.length]}]].`
    return { wish: 'begin', title: `How to keep ${thing}`, text, tags: [sorts[index % sorts.length]!] }
  }
  return { wish: index % 3 === 0 ? 'need' : 'offer', thing, quantity: `${1 + (index % 9)} kg`, place, note: 'whenever it suits you best' }
}

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`the world could not be filled: ${JSON.stringify(outcome.error)}`)
  return outcome.value
}
