/** Somebody opens the address for the first time: nothing is kept anywhere, everything comes over the line. */
import type { Browser } from 'playwright-core'
import type { Box } from './box.ts'
import { marks, seenIn, until } from './inPage.ts'
import { type Asked, openLine } from './line.ts'

export const phone = { bitsPerS: 10_000_000, roundMs: 20 }
const size = { width: 390, height: 844 }
/** What comes after the first place is drawn has come when the line was silent for so long. */
const silentMs = 1_500
/** The network of the browser, and what fetches the copy for a reload. */
const canWait = /\/browser-[\w-]+\.js|\/sw\.js/

export interface FirstVisit {
  /** All that the page asked for by itself but what can wait, however late it came: pages, scripts, letters, their heads. */
  readonly loadedKb: number
  /** And what came after that by itself: the network, and the copy for a reload. */
  readonly laterKb: number
  /** The same, one by one. */
  readonly parts: { readonly atOnce: readonly string[]; readonly later: readonly string[] }
  readonly interactiveMs: number
  readonly steps: Readonly<Record<string, number>>
}

export const firstVisit = async (browser: Browser, box: Box, slow: number): Promise<FirstVisit> => {
  const line = await openLine(box.port, phone)
  const context = await browser.newContext({ viewport: size, isMobile: true })
  await context.addInitScript(marks)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slow })
  try {
    await page.goto(`http://localhost:${line.port}/`, { waitUntil: 'commit' })
    await until(page, 'bench.at.field !== undefined && bench.at.place !== undefined')
    const { at } = await seenIn(page)
    for (let before = -1; before !== line.down(); ) {
      before = line.down()
      await page.waitForTimeout(silentMs)
    }
    // The copy for a reload asks for everything anew, the page first.
    const copy = line.asked.findIndex(({ path }, i) => i > 0 && path === '/')
    const own = copy < 0 ? line.asked : line.asked.slice(0, copy)
    const atOnce = own.filter(({ path }) => !canWait.test(path))
    const later = line.asked.filter((each) => !atOnce.includes(each))
    const sum = (some: readonly Asked[]): number => some.reduce((bytes, each) => bytes + each.bytes, 0)
    return { loadedKb: kb(sum(atOnce)), laterKb: kb(sum(later)), parts: { atOnce: atOnce.map(named), later: later.map(named) }, interactiveMs: Math.max(at['field']!, at['place']!), steps: rounded(at) }
  } finally {
    await context.close()
    await line.close()
  }
}

const rounded = (at: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(at).map(([name, ms]) => [name, Math.round(ms)]))

const named = ({ path, bytes }: Asked): string => `${path} ${(bytes / 1_000).toFixed(1)}`

const kb = (bytes: number): number => Math.round(bytes / 1_000)
