/**
 * Takes the pictures of `docs/pictures`: the demo as `npm start -- --demo` opens it, wide and on a phone, by day, at dusk and by
 * night. `npm run pictures` writes all of them anew, or those whose names begin with the words behind `--`.
 *
 * The light is that of the place at an hour of today: only the clock of the page is set, nothing else.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { lightAt, partOfDay } from '../src/theme/index.ts'
import { openBrowser, phone, wide } from './browser.ts'
import { type Box, startBox } from './real/box.ts'
import { go, inside, openContext } from './real/visit.ts'
import { quiet } from './sweep.ts'

const folder = join(import.meta.dirname, '../../../docs/pictures')
const minuteMs = 60_000

type Light = 'morning' | 'dusk' | 'night'

interface Picture {
  readonly name: string
  readonly light: Light
  readonly small?: boolean
  readonly fragment: string
  readonly press?: readonly RegExp[]
  /** What has to have come before it is taken. */
  readonly shows?: RegExp
  /** Without the link: somebody alone, before anything was said. */
  readonly alone?: boolean
}

const pictures: readonly Picture[] = [
  { name: 'place-day', light: 'morning', fragment: '#/' },
  { name: 'place-dusk', light: 'dusk', fragment: '#/' },
  { name: 'place-night', light: 'night', fragment: '#/' },
  { name: 'needs', light: 'morning', fragment: '#/needs' },
  { name: 'need', light: 'morning', fragment: '#/needs/need', press: [/^Look at it/] },
  { name: 'stock', light: 'morning', fragment: '#/stock' },
  { name: 'ideas', light: 'morning', fragment: '#/ideas', press: [/^Read it/] },
  { name: 'wares', light: 'morning', fragment: '#/wares' },
  { name: 'gate', light: 'morning', fragment: '#/gate' },
  { name: 'things', light: 'morning', fragment: '#/things', shows: /\d.°C/ },
  { name: 'thing', light: 'morning', fragment: '#/things', press: [/^Flour mill$/, /^Four weeks$/], shows: /^Over the last 28 days/ },
  { name: 'supply', light: 'morning', fragment: '#/supply', shows: /in seven days/ },
  { name: 'agreements', light: 'dusk', fragment: '#/agreements' },
  { name: 'agreement', light: 'dusk', fragment: '#/agreements', press: [/^The mill fan runs|^Cool the mill/], shows: /^Over the last 1/ },
  { name: 'agree', light: 'morning', fragment: '#/agree' },
  { name: 'rest', light: 'morning', fragment: '#/', alone: true },
  { name: 'place-phone', light: 'morning', small: true, fragment: '#/' },
  { name: 'place-phone-night', light: 'night', small: true, fragment: '#/' },
  { name: 'needs-phone', light: 'dusk', small: true, fragment: '#/needs' },
  { name: 'page-phone', light: 'morning', small: true, fragment: '#/ideas', press: [/^Read it/] },
  { name: 'gate-phone', light: 'morning', small: true, fragment: '#/gate' },
  { name: 'things-phone', light: 'night', small: true, fragment: '#/things', shows: /\d.°C/ },
  { name: 'agreement-phone', light: 'night', small: true, fragment: '#/agreements', press: [/^The mill fan runs|^Cool the mill/] },
  { name: 'supply-phone', light: 'dusk', small: true, fragment: '#/supply', shows: /in seven days/ },
  { name: 'rest-phone', light: 'morning', small: true, fragment: '#/', alone: true }
]

interface Position { readonly latitude: number; readonly longitude: number }

/** The middle of the first stretch of today with this light at the place; in the evening for dusk and night. */
const momentOf = (light: Light, position: Position): number => {
  const midnight = new Date().setHours(0, 0, 0, 0)
  const minutes = Array.from({ length: 48 * 6 }, (_, i) => i * 10).filter((minute) => {
    const moment = { nowMs: midnight + minute * minuteMs, localMinutes: minute, position }
    if (light === 'morning') return partOfDay(moment) === 'morning'
    return light === 'dusk' ? partOfDay(moment) === 'dusk' : lightAt(moment) === light && minute > 18 * 60
  })
  const stretch = minutes.filter((minute, i) => minute === minutes[0]! + i * 10)
  if (stretch.length === 0) throw new Error(`today has no ${light}`)
  return midnight + stretch[Math.floor(stretch.length / 2)]! * minuteMs
}

const take = async (page: Page, { name, fragment, shows, press = [] }: Picture): Promise<void> => {
  await go(page, fragment)
  for (const words of press) await page.getByRole('link', { name: words }).or(page.getByRole('button', { name: words })).first().click()
  await page.locator('h1').first().waitFor()
  if (shows) await page.getByText(shows).first().waitFor()
  await page.locator(fragment === '#/gate' ? '.gate-picture path' : 'h1').first().waitFor()
  await quiet(page)
  // The pointer and the focus stand nowhere.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.screenshot({ path: join(folder, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}

const run = async (box: Box, wanted: readonly Picture[]): Promise<void> => {
  const browser = await openBrowser()
  const [position] = await box.json<readonly Position[]>('worlds')
  if (position?.latitude === undefined) throw new Error('the demo lies nowhere')
  // One newcomer for all pictures, or each would sit on the bench of the next.
  for (const alone of [false, true]) {
    const some = wanted.filter((picture) => (picture.alone ?? false) === alone)
    if (some.length === 0) continue
    const { context } = await openContext(browser, { light: 'sun' })
    const page = await context.newPage()
    await page.goto(alone ? box.address : box.link)
    await inside(page)
    for (const picture of some) {
      await page.setViewportSize(picture.small ? phone : wide)
      await page.clock.setFixedTime(momentOf(picture.light, position))
      await page.goto(`${box.address}#/`)
      await page.reload()
      await inside(page)
      if (!alone) await page.locator('.place-list .row').nth(5).waitFor()
      await take(page, picture)
    }
    await context.close()
  }
  await browser.close()
}

mkdirSync(folder, { recursive: true })
const [only] = process.argv.slice(2)
const box = await startBox({ demo: true })
try {
  await run(box, pictures.filter(({ name }) => only === undefined || name.startsWith(only)))
} finally {
  await box.end()
}
