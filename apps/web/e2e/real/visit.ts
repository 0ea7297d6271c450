/**
 * Pages of the real app in Chromium, and what a person does there: opens a link, says a line, reads what stands there. Whatever
 * a page should not have done (a fault, a breach of its policy, a request to another host) is gathered while it is open.
 */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { wide } from '../browser.ts'

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: string[]
  /** Everything that was asked of a server: by the page, its workers and the service worker. */
  readonly asked: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[]
}

export interface VisitOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  /** `sun` follows the sun at the place; else the page is held at day. */
  readonly light?: 'sun'
  /** Sentences that are said once, taken as said. */
  readonly told?: readonly string[]
  /** Runs in each page before anything else does. */
  readonly before?: () => void
}

/**
 * What the browser says and is no fault of the page: dials of its peer while nobody answers, and a header that means nothing
 * over plain http.
 */
const noFault = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection to|The Cross-Origin-Opener-Policy header has been ignored/

export const openContext = async (browser: Browser, { viewport = wide, told = ['backup', 'plain-http'], light, before }: VisitOptions = {}): Promise<Pick<Visit, 'context' | 'faults' | 'asked'>> => {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  const faults: string[] = []
  const asked: Visit['asked'] = []
  await context.addInitScript((heard) => {
    if (location.protocol.startsWith('http') && localStorage.getItem('commune look') === null) localStorage.setItem('commune look', JSON.stringify(heard))
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
  }, { told, ...(light === undefined && { light: 'day' }) })
  if (before) await context.addInitScript(before)
  context.on('request', (request) => asked.push({ url: request.url(), headers: request.headers() }))
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('weberror', (fault) => faults.push(`fault: ${fault.error().message}`))
  context.on('console', (message) => { if (message.type() === 'error' && !noFault.test(message.text())) faults.push(`said: ${message.text()}`) })
  return { context, faults, asked }
}

export const visit = async (browser: Browser, address: string, options: VisitOptions = {}): Promise<Visit> => {
  const opened = await openContext(browser, options)
  const page = await opened.context.newPage()
  await page.goto(address)
  return { ...opened, page }
}

/** Resolves when the page stands in a place, with the line to say something in. */
export const inside = (page: Page): Promise<void> => page.locator('#say-something').waitFor()

/** Goes to a room by its fragment. */
export const go = async (page: Page, fragment: string): Promise<void> => {
  await page.evaluate((hash) => void (location.hash = hash), fragment)
  await page.waitForFunction((hash) => location.hash === hash, fragment)
}

/** Says a line as it is read, or rather as one of the other kinds: "a need", "an offer", "something in stock", "an idea". */
export const say = async (page: Page, line: string, rather?: string): Promise<void> => {
  await page.locator('#say-something').fill(line)
  await page.locator('#say-something').press('Enter')
  const guess = page.locator('.say-guess')
  await guess.waitFor()
  await (rather === undefined ? guess.locator('.act-main') : guess.getByRole('button', { name: rather, exact: true })).click()
  await guess.waitFor({ state: 'detached' })
}

/** The row of a list in which these words stand. */
export const rowWith = (page: Page, words: string | RegExp): Locator => page.locator('.row').filter({ hasText: words }).first()

/** Who the page says it is, by the peer's own answer through the shared worker: the ids stand in the addresses of links. */
export const myWare = async (page: Page): Promise<string> => {
  await go(page, '#/wares')
  const href = await page.locator('.ware').filter({ hasText: /you/i }).first().locator('a.ware-name').getAttribute('href')
  return decodeURIComponent(href!.split('/').at(-1)!)
}

/** Says who one is, by name. */
export const iAm = async (page: Page, name: string): Promise<void> => {
  await go(page, '#/me')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Say it so' }).click()
  await page.getByText('It is said.').first().waitFor()
}

/** Goes to the list of needs and waits until this stands in it. */
export const needed = async (page: Page, thing: string): Promise<void> => {
  await go(page, '#/needs')
  await rowWith(page, thing).waitFor()
}
