/** A browser holds a large world: it is opened with the daemon gone, scrolled through and searched. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Box } from './box.ts'
import { marks, type Seen, seenIn, until } from './inPage.ts'

const size = { width: 390, height: 844 }
const wheelPx = 600
const wheels = 50
const keyMs = 120

export interface BigOptions {
  readonly slow: number
  readonly runs: number
  readonly things: number
  note(line: string): void
}

export interface BigFigures {
  /** Until the rows of the place are painted. */
  readonly openWorldMs: number
  /** Until the peer has opened the world and has answered for the first time. */
  readonly answeredMs: number
  readonly worstFrameMs: number
  readonly longFrames: number
  /** The longest frame while a room is opened; 0 when none took more than 50 ms. */
  readonly worstRoomMs: number
  readonly takeInMs: number
}

export const bigWorld = async (browser: Browser, box: Box, { slow, runs, things, note }: BigOptions): Promise<BigFigures> => {
  const context = await browser.newContext({ viewport: size, isMobile: true, hasTouch: true })
  await context.addInitScript(marks)
  const begun = performance.now()
  await takeIn(context, box.invite(), things)
  const takeInMs = Math.round(performance.now() - begun)
  note(`Taken in by the browser in ${takeInMs} ms`)
  await box.end()
  const address = `http://localhost:${box.port}/`
  const opened: Seen['at'][] = []
  for (let index = 0; index < runs; index++) opened.push(await open(context, address, slow))
  note(`Opened from its own store, step by step (ms): ${JSON.stringify(opened)}`)
  const page = await context.newPage()
  await page.goto(address)
  await until(page, 'bench.at.row !== undefined')
  await page.waitForTimeout(1_500)
  await slowPage(page, slow)
  const frames: number[] = []
  let gapMs = 0
  let roomMs = 0
  for (const [what, fragment, act, field] of acts) {
    const { frames: opening } = await counted(page, () => go(page, fragment))
    // What drives the browser puts scripts of its own into the page when it looks for something: that is done before anything is counted.
    if (field !== undefined) await page.locator(field).first().focus()
    roomMs = Math.max(roomMs, ...opening)
    const { frames: some, gapMs: gap } = await counted(page, () => act(page))
    note(`${what}: longest gap ${Math.round(gap)} ms, long frames ${JSON.stringify(some.map(Math.round))}`)
    frames.push(...some)
    gapMs = Math.max(gapMs, gap)
  }
  await context.close()
  const middle = (all: readonly Seen['at'][], what: string): number => Math.round(all.map((at) => at[what]!).toSorted((a, b) => a - b)[Math.floor((all.length - 1) / 2)]!)
  return {
    openWorldMs: middle(opened, 'row'),
    answeredMs: middle(opened, 'kept'),
    worstFrameMs: Math.round(frames.length > 0 ? Math.max(...frames) : Math.min(gapMs, 50)),
    longFrames: frames.length,
    worstRoomMs: Math.round(roomMs),
    takeInMs
  }
}

/** Joins and waits until all of it has come and the app is kept for a reload. */
async function takeIn(context: BrowserContext, link: string, things: number): Promise<void> {
  const page = await context.newPage()
  await page.goto(link)
  await page.locator('#say-something').waitFor()
  await page.evaluate('location.hash = "#/needs"')
  const of = Math.floor((things / 3) * 2) - 1
  await until(page, `Number(document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize') ?? 0) >= ${of}`)
  await page.evaluate('location.hash = "#/"')
  await page.locator('.place-list .row').first().waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  // A moment of rest: snapshots are written two seconds after the last change.
  await page.waitForTimeout(6_000)
  await page.close()
}

/** The worker of the page before is gone with it: everything begins anew, from what lies in the browser. */
async function open(context: BrowserContext, address: string, slow: number): Promise<Seen['at']> {
  const page = await context.newPage()
  await slowPage(page, slow)
  await page.goto(address)
  await until(page, 'bench.at.row !== undefined && bench.at.kept !== undefined')
  const { at } = await seenIn(page)
  await page.waitForTimeout(3_000)
  await page.close()
  await new Promise((resolve) => setTimeout(resolve, 500))
  return Object.fromEntries(Object.entries(at).map(([name, ms]) => [name, Math.round(ms)]))
}

async function slowPage(page: Page, slow: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slow })
}

/** What somebody does in a room, the way there, and the field that is written in. */
const acts: readonly (readonly [string, string, (page: Page) => Promise<void>, string?])[] = [
  ['scrolling through the needs and offers', '#/needs', scroll],
  ['finding among them', '#/needs', async (page) => type(page, 'winter ladder'), 'input[type=search]'],
  ['scrolling through the pages', '#/ideas', scroll],
  ['searching everything', '#/search/', async (page) => type(page, 'borrowed lamp'), 'input[type=search]'],
  ['scrolling at the place', '#/', scroll]
]

async function counted(page: Page, act: () => Promise<void>): Promise<Seen> {
  await page.evaluate('bench.count(true)')
  await act()
  await page.waitForTimeout(500)
  await page.evaluate('bench.count(false)')
  return seenIn(page)
}

async function go(page: Page, fragment: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`)
  await page.waitForTimeout(1_000)
}

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(200, 600)
  for (let index = 0; index < wheels; index++) {
    await page.mouse.wheel(0, wheelPx)
    await page.waitForTimeout(60)
  }
}

async function type(page: Page, words: string): Promise<void> {
  await page.keyboard.type(words, { delay: keyMs })
  await page.waitForTimeout(1_000)
}
