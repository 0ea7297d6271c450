/** A box and a browser in one house, for as long as the tests of one file run. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { leaveBrowser, sharedBrowser } from '../browser.ts'
import { type Box, startBox } from './box.ts'

export interface Household {
  readonly box: Box
  readonly browser: Browser
  /** The box has another address from now on: it stops and starts again at another port, on the same folder. */
  moveBox(): Promise<void>
}

export const household = (): Household => {
  let box: Box
  let browser: Browser
  beforeAll(async () => {
    ;[box, browser] = await Promise.all([startBox(), sharedBrowser()])
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await box?.end()
  })
  return {
    get box() {
      return box
    },
    get browser() {
      return browser
    },
    async moveBox() {
      const { folder } = box
      await box.stop()
      box = await startBox({ folder })
    }
  }
}
