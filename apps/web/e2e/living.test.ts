import { expect, test } from 'vitest'
import { look, phone, wide } from './browser.ts'
import { staged } from './staged.ts'

const stage = staged()

test('[G9] all by keyboard: skip to the field, say a need, see it, take it back', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?keys#/'), wide)
  await page.getByRole('heading', { name: 'Since you were last here' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
  await page.keyboard.press('Enter')
  await page.keyboard.type('We need 3 kg of pears in the kitchen')
  await page.keyboard.press('Enter')
  await page.getByText('A need: 3 kg of pears, at Kitchen.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Say it')
  await page.keyboard.press('Enter')
  await page.getByText('Your need is said.').first().waitFor()
  await page.getByText('Pears: you could use 3 kg at Kitchen.').waitFor()
  await page.getByRole('button', { name: 'Take it back' }).press('Enter')
  await page.getByText('Pears: you could use 3 kg at Kitchen.').waitFor({ state: 'detached' })
  expect(faults).toEqual([])
  await context.close()
})

test('[G9] whoever stands on a row with the keyboard goes on standing there while others say something', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?stands#/needs'), wide)
  const other = await context.newPage()
  await other.goto(stage.at('?stands#/'))
  const link = (thing: string) => page.getByRole('link', { name: `Look at it: 3 kg of ${thing}` })
  // So many that the first of them has been in every place of a block, and in another one.
  for (const thing of ['pears', 'plums', 'quinces', 'figs', 'dates']) {
    await other.bringToFront()
    await other.getByLabel('Say something').fill(`We need 3 kg of ${thing} in the kitchen`)
    await other.keyboard.press('Enter')
    await other.getByText(`A need: 3 kg of ${thing}, at Kitchen.`).waitFor()
    await other.keyboard.press('Enter')
    await page.bringToFront()
    await link(thing).waitFor()
    if (thing === 'pears') await link(thing).focus()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Look at it: 3 kg of pears/i)
  }
  expect(faults).toEqual([])
  await context.close()
})

test('[G9] each thing on the map is a button with a sentence for a name, and the list comes first', async () => {
  const { page, context } = await look(stage.browser, stage.at('#/'), wide)
  const map = page.getByRole('group', { name: 'Linden Yard, drawn' })
  await map.getByRole('button').first().waitFor()
  const names = await map.getByRole('button').evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? ''))
  expect(names.length).toBeGreaterThan(15)
  for (const name of names) expect(name).toMatch(/\S.*[.!?…]$/)
  expect(await page.evaluate(() => {
    const [list, drawn] = [document.querySelector('.place-list')!, document.querySelector('.living-map')!]
    return Boolean(list.compareDocumentPosition(drawn) & Node.DOCUMENT_POSITION_FOLLOWING)
  })).toBe(true)
  await map.getByRole('button', { name: /^Mira/ }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Mira' }).waitFor()
  await context.close()
})

