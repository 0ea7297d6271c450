/**
 * One person with several devices: a further one by a link, one self on all of them, ending one; and a backup that brings a
 * fresh browser back.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { phone } from '../browser.ts'
import { household } from './household.ts'
import { go, iAm, inside, needed, rowWith, say, type Visit, visit } from './visit.ts'

const home = household()
const folder = mkdtempSync(join(tmpdir(), 'commune-self-'))
const backup = join(folder, 'backup')
const words = 'seven wet stones in a row'
let phoneOfMira: Visit

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mineIs = async (page: Page, thing: string): Promise<void> => {
  await needed(page, thing)
  expect(await rowWith(page, thing).innerText()).toContain('needed by you')
}
const thingsAtBox = async (): Promise<string[]> => (await home.box.json<{ rows: { thing: string }[] }>('need')).rows.map(({ thing }) => thing).toSorted()

test('[I3] a phone becomes a further device by a link, though its page was open before, and is the same self', async () => {
  await home.box.json('me', '--name', 'Mira', '--kind', 'wetware')
  await home.box.json('need', 'candles')
  phoneOfMira = await visit(home.browser, home.box.address, { viewport: phone })
  const { page } = phoneOfMira
  await inside(page)
  const { link } = await home.box.json<{ link: string }>('devices', '--add')
  await page.goto(link)
  await page.getByRole('heading', { name: 'our place' }).waitFor()
  await mineIs(page, 'andles')
  await go(page, '#/me')
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('form input.field')?.value === 'Mira')
  await say(page, 'I need matches')
  await mineIs(page, 'atches')
  const wares = await home.box.json<{ name?: string; deviceRows: unknown[] }[]>('wares')
  expect(wares.map(({ name, deviceRows }) => [name, deviceRows.length])).toEqual([['Mira', 2]])
  expect(await thingsAtBox()).toEqual(['candles', 'matches'])
})

test('[I3] a device ends another: what that one said stands, and it says no more', async () => {
  const lost = (await home.box.json<{ device: string; me: boolean }[]>('devices')).find(({ me }) => !me)!.device.slice(-5)
  const laptop = await visit(home.browser, (await home.box.json<{ link: string }>('devices', '--add')).link)
  await inside(laptop.page)
  await go(laptop.page, '#/lost')
  const row = laptop.page.locator('.row', { hasText: lost })
  await row.getByRole('button', { name: 'End this device' }).click()
  await row.getByRole('button', { name: 'End this device' }).click()
  await row.getByText('ended; it says no more').waitFor()
  await mineIs(laptop.page, 'atches')
  await phoneOfMira.page.locator('#say-something').fill('I need a ladder')
  await phoneOfMira.page.locator('#say-something').press('Enter')
  await phoneOfMira.page.locator('.say-guess .act-main').click()
  // It is told so when it still heard of it; what it says counts for nobody either way.
  await phoneOfMira.page.locator('#say-why').or(phoneOfMira.page.locator('.last-said')).first().waitFor()
  await say(laptop.page, 'I need string')
  await mineIs(laptop.page, 'tring')
  await rowWith(laptop.page, 'tring').getByRole('link', { name: /^Look at it/ }).click()
  await laptop.page.getByText('Kept by one other').first().waitFor()
  expect(await thingsAtBox()).toEqual(['candles', 'matches', 'string'])
  expect(laptop.faults).toEqual([])
  await laptop.context.close()
  await phoneOfMira.context.close()
})

test('[I4] a backup brings one back in a fresh browser, as a new device of the same self', async () => {
  const before = await visit(home.browser, await home.box.invite())
  const { page } = before
  await inside(page)
  await iAm(page, 'Ada')
  await say(page, 'I need paint')
  await go(page, '#/backup')
  await page.getByLabel('Words that lock it').fill(words)
  await page.getByLabel('The same words again').fill(words)
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Make the file' }).click()
  await (await file).saveAs(backup)
  await before.context.close()

  const fresh = await visit(home.browser, `${home.box.address}#/restore`)
  await fresh.page.getByLabel('The file').setInputFiles(backup)
  await fresh.page.getByLabel('Words that lock it').fill('not the words at all')
  await fresh.page.getByRole('button', { name: 'Open it' }).click()
  await fresh.page.getByRole('alert').waitFor()
  await fresh.page.getByLabel('Words that lock it').fill(words)
  await fresh.page.getByRole('button', { name: 'Open it' }).click()
  await fresh.page.getByRole('heading', { name: 'our place' }).waitFor()
  await mineIs(fresh.page, 'aint')
  await say(fresh.page, 'I need wax')
  await mineIs(fresh.page, 'wax')
  const { rows } = await home.box.json<{ rows: { thing: string; ware: string }[] }>('need')
  const ours = rows.filter(({ thing }) => thing === 'paint' || thing === 'wax')
  expect(ours.length).toBe(2)
  expect(new Set(ours.map(({ ware }) => ware)).size).toBe(1)
  expect(fresh.faults).toEqual([])
  await fresh.context.close()
})
