/** Stopping to share: what it will do is shown beforehand, what it did afterwards, and others go on as before (K3). */
import { expect, test } from 'vitest'
import { household } from './household.ts'
import { go, iAm, inside, needed, rowWith, say, visit } from './visit.ts'

const home = household()
const thingsAtBox = async (): Promise<string[]> => (await home.box.json<{ rows: { thing: string }[] }>('need')).rows.map(({ thing }) => thing)

test('[K3] stopping to share shows beforehand who will see what, and afterwards who still shares', async () => {
  const ada = await visit(home.browser, home.box.link)
  await inside(ada.page)
  const ozan = await visit(home.browser, await home.box.invite())
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
