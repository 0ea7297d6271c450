/**
 * Every screen there is, in every light, at one size; a test file for each size, so that both go at the same time. On each: axe
 * finds nothing, nothing breaks, nobody else is asked, all that takes the focus is seen while it has it, and nothing runs out of
 * the page: as narrow as a phone at 400 %, at 200 %, and with the spacing of words and lines that a person may ask for.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFailed, test } from 'vitest'
import { phone, wide } from './browser.ts'
import { type Screen, screens } from './stage.ts'
import { staged } from './staged.ts'
import { cutOff, hiddenInFocus, quiet, sidewaysPx, spaceOut, sweep, type Sweep, wear } from './sweep.ts'

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Another light changes colours and nothing else. */
const ofColours = ['color-contrast', 'link-in-text-block']

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

const violations = async (page: Page, only: readonly string[]): Promise<string[]> => {
  const options = { runOnly: only, resultTypes: ['violations'] }
  const found = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as { violations: readonly Violation[] }
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`)
}

const sizes = { wide: [wide, { width: 720, height: 450 }], phone: [phone, { width: 320, height: 568 }] } as const

/** Those of one stage one after another: each change of the stage opens a page anew. */
const byStage = (): Screen[] => [...Map.groupBy(screens, (screen) => screen.stage ?? '').values()].flat()

export const everyScreen = (size: keyof typeof sizes): void => {
  const stage = staged()
  const [viewport] = sizes[size]
  let axe: string
  let going: Sweep

  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    going = sweep(stage.browser, stage.at(''), viewport, { light: 'day' })
  })

  for (const screen of byStage()) {
    test(`[G9] ${screen.name}, ${size}: axe finds nothing in any light, nothing is hidden, cut off or broken, nobody else is asked`, async () => {
      onTestFailed(() => going.drop())
      const { page, faults } = await going.at(screen)
      if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
      expect(await violations(page, everything)).toEqual([])
      for (const light of ['dusk', 'night']) {
        await wear(page, light)
        expect(await violations(page, ofColours), light).toEqual([])
      }
      await wear(page, 'day')
      expect(await hiddenInFocus(page)).toEqual([])
      for (const each of sizes[size]) {
        await page.setViewportSize(each)
        for (const spaced of [false, true]) {
          await spaceOut(page, spaced)
          // Other spacing lays out anew what is there; another size may have some of it drawn anew.
          await quiet(page, spaced ? 3 : 6)
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
