/** Words, names and files of others, and a page that tries to break out: nothing runs, nothing is fetched, nothing is framed. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hostileFiles, hostileIdeas } from '../src/stage/hostile.ts'
import { look, phone, wide } from './browser.ts'
import { staged } from './staged.ts'
import { quiet } from './sweep.ts'

const stage = staged()

const go = async (page: Page, fragment: string): Promise<void> => {
  await page.evaluate((hash) => void (location.hash = hash), fragment)
  await page.locator('#say-something').waitFor()
  await quiet(page)
}
const stillHarmless = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  // What a drawing or a page may hold is known; anything else came out of somebody's words.
  expect(await page.evaluate(() => [...document.querySelectorAll('body :is(script, iframe, object, embed, base, meta, link, style, math, foreignObject, [onerror], [onload], [onmouseover])')].map((each) => each.outerHTML))).toEqual([])
  const addresses = await page.locator('a').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
  for (const address of addresses) expect(address).toMatch(/^(https?:\/\/|mailto:)/)
}

test('[W7] hostile Markdown stays words on every page it is on', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?hostile#/ideas'), wide)
  for (const { title } of hostileIdeas) {
    await go(page, '#/ideas')
    await page.getByLabel('Find a page').fill(title.slice(0, 40))
    await page.getByRole('link', { name: `Read it: ${title}` }).first().click()
    await page.locator('.page-text').waitFor()
    await quiet(page)
    await stillHarmless(page)
    expect(await page.locator('.page-text :is(script, img, svg, iframe, object, embed, form, input, style, link)').count(), title).toBe(0)
    const leads = await page.locator('.page-text a').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).getAttribute('href') ?? ''))
    for (const lead of leads) expect(lead).toMatch(/^(https?:\/\/|mailto:|#\/)/)
  }
  expect(faults).toEqual([])
  await context.close()
})

const image = encodeURIComponent('<img src=x onerror=window.broken=1>')
const rooms = [
  '#/', '#/needs', '#/needs/offer', '#/stock', '#/ideas', '#/wares', '#/me', '#/gate', '#/fork', '#/worlds', '#/search/window', `#/search/${image}`,
  '#/need/<script>', `#/ware/${image}`
]

test('[W7] hostile names, places, things and notes stay words in every room, wide and on a phone', async () => {
  for (const viewport of [wide, phone]) {
    const { page, context, faults } = await look(stage.browser, stage.at('?hostile#/'), viewport)
    for (const fragment of rooms) {
      await go(page, fragment)
      await stillHarmless(page)
    }
    await go(page, '#/wares')
    await page.locator('a.ware-name', { hasText: '<img src=x' }).first().click()
    await page.getByRole('heading', { level: 1, name: '<img src=x' }).waitFor()
    await quiet(page)
    await stillHarmless(page)
    await go(page, '#/plant/<svg onload=window.broken=1>')
    await stillHarmless(page)
    expect(faults).toEqual([])
    await context.close()
  }
})

test('[W7] a file of others is a picture or is kept: whatever it claims to be, it is not opened', async () => {
  const { page, context, faults } = await look(stage.browser, stage.at('?hostile#/ideas'), wide)
  await page.getByRole('link', { name: /^Read it: Files of others/ }).first().click()
  await page.locator('.page-text').waitFor()
  await quiet(page)
  await stillHarmless(page)
  const pictures = await page.locator('main img').evaluateAll((all) => all.map((each) => ({ from: (each as HTMLImageElement).src, wide: (each as HTMLImageElement).naturalWidth })))
  for (const { from, wide: px } of pictures) {
    expect(from).toMatch(/^blob:/)
    expect(px).toBe(0)
  }
  // Only what claims to be a kind that holds nothing but a picture is drawn at all, and as that kind alone.
  expect(pictures.length).toBeLessThanOrEqual(hostileFiles.filter(({ media }) => /^image\/(png|jpeg)$/.test(media)).length * 2)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: /page\.html/ }).first().click()
  expect((await saved).suggestedFilename()).toBe('page.html')
  expect(context.pages()).toHaveLength(1)
  expect(faults).toEqual([])
  await context.close()
})

test('[W7] what gets into the page all the same finds the policy shut: no script, no style, no frame, no form, no other host', async () => {
  const { page, context } = await look(stage.browser, stage.at('?shut#/'), wide)
  const ends: (string | undefined)[] = []
  page.on('requestfailed', (request) => { if (request.url().includes('elsewhere')) ends.push(request.failure()?.errorText) })
  page.on('requestfinished', (request) => { if (request.url().includes('elsewhere')) ends.push('sent') })
  await page.locator('#say-something').waitFor()
  const shut = ['base-uri', 'connect-src', 'frame-src', 'img-src', 'media-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']
  const broken = await page.evaluate(async (awaited) => {
    const breaches: string[] = []
    addEventListener('securitypolicyviolation', (event) => breaches.push(event.effectiveDirective))
    const put = (html: string): void => {
      const box = document.createElement('div')
      box.innerHTML = html
      document.body.append(box)
    }
    const script = document.createElement('script')
    script.textContent = 'window.broken = 1'
    document.body.append(script)
    const elsewhere = document.createElement('script')
    elsewhere.src = 'https://elsewhere.invalid/x.js'
    document.body.append(elsewhere)
    put('<img src="https://elsewhere.invalid/x.png"><img src="x:" onerror="window.broken=1"><iframe src="https://elsewhere.invalid"></iframe><object data="https://elsewhere.invalid"></object>')
    put('<style>body { display: none }</style><link rel="stylesheet" href="https://elsewhere.invalid/x.css"><video src="https://elsewhere.invalid/x.mp4"></video><base href="https://elsewhere.invalid/">')
    put('<form action="https://elsewhere.invalid"><button id="send">x</button></form>')
    ;(document.getElementById('send') as HTMLButtonElement).form!.requestSubmit()
    const asked = await fetch('https://elsewhere.invalid/').then(() => 'came', () => 'refused')
    // In a task of its own: what a test evaluates may make code out of text, what a page does may not.
    const made = await new Promise((resolve) => {
      const text = document.createElement('div')
      text.setAttribute('onclick', 'window.broken = 1')
      document.body.append(text)
      setTimeout(() => {
        text.click()
        resolve('broken' in window ? 'made' : 'refused')
      })
    })
    // Each is told in a task of its own; what else would have happened has had its time by then.
    for (let looks = 0; looks < 3 || (looks < 100 && !awaited.every((each) => breaches.includes(each))); looks++) await new Promise((resolve) => setTimeout(resolve, 100))
    return { asked, made, broken: 'broken' in window, shown: getComputedStyle(document.body).display, at: location.href, base: document.baseURI, breaches: [...new Set(breaches)].toSorted() }
  }, shut)
  expect(broken).toMatchObject({ asked: 'refused', made: 'refused', broken: false, shown: 'block', at: stage.at('?shut#/') })
  expect(broken.base).not.toContain('elsewhere')
  // The policy ended each of them before it left the stage.browser.
  expect(new Set(ends)).toEqual(new Set(['csp']))
  expect(broken.breaches).toEqual(expect.arrayContaining(shut))
  await context.close()
})
