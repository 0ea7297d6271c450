import { test } from 'vitest'
import { look, wide } from './browser.ts'
import { serve } from './serve.ts'
import { staged } from './staged.ts'

const stage = staged()

const sayNeed = async (page: Awaited<ReturnType<typeof look>>['page'], thing: string): Promise<void> => {
  await page.locator('#say-something').fill(`We need 2 kg of ${thing}`)
  await page.keyboard.press('Enter')
  await page.locator('.say-guess').getByRole('button', { name: 'Say it' }).click()
}

for (const [home, without] of [['a worker that all share', false], ['a worker in each tab', true]] as const) {
  test(`[W2] with ${home}, two tabs are one writer, and the other goes on when one closes`, async () => {
    const { page: first, context } = await look(stage.browser, 'about:blank', wide)
    if (without) await context.addInitScript(() => { delete (globalThis as { SharedWorker?: unknown }).SharedWorker })
    await first.goto(stage.at(`?tabs-${without}#/needs`))
    await first.getByText('Needs and offers').first().waitFor()
    const second = await context.newPage()
    await second.goto(stage.at(`?tabs-${without}#/needs`))
    await second.locator('.rows .row').first().waitFor()
    await sayNeed(first, 'quinces')
    await second.getByText('2 kg of quinces:', { exact: true }).waitFor()
    await sayNeed(second, 'medlars')
    await first.getByText('2 kg of medlars:', { exact: true }).waitFor()
    await first.close()
    // Without a worker that all share, the next home opens a stage of its own, in which nothing of this was said.
    if (without) await second.getByText('2 kg of quinces:', { exact: true }).waitFor({ state: 'detached' })
    await sayNeed(second, 'sloes')
    await second.getByText('2 kg of sloes:', { exact: true }).waitFor()
    await context.close()
  })
}

test('[W9] on localhost the app comes back after a reload when nobody serves it', async () => {
  const daemon = await serve(stage.served.folder)
  const { page, context } = await look(stage.browser, `http://127.0.0.1:${daemon.port}/?alone#/ideas`, wide)
  await page.locator('.rows .row').first().waitFor()
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  await daemon.close()
  await page.reload()
  await page.locator('.rows .row').first().waitFor()
  await page.getByRole('link', { name: /^Read it/ }).first().click()
  await page.locator('.page-text').waitFor()
  await context.close()
})
