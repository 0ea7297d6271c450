/** However many tabs a browser has open, it is one device with one writer, with a worker they share and without. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveBrowser, sharedBrowser } from '../browser.ts'
import { type Box, startBox } from './box.ts'
import { go, inside, say, visit } from './visit.ts'

let box: Box
let browser: Browser

beforeAll(async () => {
  ;[box, browser] = await Promise.all([startBox(), sharedBrowser()])
})
afterAll(async () => {
  await leaveBrowser(browser)
  await box?.end()
})

interface WareRow { readonly deviceRows: readonly unknown[]; readonly forked: boolean }
const wares = (): Promise<readonly WareRow[]> => box.json('wares')

/**
 * Says a line while another tab may take over. What was under way just then is refused with the request to look whether it was
 * done and to say it again if not, because nobody knows; so that is what one does.
 */
const sayThrough = async (page: Page, line: string, thing: string): Promise<void> => {
  await page.locator('#say-something').fill(line)
  await page.locator('#say-something').press('Enter')
  const guess = page.locator('.say-guess')
  await guess.locator('.act-main').click()
  const refused = page.locator('.say-why', { hasText: 'say it again if not' })
  await page.locator('.row', { hasText: thing }).or(refused).first().waitFor()
  if (!(await refused.isVisible())) return guess.waitFor({ state: 'detached' })
  expect(await page.locator('.row', { hasText: thing }).count()).toBe(0)
  await guess.locator('.act-main').click()
  await guess.waitFor({ state: 'detached' })
}

for (const [kind, without] of [['a worker that all tabs share', false], ['a worker in each tab', true]] as const) {
  test(`[W2] with ${kind}, three tabs are one device of one ware, whichever closes first`, async () => {
    const before = (await wares()).length
    const things = ['quinces', 'medlars', 'sloes', 'hips', 'haws'].map((thing) => `${thing} ${without ? 'alone' : 'shared'}`)
    const { page: first, context, faults } = await visit(browser, await box.invite(), without ? { before: () => delete (globalThis as { SharedWorker?: unknown }).SharedWorker } : {})
    await inside(first)
    expect(await first.evaluate(() => 'SharedWorker' in globalThis)).toBe(!without)
    const [second, third] = [await context.newPage(), await context.newPage()]
    for (const page of [second, third]) {
      await page.goto(`${box.address}#/needs`)
      await inside(page)
    }
    const sees = (page: Page, words: string): Promise<void> => page.locator('.row', { hasText: words }).waitFor()
    await say(first, `I need ${things[0]}`)
    await say(second, `I need ${things[1]}`)
    await say(third, `I need ${things[2]}`)
    for (const page of [second, third]) for (const thing of things.slice(0, 3)) await sees(page, thing)
    await first.close()
    await sayThrough(second, `I need ${things[3]}`, things[3]!)
    await sees(third, things[3]!)
    await second.close()
    await third.reload()
    await inside(third)
    await say(third, `I need ${things[4]}`)
    for (const thing of things) await sees(third, thing)
    await third.waitForFunction(() => document.querySelectorAll('.row').length >= 5)
    await go(third, '#/')
    await third.getByText('Kept by one other.').waitFor()
    const { rows } = await box.json<{ rows: { thing: string; ware: string }[] }>('need')
    const ours = rows.filter(({ thing }) => things.includes(thing))
    expect(ours.map(({ thing }) => thing).toSorted()).toEqual(things.toSorted())
    expect(new Set(ours.map(({ ware }) => ware)).size).toBe(1)
    const now = await wares()
    expect(now.length).toBe(before + 1)
    expect(now.map(({ forked, deviceRows }) => [forked, deviceRows.length])).toEqual(now.map(() => [false, 1]))
    expect(faults).toEqual([])
    await context.close()
  })
}
