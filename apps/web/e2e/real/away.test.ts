/** The box goes away and comes back: the open page works on, a reload brings the app back, and in the end all hold the same. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveBrowser, sharedBrowser } from '../browser.ts'
import { type Box, startBox } from './box.ts'
import { go, inside, rowWith, say, type Visit, visit } from './visit.ts'

let box: Box
let browser: Browser
let mira: Visit

beforeAll(async () => {
  ;[box, browser] = await Promise.all([startBox(), sharedBrowser()])
  mira = await visit(browser, box.link)
  await inside(mira.page)
})
afterAll(async () => {
  await leaveBrowser(browser)
  await box?.end()
})

const needed = async (page: Page, words: string): Promise<void> => {
  await go(page, '#/needs')
  await rowWith(page, words).waitFor()
}
const openNeed = async (page: Page, words: string): Promise<void> => {
  await needed(page, words)
  await rowWith(page, words).getByRole('link', { name: /^Look at it/ }).click()
}

test('[S5] while the box is there, what is said is kept there too', async () => {
  const { page } = mira
  await say(page, 'I need salt')
  await openNeed(page, 'alt')
  await page.getByText('Kept by one other.').waitFor()
})

test('[P7] without the box the open page works on, and says that what is new is only here', async () => {
  const { page } = mira
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await box.stop('SIGKILL')
  await say(page, 'I need pepper')
  await openNeed(page, 'epper')
  await page.getByText('Only here so far.').waitFor()
  await openNeed(page, 'alt')
  await page.getByText('Kept by one other.').waitFor()
})

test('[P7] a reload brings the app back with its world while nobody serves it', async () => {
  const { page } = mira
  await page.goto(`${box.address}#/needs`)
  await page.reload()
  await inside(page)
  await Promise.all(['alt', 'epper'].map((words) => rowWith(page, words).waitFor()))
  await say(page, 'I need thyme')
  await openNeed(page, 'hyme')
  await page.getByText('Only here so far.').waitFor()
  // Rooms that were never opened before are there as well.
  for (const [room, title] of [['#/gate', 'Let somebody in'], ['#/backup', 'Make a backup'], ['#/stock', 'Stock'], ['#/search/', 'Search']] as const) {
    await go(page, room)
    await page.getByRole('heading', { name: title }).first().waitFor()
  }
})

test('[S5] when it is back, both come to hold the same, and what is said of copies grows with it', async () => {
  const { page } = mira
  box = await startBox({ folder: box.folder, port: box.port })
  await box.json('need', 'sage')
  await needed(page, 'age')
  await openNeed(page, 'hyme')
  await page.getByText('Kept by one other.').waitFor()
  const { rows } = await box.json<{ rows: { thing: string }[] }>('need')
  expect(rows.map(({ thing }) => thing).toSorted()).toEqual(['pepper', 'sage', 'salt', 'thyme'])
  expect(mira.faults).toEqual([])
})
