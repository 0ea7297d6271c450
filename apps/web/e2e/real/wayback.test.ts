/**
 * One self in browsers that nobody can dial: a laptop is added by a phone through the box, and when the box has another address,
 * whoever was there before is adopted again: by a way back left with the box, or by the old page while it is open.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone } from '../browser.ts'
import { household } from './household.ts'
import { go, iAm, inside, rowWith, say, visit } from './visit.ts'

const home = household()

const mineIs = async (page: Page, thing: string): Promise<void> => {
  await go(page, '#/needs')
  await rowWith(page, thing).waitFor()
  expect(await rowWith(page, thing).innerText()).toContain('needed by you')
}
/** The same link at another name of this machine. */
const at = (link: string, host: string): string => link.replace(/^http:\/\/[^/:]+/, `http://${host}`)
const devicesOf = async (name: string): Promise<number> =>
  (await home.box.json<{ name?: string; deviceRows: unknown[] }[]>('wares')).find((row) => row.name === name)?.deviceRows.length ?? 0

test('[K5][I3] a phone adds a laptop: two browsers that only reach the box are one self', async () => {
  const mira = await visit(home.browser, await home.box.invite(), { viewport: phone })
  await inside(mira.page)
  await iAm(mira.page, 'Mira')
  await say(mira.page, 'I need candles')
  await go(mira.page, '#/device')
  const link = await mira.page.locator('.link-field').inputValue()
  const laptop = await visit(home.browser, link)
  await inside(laptop.page)
  await mineIs(laptop.page, 'andles')
  await say(laptop.page, 'I need matches')
  await mineIs(mira.page, 'atches')
  expect(await devicesOf('Mira')).toBe(2)
  // The square that was used lets nobody else in.
  const thief = await visit(home.browser, link)
  await thief.page.getByRole('alert').filter({ hasText: 'used before' }).waitFor()
  await go(mira.page, '#/lost')
  await mira.page.getByRole('button', { name: 'End this device' }).click()
  await mira.page.getByRole('button', { name: 'End this device' }).click()
  await mira.page.getByText(/is closed to it\. .* heard of it/).waitFor()
  await mira.page.getByRole('button', { name: 'Show the square for it' }).click()
  const next = await visit(home.browser, await mira.page.locator('.link-field').inputValue())
  await inside(next.page)
  await mira.page.getByText('Your new device is here.').waitFor()
  await mineIs(next.page, 'atches')
  for (const each of [mira, laptop, thief, next]) {
    expect(each.faults).toEqual([])
    await each.context.close()
  }
})

test('[I4] the box has another address: one link adopts the browser\'s old self, with the place that only it was in, by the way back that it left there', async () => {
  const told = ['backup', 'plain-http']
  const before = await visit(home.browser, at(await home.box.invite(), 'here.commune.test'), { told })
  await inside(before.page)
  expect(await before.page.evaluate(() => isSecureContext)).toBe(false)
  await iAm(before.page, 'Ada')
  await say(before.page, 'I need paint')
  await before.page.getByText('could then come in as you').waitFor()
  expect(await home.box.json('devices', 'back')).toEqual([])
  await before.page.getByRole('button', { name: /^Leave a way back with/ }).click()
  await expect.poll(async () => (await home.box.json<{ name: string }[]>('devices', 'back')).map(({ name }) => name), { timeout: 20_000 }).toEqual(['Ada'])
  await go(before.page, '#/backup')
  await before.page.getByText('It is renewed by itself.').waitFor()
  // A place that nobody else is in.
  await go(before.page, '#/worlds')
  await before.page.getByLabel('Name of the place').last().fill('Diary')
  await before.page.getByRole('button', { name: 'Begin another place' }).click()
  await before.page.getByRole('heading', { name: 'A garden at rest' }).waitFor()
  await say(before.page, 'I need quiet')
  await before.page.getByText('Kept by one other.').waitFor()
  expect(before.faults).toEqual([])

  await home.moveBox()
  const { link } = await home.box.json<{ link: string }>('devices', 'back', 'Ada')
  const fresh = await before.context.newPage()
  await fresh.goto(at(link, 'there.commune.test'))
  await inside(fresh)
  await mineIs(fresh, 'aint')
  await say(fresh, 'I need wax')
  await mineIs(fresh, 'wax')
  expect(await devicesOf('Ada')).toBe(2)
  const { rows } = await home.box.json<{ rows: { thing: string; ware: string }[] }>('need')
  expect(new Set(rows.filter(({ thing }) => ['paint', 'wax'].includes(thing)).map(({ ware }) => ware)).size).toBe(1)
  await go(fresh, '#/worlds')
  await fresh.locator('.row', { hasText: 'Diary' }).getByRole('button', { name: 'Go there' }).click()
  await mineIs(fresh, 'uiet')
  await before.context.close()
})

test('[I4] the page at the old address is still open: it hands its self over to the new one', async () => {
  const before = await visit(home.browser, at(await home.box.invite(), 'here.commune.test'), { told: ['backup', 'plain-http', 'way-back'] })
  await inside(before.page)
  await iAm(before.page, 'Bo')
  await say(before.page, 'I need varnish')
  // All rooms have come by now, as they do a few seconds after the place is drawn.
  await expect.poll(() => before.asked.some(({ url }) => url.includes('rooms')), { timeout: 20_000 }).toBe(true)
  await expect.poll(async () => JSON.stringify(await home.box.json('need')), { timeout: 20_000 }).toContain('varnish')
  await home.moveBox()
  // The square at the door of the box, as its camera reads it.
  await go(before.page, '#/scan')
  await before.page.getByLabel('Or put the link here').fill(at(await home.box.invite(), 'there.commune.test'))
  await before.page.getByRole('button', { name: 'Open it' }).click()
  const opened = before.context.waitForEvent('page')
  await before.page.getByRole('button', { name: 'Go on there as myself' }).click()
  const there = await opened
  await there.waitForURL(/there\.commune\.test/)
  await inside(there)
  await mineIs(there, 'arnish')
  expect(await devicesOf('Bo')).toBe(2)
  expect(before.faults).toEqual([])
  await before.context.close()
})
