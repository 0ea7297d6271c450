/** Stopping to share: what it will do is shown beforehand, what it did afterwards, and others go on as before (K3). */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { type Box, startBox } from './box.ts'
import { go, inside, rowWith, say, visit } from './visit.ts'

let box: Box
let browser: Browser

beforeAll(async () => {
  ;[box, browser] = await Promise.all([startBox(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await box?.end()
})

const iAm = async (page: Page, name: string): Promise<void> => {
  await go(page, '#/me')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Say it so' }).click()
  await page.getByText('It is said.').first().waitFor()
}
const needed = async (page: Page, thing: string): Promise<void> => {
  await go(page, '#/needs')
  await rowWith(page, thing).waitFor()
}
const thingsAtBox = async (): Promise<string[]> => (await box.json<{ rows: { thing: string }[] }>('need')).rows.map(({ thing }) => thing)

test('[K3] stopping to share shows beforehand who will see what, and afterwards who still shares', async () => {
  const ada = await visit(browser, box.link)
  await inside(ada.page)
  const ozan = await visit(browser, await box.invite())
  await inside(ozan.page)
  const { page } = ada
  await iAm(page, 'Ada')
  await say(page, 'I need candles')
  await iAm(ozan.page, 'Ozan')
  await go(page, '#/wares')
  await page.getByRole('link', { name: 'Ozan' }).click()
  await page.getByRole('link', { name: /^Stop sharing with Ozan/ }).click()
  await page.getByText('What you say from now on, Ozan will not see.').waitFor()
  await page.getByRole('heading', { name: 'These still share with Ozan' }).waitFor()
  await page.getByRole('button', { name: 'Stop sharing', exact: true }).click()
  await page.getByText('Nobody else has stopped so far.').waitFor()
  await page.getByRole('button', { name: 'Share again' }).waitFor()
  await say(page, 'I need quiet')
  await needed(page, 'uiet')
  await go(ozan.page, '#/wares')
  await ozan.page.getByRole('link', { name: 'Ada' }).click()
  await ozan.page.getByText('Ada does not share with you any more.').waitFor()
  await go(ozan.page, '#/needs')
  await rowWith(ozan.page, 'andles').waitFor()
  expect(await ozan.page.locator('.row', { hasText: 'uiet' }).count()).toBe(0)
  await expect.poll(thingsAtBox, { timeout: 10_000, interval: 500 }).toContain('quiet')
  expect(ozan.faults).toEqual([])
  await ozan.context.close()
})
