/** The web app with a stage in the place of its peer, and a browser before it, for as long as the tests of one file run. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { leaveBrowser, sharedBrowser } from './browser.ts'
import type { Served } from './serve.ts'
import { serveStage } from './stage.ts'

export interface Staged {
  readonly browser: Browser
  readonly served: Served
  /** Address of a page there. */
  at(rest: string): string
}

export const staged = (): Staged => {
  let served: Served
  let browser: Browser
  beforeAll(async () => {
    served = await serveStage()
    browser = await sharedBrowser()
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await served?.close()
  })
  return {
    get browser() {
      return browser
    },
    get served() {
      return served
    },
    at: (rest) => `http://127.0.0.1:${served.port}/${rest}`
  }
}
