/** Hands on the keys, hands that press twice, hands that slip: the focus stays, nothing is said twice, nothing typed is lost. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { look, phone, wide } from './browser.ts'
import { staged } from './staged.ts'

const stage = staged()

/** What has the focus, in words. */
const standing = (page: Page): Promise<string> => page.evaluate(() => {
  const at = document.activeElement as HTMLElement
  return `${at.tagName.toLowerCase()} ${at.id !== '' ? (document.querySelector(`label[for="${at.id}"]`)?.textContent ?? '') : (at.textContent ?? '')}`.trim()
})
const say = async (page: Page, line: string): Promise<void> => {
  await page.locator('#say-something').fill(line)
  await page.keyboard.press('Enter')
  await page.locator('.say-guess .act-main').press('Enter')
  await page.locator('.say-guess').waitFor({ state: 'detached' })
}
const openNeed = async (page: Page, words: string): Promise<void> => {
  await page.evaluate(() => void (location.hash = '#/needs'))
  await page.getByRole('link', { name: `Look at it: ${words}` }).click()
  await page.getByText('Each speaks for itself').waitFor()
}

test('[G9] what opens in place takes the focus, gives it back, and Escape leaves it', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?opens#/'), wide)
  await page.getByRole('heading', { name: 'Since you were last here' }).waitFor()
  await say(page, 'I need 3 kg of pears')
  await openNeed(page, '3 kg of pears')
  await page.getByRole('button', { name: 'Change it' }).press('Enter')
  await expect.poll(() => standing(page)).toBe('input What')
  await page.keyboard.press('Escape')
  await expect.poll(() => standing(page)).toBe('button Change it')
  await page.keyboard.press('Enter')
  await page.getByLabel('How much').fill('4 kg')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '4 kg of pears' }).waitFor()
  await expect.poll(() => standing(page)).toBe('button Change it')
  await page.getByRole('button', { name: 'Withdraw it' }).press('Enter')
  await expect.poll(() => standing(page)).toBe('button Keep it')
  await page.keyboard.press('Enter')
  await expect.poll(() => standing(page)).toBe('button Withdraw it')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect.poll(() => standing(page)).toBe('button Withdraw it')
  await page.evaluate(() => void (location.hash = '#/stock'))
  await page.getByRole('button', { name: 'Write down what is there' }).press('Enter')
  await expect.poll(() => standing(page)).toBe('input What')
  await page.keyboard.press('Escape')
  await expect.poll(() => standing(page)).toBe('button Write down what is there')
  await page.getByRole('button', { name: 'Count again' }).first().press('Enter')
  await expect.poll(() => standing(page)).toBe('input How much')
  await page.keyboard.press('Escape')
  await expect.poll(() => standing(page)).toBe('button Count again')
  expect(faults).toEqual([])
  await context.close()
})

test('[G9] what was pressed and goes away leaves the focus beside it, not nowhere', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?goes#/needs'), wide)
  await page.getByRole('link', { name: /^Look at it: A warm blanket/ }).click()
  await page.getByRole('button', { name: 'Yes, I can give' }).press('Enter')
  await page.getByText('One side has said yes. It holds only when both have.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
  await page.getByRole('button', { name: 'Take my yes back' }).press('Enter')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Yes, I can give' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
  expect(faults).toEqual([])
  await context.close()
})

test('a button pressed twice says it once', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?twice#/plant'), phone)
  await page.getByLabel('Title').fill('Only once')
  await page.evaluate(() => {
    const plant = document.querySelector<HTMLButtonElement>('main .act-main')!
    plant.click()
    plant.click()
  })
  await page.getByRole('heading', { name: 'Only once' }).waitFor()
  await page.evaluate(() => void (location.hash = '#/ideas'))
  await page.getByRole('link', { name: 'Read it: Only once' }).first().waitFor()
  expect(await page.getByRole('link', { name: 'Read it: Only once' }).count()).toBe(1)
  expect(faults).toEqual([])
  await context.close()
})