test('[P2] each speaks for itself: yes to a need, handed over, and both say it happened', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?hands#/needs'), wide)
  await page.getByRole('link', { name: /^Look at it: A warm blanket/ }).click()
  await page.getByRole('button', { name: 'Yes, I can give' }).click()
  await page.getByText('One side has said yes. It holds only when both have.').waitFor()
  await page.goto(stage.at('?hands#/'))
  await page.getByRole('link', { name: /^Say that it happened/ }).click()
  await page.getByRole('button', { name: 'It was handed over' }).click()
  await page.getByText('Both say that 4 kg was handed over.').or(page.getByText('Handed over; both say so.')).first().waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('[T5] a page is planted, written on, and an earlier version comes back with one tap', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?pages#/plant'), wide)
  await page.getByLabel('Title').fill('A bench by the owls')
  await page.getByLabel('Text', { exact: true }).fill('It looks **east**. See [[Bread]].')
  await page.getByRole('button', { name: 'Plant it' }).click()
  await page.getByRole('heading', { name: 'A bench by the owls' }).waitFor()
  await page.locator('strong', { hasText: 'east' }).waitFor()
  await page.getByRole('link', { name: 'Write here' }).click()
  await page.getByLabel('Text', { exact: true }).fill('It looks west.')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.locator('.page-text', { hasText: 'It looks west.' }).waitFor()
  await page.getByRole('link', { name: 'Every earlier version' }).click()
  await page.getByRole('button', { name: 'Bring this one back' }).first().click()
  await page.getByRole('link', { name: 'Back to the page' }).click()
  await page.locator('strong', { hasText: 'east' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('[K5] an invitation leaves the address and the history at once, and is told to nobody', async () => {
  const secret = 'k7mq2vfa9xhetdruK7MQ2VFA9XHETDRU'
  const { page, context } = await look(stage.browser, stage.at(`?in#${secret}`), wide)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(page.url()).not.toContain(secret)
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(3)
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(secret)
  expect(stage.served.asked.join('\n')).not.toContain(secret)
  await page.evaluate((link) => { location.hash = link }, secret)
  await page.waitForTimeout(200)
  expect(page.url()).not.toContain(secret)
  await context.close()
})

test('[W7] a picture comes beside its page, without what it says besides, and is drawn from the browser\'s own copy', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?picture#/ideas'), wide)
  await page.getByRole('link', { name: /^Read it: Bread/ }).click()
  await page.getByRole('button', { name: 'Add a picture' }).click()
  const place = page.getByLabel('A picture of this device')
  await place.setInputFiles({ name: 'evil.svg', mimeType: 'image/png', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="window.broken=1"/>') })
  await page.getByText('This kind of picture cannot be cleaned of where it was taken.').waitFor()
  await place.setInputFiles({ name: 'bread.png', mimeType: 'image/png', buffer: onePixel })
  await page.getByRole('img', { name: 'bread.png' }).waitFor()
  expect(await page.getByRole('img', { name: 'bread.png' }).evaluate((drawn) => (drawn as HTMLImageElement).src)).toMatch(/^blob:/)
  expect(faults).toEqual([])
  await context.close()
})

/** A PNG of one pixel. */
const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

test('[K5] the square in the gate is read from a picture of it, and leads in', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?square#/gate'), { width: 390, height: 844 })
  const link = await page.getByLabel('No camera? Open this link:').inputValue()
  const picture = await page.locator('.gate-picture svg').screenshot()
  await page.goto(stage.at('?square#/scan'))
  const asked = page.waitForFunction(() => location.hash === '#/' || document.querySelector('h1')?.textContent === 'At the gate')
  await page.getByLabel('Take a picture').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: picture })
  await asked
  expect(page.url()).not.toContain(link.slice(link.indexOf('#') + 1))
  expect(faults).toEqual([])
  await context.close()
})

test('[P4] a browser that may forget asks once to be backed up', async () => {
  const { page, context } = await look(stage.browser, stage.at('?forget#/'), wide, { told: [] })
  await page.getByText('This browser may forget what it keeps, and your key with it.').waitFor()
  await page.getByRole('button', { name: 'Not now' }).press('Enter')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await page.reload()
  await page.getByRole('heading', { name: 'Since you were last here' }).waitFor()
  expect(await page.getByRole('link', { name: 'Make a backup' }).count()).toBe(0)
  await page.goto(stage.at('?forget#/backup'))
  await page.getByLabel('Words that lock it').fill('four quiet owls dance')
  await page.getByLabel('The same words again').fill('four quiet owls dance')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Make the file' }).click()
  expect((await saved).suggestedFilename()).toBe('linden-yard.commune-backup')
  await context.close()
})

test('[G5] in the place all that is on its way is drawn, bread to the shelf too where some lies already, and names are whole', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?ways#/'), wide)
  for (const going of [/^Bread: from Mira to Bo/, /^Beans: from you to Bo/, /^The long spade: from Ansel to Ola/, /^Rye flour: from you to Mira/]) {
    await page.locator('.map-button').and(page.getByRole('button', { name: going })).waitFor()
  }
  expect((await page.locator('.living-map .label-line').allTextContents()).filter((line) => line.includes('…'))).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('[G5] on a strip, what a lamp does stands under its name', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?ways#/'), phone)
  await page.locator('.living-map .label-line').filter({ hasText: /^Path lamp$/ }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})
