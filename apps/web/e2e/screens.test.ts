/**
 * Every screen there is, wide and on a phone, in every light. On each: axe finds nothing, nothing breaks, nobody else is asked,
 * all that takes the focus is seen while it has it, and nothing runs out of the page: as narrow as a phone at 400 %, at 200 %,
 * and with the spacing of words and lines that a person may ask for.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { openBrowser, phone, wide } from './browser.ts'
import type { Served } from './serve.ts'
import { screens, serveStage } from './stage.ts'
import { cutOff, hiddenInFocus, quiet, sidewaysPx, spaceOut, sweep, type Sweep, wear } from './sweep.ts'

let served: Served
let browser: Browser
let axe: string
const sweeps = new Map<string, Sweep>()

beforeAll(async () => {
  served = await serveStage()
  browser = await openBrowser()
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Another light changes colours and nothing else. */
const ofColours = ['color-contrast', 'link-in-text-block']

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

const violations = async (page: Page, only: readonly string[]): Promise<string[]> => {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const options = { runOnly: only, resultTypes: ['violations'] }
  const found = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as { violations: readonly Violation[] }
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`)
}

for (const [size, viewport] of [['wide', wide], ['phone', phone]] as const) {
  for (const screen of screens) {
    test(`[G9] ${screen.name}, ${size}: axe finds nothing in any light, nothing is hidden, cut off or broken, nobody else is asked`, async () => {
      const going = sweeps.get(size) ?? sweep(browser, `http://127.0.0.1:${served.port}/`, viewport, { light: 'day' })
      sweeps.set(size, going)
      onTestFailed(() => going.drop())
      const { page, faults } = await going.at(screen)
      expect(await violations(page, everything)).toEqual([])
      for (const light of ['dusk', 'night']) {
        await wear(page, light)
        expect(await violations(page, ofColours), light).toEqual([])
      }
      await wear(page, 'day')
      expect(await hiddenInFocus(page)).toEqual([])
      const sizes = size === 'wide' ? [wide, { width: 720, height: 450 }] : [phone, { width: 320, height: 568 }]
      for (const each of sizes) {
        await page.setViewportSize(each)
        for (const spaced of [false, true]) {
          await spaceOut(page, spaced)
          await quiet(page)
          expect(await sidewaysPx(page), `${each.width} px, ${spaced ? 'spaced out' : 'as it is'}`).toBeLessThanOrEqual(0)
          expect(await cutOff(page), `${each.width} px, ${spaced ? 'spaced out' : 'as it is'}`).toEqual([])
        }
      }
      await spaceOut(page, false)
      await page.setViewportSize(viewport)
      expect(faults).toEqual([])
    })
  }
}
