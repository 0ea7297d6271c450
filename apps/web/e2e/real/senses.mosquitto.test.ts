/**
 * Devices, an agreement, and the page of a person, all real: a daemon, the broker of a house, messages as devices send them, Chromium.
 * What the page says is held against what goes over the wire.
 */
import { type Mosquitto, startMosquitto } from '@commune/bridges/mqtt/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveBrowser, sharedBrowser } from '../browser.ts'
import { type Box, startBox } from './box.ts'
import { announce, type DeviceLine, gateEye, openLine, pathLamp } from './deviceLine.ts'
import { go, inside, visit } from './visit.ts'

let mosquitto: Mosquitto
let box: Box
let browser: Browser
const within = { timeout: 15_000 }
let line: DeviceLine

beforeAll(async () => {
  mosquitto = await startMosquitto()
  ;[box, browser] = await Promise.all([startBox({ mqtt: `mqtt://127.0.0.1:${mosquitto.port}` }), sharedBrowser()])
  line = await openLine({ port: mosquitto.port, hears: [pathLamp.set] })
  await announce(line)
})
afterAll(async () => {
  await line?.end()
  await leaveBrowser(browser)
  await box?.end()
  await mosquitto?.end()
})

const sentence = 'The path lamp shines at 60 % while the light of the gate eye is below 20 lx; otherwise it rests; if unsure, it rests.'
const on = (brightness: number): string => JSON.stringify({ state: 'ON', brightness })
const off = JSON.stringify({ state: 'OFF' })

/** The lamp was told this, and says that it did it, as such a lamp does. */
const lampDoes = async (wanted: string): Promise<void> => {
  await expect.poll(() => line.told(pathLamp.set).at(-1), within).toBe(wanted)
  await line.say(pathLamp.state, { brightness: 254, ...(JSON.parse(wanted) as object) })
}
const decides = async (page: Page, words: RegExp): Promise<void> => page.locator('.slot-decides').filter({ hasText: words }).waitFor()

test('an agreement is typed, acts over the broker, says why, bears what is unknown and a hand at the lamp, and ends as the page said', async () => {
  // The lamp's keeper: what a hand does holds for six seconds, so that a test sees it give way.
  const broker = await box.json<{ bypassable: boolean }>('broker')
  expect(broker.bypassable).toBe(true)
  const own = await box.json<{ link: string }>('devices', '--add')
  const { page, context, faults } = await visit(browser, own.link)
  await inside(page)
  await go(page, '#/things')
  await page.getByText('120 lx').waitFor()
  await box.json('thing', 'Path lamp', '--point', 'Path lamp brightness', '--hold', '1 s', '--hand', '6 s')

  await go(page, '#/agree')
  await page.getByLabel('The sentence').fill(sentence)
  await expect.poll(() => page.getByLabel('How much, in %').first().inputValue(), within).toBe('60')
  await page.getByRole('button', { name: 'Ask all sides' }).click()
  await page.getByText('In force.').first().waitFor()
  await expect.poll(() => page.locator('.says').allTextContents(), within).toEqual(['says yes', 'says yes', 'says yes'])
  await decides(page, /When nothing else\s*rests/)
  expect(line.told(pathLamp.set)).toEqual([])

  await line.say(gateEye.state, { illuminance: 5 })
  await lampDoes(on(152))
  await decides(page, /This agreement\s*60.%/)
  const why = page.locator('.why-tree')
  await why.getByText(/is below 20.lx: yes\./).waitFor()
  expect(await why.innerText()).toMatch(/Gate eye, 5.lx.*must be under 20.lx; 15.lx away from changing/)

  await line.say(gateEye.availability, { state: 'offline' }, true)
  await lampDoes(off)
  await why.getByText(/is below 20.lx: unknown\./).waitFor()
  await decides(page, /When nothing else\s*rests/)
  await line.say(gateEye.availability, { state: 'online' }, true)
  await line.say(gateEye.state, { illuminance: 4 })
  await lampDoes(on(152))
  await decides(page, /This agreement\s*60.%/)

  // What it says soon after it was told something is its own doing. Then somebody presses the switch.
  await page.waitForTimeout(5_200)
  await line.say(pathLamp.state, { state: 'ON', brightness: 254 })
  await decides(page, /Somebody at Path lamp\s*100.%/)
  await why.getByText('Somebody at it holds it now.').waitFor()
  await lampDoes(on(152))
  await decides(page, /This agreement\s*60.%/)

  await page.getByRole('button', { name: 'Withdraw my yes' }).click()
  await page.getByText('If you withdraw, Path lamp rests from now on.').waitFor()
  await page.getByRole('button', { name: 'Withdraw my yes' }).click()
  // A device of the same ware as the box answers for its things as well.
  await expect.poll(() => page.locator('.says').allTextContents(), within).toEqual(['took it back', 'took it back', 'took it back'])
  await lampDoes(off)
  await decides(page, /When nothing else\s*rests/)
  await line.say(gateEye.state, { illuminance: 3 })

  await go(page, '#/things')
  await page.getByRole('link', { name: 'Gate eye' }).click()
  await page.getByText(/^Over the last 7 days: between 3.*and 120/).waitFor()
  expect(await page.locator('.chart canvas').count()).toBe(1)
  await go(page, '#/')
  const map = page.getByRole('group', { name: /our place/ })
  await map.getByRole('button', { name: 'Gate eye, a sensor, is at Garden.' }).waitFor()
  await map.getByRole('button', { name: 'Garden: 2 things that feel or move.' }).waitFor()
  expect(line.told(pathLamp.set).at(-1)).toBe(off)
  expect(faults).toEqual([])
  await context.close()
})