test('words for a page that is not planted yet are there again when one comes back, with a link chosen for them', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?draft#/plant'), phone)
  await page.getByLabel('Text', { exact: true }).fill('Beside the pond.')
  await page.getByLabel('Link to a page').selectOption('Bread')
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('Beside the pond. [[Bread]]')
  await page.getByRole('link', { name: 'Back to the place' }).click()
  await page.getByRole('heading', { name: 'Since you were last here' }).waitFor()
  await page.goBack()
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('Beside the pond. [[Bread]]')
  await page.getByRole('button', { name: 'Plant it' }).click()
  await page.locator('.page-text', { hasText: 'Beside the pond.' }).waitFor()
  await page.evaluate(() => void (location.hash = '#/plant'))
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('')
  expect(faults).toEqual([])
  await context.close()
})

test('[T5] whoever goes away in the middle of a word leaves the whole of it on the page', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?word#/ideas'), phone)
  await page.getByRole('link', { name: /^Read it: Bread/ }).click()
  await page.getByRole('link', { name: 'Write here' }).click()
  const text = page.getByLabel('Text', { exact: true })
  await text.waitFor()
  const address = await page.evaluate(() => location.hash.replace('write', 'idea'))
  await text.evaluate((field: HTMLTextAreaElement) => {
    for (const typed of ['Half', 'Half a sentence, and its end']) {
      field.value = typed
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
    location.hash = '#/stock'
  })
  await page.getByLabel('Find in stock').waitFor()
  await page.evaluate((hash) => void (location.hash = hash), address)
  await page.locator('.page-text', { hasText: 'Half a sentence, and its end' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('[W7] what is built like a picture and cannot be drawn is refused; one added by mistake is taken back', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?mistake#/ideas'), wide)
  await page.getByRole('link', { name: /^Read it: Bread/ }).click()
  await page.getByRole('button', { name: 'Add a picture' }).click()
  const place = page.getByLabel('A picture of this device')
  await place.setInputFiles({ name: 'none.jpg', mimeType: 'image/jpeg', buffer: noFrame })
  await page.getByText('This picture is damaged.').waitFor()
  await place.setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: onePixel })
  const drawn = page.getByRole('img', { name: 'dot.png' })
  await drawn.waitFor()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await drawn.waitFor({ state: 'detached' })
  expect(faults).toEqual([])
  await context.close()
})

/** A JPEG with a scan of nothing: no frame says how large it is. */
const noFrame = Buffer.from('ffd8ffda000801010000003f00123456ffd9', 'hex')
/** A PNG of one pixel. */
const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

test('what could not be said stands there in words to be seen, wherever one was, until it is closed', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?full#/ideas'), phone)
  await page.getByRole('link', { name: /^Read it: Bread/ }).click()
  await page.getByRole('button', { name: 'Put my name under it' }).click()
  const line = page.locator('.last-said', { hasText: 'The disk is full.' })
  await line.waitFor()
  expect(await line.getByRole('button').allInnerTexts()).toEqual(['Close'])
  await line.getByRole('button', { name: 'Close' }).click()
  await line.waitFor({ state: 'detached' })
  expect(faults).toEqual([])
  await context.close()
})

test('each says how much was handed over as it saw it, and the rest another time', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?part#/'), wide)
  await page.getByRole('link', { name: /^Say that it happened/ }).click()
  await page.getByRole('button', { name: 'It was another amount' }).click()
  await page.getByRole('button', { name: 'It was handed over' }).last().click()
  await page.getByText('Say how much it was').waitFor()
  await page.getByLabel('How much it was').fill('1 kg')
  await page.keyboard.press('Enter')
  await page.getByText('Both say that 1 kg was handed over.').waitFor()
  // Without an amount, what is left of it.
  await page.getByRole('button', { name: 'It was handed over' }).click()
  await page.getByText('Handed over; both say so.').waitFor()
  expect(await page.getByRole('button', { name: 'It was another amount' }).count()).toBe(0)
  expect(faults).toEqual([])
  await context.close()
})

test('[W4] a link to what is gone says so in every room', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?gone#/'), phone)
  for (const room of ['need', 'idea', 'versions', 'ware', 'apart']) {
    await page.evaluate((hash) => void (location.hash = hash), `#/${room}/gone`)
    await page.getByText('There is nothing here by that name.').waitFor()
    if (room === 'apart') expect(await page.getByRole('button', { name: 'Stop sharing', exact: true }).count()).toBe(0)
    await page.evaluate(() => void (location.hash = '#/more'))
    await page.getByRole('heading', { name: 'Go to' }).first().waitFor()
  }
  expect(faults).toEqual([])
  await context.close()
})
