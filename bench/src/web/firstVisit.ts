/** Somebody opens the address for the first time: nothing is kept anywhere, everything comes over the line. */
import type { Browser } from 'playwright-core'
import type { Box } from './box.ts'
import { marks, seenIn, until } from './inPage.ts'
import { openLine } from './line.ts'

export const phone = { bitsPerS: 10_000_000, roundMs: 20 }
const size = { width: 390, height: 844 }
/** What comes after the first place is drawn has come when the line was silent for so long. */
const silentMs = 1_500

export interface FirstVisit {
  /** Over the line until one can say something: pages, scripts, letters, their heads. */
  readonly loadedKb: number
  /** And what came after that by itself. */
  readonly laterKb: number
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
    const loaded = line.down()
    const { at } = await seenIn(page)
    for (let before = -1; before !== line.down(); ) {
      before = line.down()
      await page.waitForTimeout(silentMs)
    }
    return { loadedKb: kb(loaded), laterKb: kb(line.down() - loaded), interactiveMs: Math.max(at['field']!, at['place']!), steps: rounded(at) }
  } finally {
    await context.close()
    await line.close()
  }
}

const rounded = (at: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(at).map(([name, ms]) => [name, Math.round(ms)]))

const kb = (bytes: number): number => Math.round(bytes / 1_000)
