/** Two people in two browsers and the box between them: what one says the other sees, answers, and both say it happened. */
import type { Locator } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { household } from './household.ts'
import { go, iAm, inside, rowWith, say, type Visit, visit } from './visit.ts'

const home = household()
let mira: Visit
let ozan: Visit

beforeAll(async () => {
  ;[mira, ozan] = await Promise.all([visit(home.browser, home.box.link), visit(home.browser, await home.box.invite())])
  await Promise.all([inside(mira.page), inside(ozan.page)])
})


test('who one says one is reaches the other, and everybody is there once', async () => {
  await Promise.all([iAm(mira.page, 'Mira'), iAm(ozan.page, 'Ozan')])
  await Promise.all([go(mira.page, '#/wares'), go(ozan.page, '#/wares')])
  await mira.page.locator('.ware', { hasText: 'Ozan' }).waitFor()
  await ozan.page.locator('.ware', { hasText: 'Mira' }).waitFor()
  expect(await mira.page.locator('.ware').count()).toBe(3)
  const there = await home.box.json<{ name?: string }[]>('wares')
  expect(JSON.stringify(there)).toMatch(/Mira.*Ozan|Ozan.*Mira/)
})

test('[P2] a need is said, answered, agreed, handed over: both have to say each of it, and both see the same', async () => {
  await say(mira.page, 'I need 3 loaves of bread in the kitchen')
  await go(ozan.page, '#/needs')
  await rowWith(ozan.page, 'Bread').or(rowWith(ozan.page, 'loaves')).getByRole('link', { name: /^Look at it/ }).click()
  await ozan.page.getByText('A need of Mira').waitFor()
  await ozan.page.getByRole('button', { name: 'Yes, I can give' }).click()
  await ozan.page.getByText('One side has said yes. It holds only when both have.').waitFor()
  await go(mira.page, '#/')
  await mira.page.getByRole('link', { name: /^See who/ }).click()
  await mira.page.getByRole('button', { name: 'Say yes', exact: true }).click()
  for (const { page } of [mira, ozan]) await page.locator('.commitment', { hasText: /Both have said yes/ }).waitFor()
  expect(await mira.page.getByRole('button', { name: 'It was handed over' }).count()).toBe(0)
  await ozan.page.getByRole('button', { name: 'It was handed over' }).click()
  await mira.page.getByText('One side says it was handed over; the other has not said so yet.').waitFor()
  await mira.page.getByRole('button', { name: 'I got it' }).click()
  for (const { page } of [mira, ozan]) await page.locator('.commitment', { hasText: /Handed over; both say so|Both say that 3 loaves/ }).waitFor()
  expect(JSON.stringify(await home.box.json('need', '--over'))).toContain('bread')
})

test('an offer is taken up the same way', async () => {
  await say(ozan.page, 'I have a ladder to lend')
  await go(mira.page, '#/needs/offer')
  await rowWith(mira.page, 'adder').getByRole('link', { name: /^Look at it/ }).click()
  await mira.page.getByRole('button', { name: 'Yes, I would take it' }).click()
  await go(ozan.page, '#/')
  await ozan.page.getByRole('link', { name: /^See who/ }).click()
  await ozan.page.getByRole('button', { name: 'Say yes', exact: true }).click()
  for (const { page } of [mira, ozan]) await page.locator('.commitment', { hasText: /Both have said yes/ }).waitFor()
})

test('[T5] two who have a page open see one another write before any pause, and it holds the words of both', async () => {
  await go(mira.page, '#/plant')
  await mira.page.getByLabel('Title').fill('A bench by the pond')
  await mira.page.getByLabel('Text', { exact: true }).fill('It stands where the sun goes down.\n\nTwo planks are enough.')
  await mira.page.getByRole('button', { name: 'Plant it' }).click()
  await mira.page.getByRole('heading', { name: 'A bench by the pond' }).waitFor()
  const address = await mira.page.evaluate(() => location.hash)
  await go(ozan.page, address)
  await Promise.all([mira, ozan].map(async ({ page }) => {
    await page.getByRole('link', { name: 'Write here' }).click()
    await page.getByLabel('Text', { exact: true }).waitFor()
  }))
  const [one, other] = [mira, ozan].map(({ page }) => page.getByLabel('Text', { exact: true })) as [Locator, Locator]
  const [before, after] = ['It stands where the sun goes down.', 'Two planks are enough.']
  // Each sees the letters of the other while they are typed, before any pause has stored them; the caret stays where it was.
  await one.evaluate((field: HTMLTextAreaElement, at) => field.setSelectionRange(at, at), before.length)
  await one.pressSequentially(' Frogs', { delay: 60 })
  await expect.poll(() => other.inputValue(), { timeout: 1_900 }).toContain('Frogs')
  await Promise.all([
    one.pressSequentially(' like it.', { delay: 40 }),
    other.press('Control+End').then(() => other.pressSequentially(' The old oak gives both.', { delay: 40 }))
  ])
  const whole = `${before} Frogs like it.\n\n${after} The old oak gives both.`
  for (const field of [one, other]) await expect.poll(() => field.inputValue(), { timeout: 10_000 }).toBe(whole)
  await mira.page.getByText('Somebody has this page open, too.').waitFor()
  await ozan.page.getByLabel('Put my name under it').check()
  await mira.page.getByText('Ozan has this page open, too.').waitFor()
  await ozan.page.getByLabel('Put my name under it').uncheck()
  await Promise.all([mira, ozan].map(({ page }) => page.getByRole('button', { name: 'Write it down' }).click()))
  for (const { page } of [mira, ozan]) {
    const text = page.locator('.page-text')
    await text.filter({ hasText: 'Frogs like it.' }).filter({ hasText: 'The old oak gives both.' }).waitFor()
    expect((await text.innerText()).match(/planks/g)).toHaveLength(1)
    await page.getByText('No name stands under it.').waitFor()
  }
})

test('search finds what the other wrote: words of a page, a thing, a name', async () => {
  await go(ozan.page, '#/search/')
  const field = ozan.page.getByLabel('Search for')
  for (const [words, found] of [['frogs', 'A bench by the pond'], ['bread', 'bread'], ['mira', 'Mira']] as const) {
    await field.fill(words)
    await ozan.page.locator('main .row', { hasText: found }).first().waitFor()
  }
})

test('[S5] copies are counted from acknowledgements alone: each browser knows of the box, and the box of both browsers', async () => {
  for (const { page } of [mira, ozan]) {
    await go(page, '#/')
    await page.getByText('Kept by one other.').waitFor()
  }
  const [world] = await home.box.json<{ kept: unknown }[]>('worlds')
  expect(world?.kept).toEqual({ others: 0, browsers: 2, carriers: 0 })
})

test('what one says is taken back again by its own line, and goes from the other as well', async () => {
  await say(mira.page, 'I need 2 jars of honey')
  await go(ozan.page, '#/needs')
  await ozan.page.locator('.row', { hasText: 'honey' }).waitFor()
  await mira.page.getByRole('button', { name: 'Take it back' }).click()
  await ozan.page.locator('.row', { hasText: 'honey' }).waitFor({ state: 'detached' })
})

test('nothing went wrong on either page meanwhile', () => {
  expect([...mira.faults, ...ozan.faults]).toEqual([])
})
