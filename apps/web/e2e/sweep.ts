/**
 * Goes from screen to screen as a person does: one page for each size and stage, and the fragment changes in it. So a sweep over
 * every screen opens a handful of pages and not a hundred. A page on which something failed is thrown away.
 */
import type { Browser, Page } from 'playwright-core'
import { look, type Looked } from './browser.ts'
import type { Screen } from './stage.ts'

export interface Sweep {
  /** The page at this screen, once nothing on it changes any more, and what has gone wrong since it was opened. */
  at(screen: Screen): Promise<Looked>
  /** The next screen begins on a new page. */
  drop(): Promise<void>
}

export const sweep = (browser: Browser, address: string, viewport: { readonly width: number; readonly height: number }, kept: Readonly<Record<string, unknown>>): Sweep => {
  let open: { stage: string; looked: Looked } | undefined
  const drop = async (): Promise<void> => {
    await open?.looked.context.close()
    open = undefined
  }
  return {
    drop,
    at: async (screen) => {
      const stage = screen.stage ?? ''
      const more = screen.told && { told: screen.told }
      if (open && open.stage !== stage) await drop()
      open ??= { stage, looked: await look(browser, `${address}${stage === '' ? '' : `?${stage}`}`, viewport, { ...kept, ...more }) }
      const { page } = open.looked
      if (!screen.bare) await page.locator('#say-something').waitFor()
      // From the same room by way of another one, so that nothing that was open in it still is.
      if (!screen.bare && roomOf(new URL(page.url()).hash) === roomOf(screen.fragment)) {
        await go(page, screen.fragment === '#/more' ? '#/search/' : '#/more')
        await page.getByLabel('Light of the page').or(page.getByLabel('Search for')).first().waitFor()
      }
      await go(page, screen.fragment)
      for (const words of screen.press ?? []) await page.getByRole('link', { name: words }).or(page.getByRole('button', { name: words })).first().click()
      await page.locator('h1, h2, legend, label, button, a, p').filter({ hasText: screen.shows }).filter({ visible: true }).first().waitFor()
      await quiet(page)
      return open.looked
    }
  }
}

const roomOf = (hash: string): string => hash.split('/')[1] ?? ''

const go = (page: Page, fragment: string): Promise<void> => page.evaluate((hash) => void (location.hash = hash), fragment)

/** Resolves when the page has its letters and nothing was drawn anew for so many frames. */
export const quiet = (page: Page, frames = 6): Promise<void> => page.evaluate(async (most) => {
  await document.fonts.ready
  let still = 0
  const watch = new MutationObserver(() => (still = 0))
  watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  while (still++ < most) await new Promise((resolve) => requestAnimationFrame(resolve))
  watch.disconnect()
}, frames)

/** How far the page could be moved sideways, px. */
export const sidewaysPx = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Words cut off by a box that hides what runs over, except where a style says that they end in an ellipsis. */
export const cutOff = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('h1, h2, h3, p, label, legend, button, a, li, summary')]
  .filter((each) => each.offsetParent !== null && getComputedStyle(each).overflow !== 'visible' && each.closest('.unseen') === null)
  .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 9)
  .map((each) => `${each.tagName} ${each.textContent?.slice(0, 60)}`))

/** Goes through everything that takes the focus, and names what does not take it or stays hidden while it has it (2.4.11). */
export const hiddenInFocus = (page: Page): Promise<string[]> => page.evaluate(() => {
  const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
    .filter((each) => !each.matches(':disabled, [type=hidden]') && each.checkVisibility({ visibilityProperty: true }))
  const wrong: string[] = []
  for (const each of all) {
    each.focus()
    const name = `${each.tagName} ${each.getAttribute('aria-label') ?? each.textContent ?? ''}`.slice(0, 80)
    if (document.activeElement !== each) wrong.push(`${name}: takes no focus`)
    const box = each.getBoundingClientRect()
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
    // Things on the map lie over one another; the one in focus comes to the front by itself.
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) wrong.push(`${name}: outside of what one sees`)
    else if (!each.matches('.map-button') && !each.contains(document.elementFromPoint(x, y))) wrong.push(`${name}: covered`)
  }
  ;(document.activeElement as HTMLElement | null)?.blur()
  scrollTo(0, 0)
  return wrong
})

/** Wider spacing of words and lines, as a person may ask of any page (WCAG 1.4.12). */
export const spaceOut = (page: Page, wide: boolean): Promise<void> => page.evaluate((on) => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = on ? [sheet] : []
}, wide)

/** The light of the page, put on from outside. */
export const wear = (page: Page, light: string): Promise<void> => page.evaluate((worn) => void (document.documentElement.dataset['light'] = worn), light)
