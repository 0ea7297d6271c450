/** A Chromium for the tests, as the checks found it, and pages of it that may reach nothing but loopback. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

export const openBrowser = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['COMMUNE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...flags]
  })

let shared: Promise<Browser> | undefined

/**
 * A Chromium that goes on from one test file to the next of this process and ends with it: to start one costs as much as to open
 * a page. Names that end in `.test` are this machine's.
 */
export const sharedBrowser = (): Promise<Browser> => (shared ??= openBrowser(['--host-resolver-rules=MAP *.test 127.0.0.1']))

/** Closes all that a test file left open in it. */
export const leaveBrowser = async (browser: Browser | undefined): Promise<void> => {
  for (const context of browser?.contexts() ?? []) await context.close()
}

export const wide = { width: 1440, height: 900 } as const
export const phone = { width: 390, height: 844 } as const

export interface Looked {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong while one looked: faults of the page, breaches of its policy, requests to other hosts. */
  readonly faults: readonly string[]
}

export const look = async (browser: Browser, address: string, viewport: { width: number; height: number }, kept: Readonly<Record<string, unknown>> = {}): Promise<Looked> => {
  const faults: string[] = []
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  const own = new URL(address).host
  await context.addInitScript((seen) => {
    try { localStorage['commune look'] ??= seen } catch { /* nothing may be kept */ }
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
  }, JSON.stringify({ told: ['backup', 'plain-http'], ...kept }))
  const page = await context.newPage()
  page.on('pageerror', (fault) => faults.push(`fault: ${fault.message}`))
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`said: ${message.text()}`) })
  page.on('request', (request) => { const url = new URL(request.url()); if (url.protocol.startsWith('http') && url.host !== own) faults.push(`asked another host: ${request.url()}`) })
  await page.goto(address)
  return { page, context, faults }
}
