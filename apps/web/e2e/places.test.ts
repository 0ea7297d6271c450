/** Somebody with two places, and somebody who has left one: nothing goes from one to the other by a slip, and leaving is no trap. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { look, phone } from './browser.ts'
import { staged } from './staged.ts'

const stage = staged()

const guess = async (page: Page, line: string): Promise<void> => {
  await page.locator('#say-something').fill(line)
  await page.keyboard.press('Enter')
  await page.locator('.say-guess').waitFor()
}
const goTo = async (page: Page, place: string): Promise<void> => {
  await page.evaluate(() => void (location.hash = '#/worlds'))
  await page.locator('.row', { hasText: place }).getByRole('button', { name: 'Go there' }).click()
  await page.waitForURL(/#\/$/)
}
const beginShed = async (page: Page): Promise<void> => {
  await page.evaluate(() => void (location.hash = '#/worlds'))
  await page.getByLabel('Name of the place').last().fill('The shed')
  await page.getByRole('button', { name: 'Begin another place' }).click()
  await page.getByRole('heading', { name: 'A garden at rest' }).waitFor()
}

test('[P6] what was about to be said in one place is not said in another by the same press', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?switching#/'), phone)
  await beginShed(page)
  await guess(page, 'I need glue')
  await goTo(page, 'Linden Yard')
  await page.locator('.say-guess').waitFor({ state: 'detached' })
  // The line itself is still there, for whoever wants to say it here.
  expect(await page.locator('#say-something').inputValue()).toBe('I need glue')
  expect(faults).toEqual([])
  await context.close()
})

test('what was said is taken back where it was said, wherever one has gone since', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?back#/'), phone)
  await beginShed(page)
  await guess(page, 'I need glue')
  await page.locator('.say-guess .act-main').click()
  await page.locator('.last-said').waitFor()
  await goTo(page, 'Linden Yard')
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.locator('.last-said').waitFor({ state: 'detached' })
  await goTo(page, 'The shed')
  await page.getByRole('heading', { name: 'A garden at rest' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('[P3] a place that one has left says so, and one comes back to it from where one reads it', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?left#/leave'), phone)
  const leave = page.getByRole('button', { name: 'Leave, and keep all of it here to read' })
  await leave.click()
  await leave.click()
  await page.getByText('You have left this place.').waitFor()
  await guess(page, 'I need glue')
  await page.locator('.say-guess .act-main').click()
  await page.locator('.say-why', { hasText: 'You have left' }).waitFor()
  await page.evaluate(() => void (location.hash = '#/'))
  await page.getByText('You have left this place.').waitFor()
  await page.getByRole('button', { name: 'Come back to it' }).click()
  await page.getByText('You have left this place.').waitFor({ state: 'detached' })
  await page.locator('.say-guess .act-main').click()
  await page.getByText('Glue: you could use some.').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('why something could not be done lies on nothing that cannot be moved out from under it, and is gone in the next room', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?full#/plant'), phone)
  await page.evaluate(() => void (location.hash = '#/ideas'))
  await page.getByRole('link', { name: /^Read it: Bread/ }).click()
  await page.getByRole('button', { name: 'Put my name under it' }).click()
  await page.locator('.last-said').waitFor()
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  const [end, line] = await Promise.all([page.getByRole('button', { name: 'Blank the page' }).boundingBox(), page.locator('.last-said').boundingBox()])
  expect(end!.y + end!.height).toBeLessThanOrEqual(line!.y)
  await page.evaluate(() => void (location.hash = '#/stock'))
  await page.locator('.last-said').waitFor({ state: 'detached' })
  expect(faults).toEqual([])
  await context.close()
})
