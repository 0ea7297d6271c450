import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look, openBrowser, phone, wide } from './browser.ts'
import type { Served } from './serve.ts'
import { type Screen, screens, serveStage } from './stage.ts'

let served: Served
let browser: Browser
let axe: string

beforeAll(async () => {
  served = await serveStage()
  browser = await openBrowser()
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const open = async (screen: Screen, viewport: { width: number; height: number }, kept: Readonly<Record<string, unknown>> = {}) => {
  const looked = await look(browser, `http://127.0.0.1:${served.port}/${screen.stage ? `?${screen.stage}` : ''}${screen.fragment}`, viewport, kept)
  const { page } = looked
  await page.locator('#say-something').waitFor()
  await page.locator('h1').first().waitFor()
  for (const words of screen.press ?? []) {
    await page.getByRole('link', { name: words }).or(page.getByRole('button', { name: words })).first().click()
    await page.waitForTimeout(150)
  }
  await page.waitForTimeout(250)
  return looked
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe)
  const found = (await page.evaluate('axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })')) as { violations: readonly Violation[] }
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`)
}

for (const [size, viewport] of [['wide', wide], ['phone', phone]] as const) {
  for (const screen of screens) {
    test(`[G9] ${screen.name}, ${size}: axe finds nothing, nothing breaks, nobody else is asked`, async () => {
      const { page, context, faults } = await open(screen, viewport, { light: 'day' })
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
      expect(faults).toEqual([])
      await context.close()
    })
  }
}

for (const light of ['dusk', 'night']) {
  for (const screen of screens.filter(({ name }) => ['the place', 'the empty place', 'somebody\'s need', 'a page', 'letting somebody in', 'who is here', 'everything there is'].includes(name))) {
    test(`[G9] ${screen.name}, at ${light}: axe finds nothing`, async () => {
      for (const viewport of [wide, phone]) {
        const { page, context } = await open(screen, viewport, { light })
        expect(await violations(page)).toEqual([])
        await context.close()
      }
    })
  }
}

test('[G9] 320 px wide, as at 400 % zoom, nothing has to be moved sideways', async () => {
  for (const screen of screens) {
    const { page, context } = await open(screen, { width: 320, height: 568 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), screen.name).toBeLessThanOrEqual(320)
    await context.close()
  }
})
