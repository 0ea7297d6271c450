/**
 * Devices, an agreement, and the page of a person, all real: a daemon, a broker, messages as devices send them, Chromium. What the
 * page says is held against what goes over the wire.
 */
import { type Mosquitto, startMosquitto } from '@commune/bridges/mqtt/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveBrowser, sharedBrowser } from '../browser.ts'
import { type Box, startBox } from './box.ts'
import { type DeviceLine, gateEye, openLine, pathLamp } from './deviceLine.ts'
import { go, inside, visit } from './visit.ts'

let mosquitto: Mosquitto
let box: Box
let browser: Browser
let line: DeviceLine

beforeAll(async () => {
  mosquitto = await startMosquitto()
  ;[box, browser] = await Promise.all([startBox({ mqtt: `mqtt://127.0.0.1:${mosquitto.port}` }), sharedBrowser()])
  line = await openLine({ port: mosquitto.port, hears: [pathLamp.set] })
  await line.say('zigbee2mqtt/bridge/state', { state: 'online' }, true)
  for (const { config, announcement, availability } of [pathLamp, gateEye]) {
    await line.say(config, announcement, true)
    await line.say(availability, { state: 'online' }, true)
  }
  await line.say(pathLamp.state, { state: 'OFF', brightness: 254 })
  await line.say(gateEye.state, { illuminance: 120 })
})
afterAll(async () => {
  await line?.end()
  await leaveBrowser(browser)
  await box?.end()
  await mosquitto?.end()
})

const told = (): string | undefined => line.told(pathLamp.set).at(-1)
/** A lamp that was told something says so. */
const obeys = async (): Promise<void> => {
  const said = JSON.parse(told() ?? '{}') as { state?: string; brightness?: number }
  await line.say(pathLamp.state, { state: said.state, brightness: said.brightness ?? 254 })
}
const rule = 'The path lamp shines at 60 % while the light of the gate eye is below 20 lx; otherwise it rests; if unsure, it rests.'

const openThing = async (page: Page, name: string): Promise<void> => {
  await go(page, '#/things')
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

test('devices come in over a broker of the house, an agreement is made of a sentence, and all goes as the page says', async () => {
  const { page, context, faults } = await visit(browser, (await box.json<{ link: string }>('devices', '--add')).link)
  await inside(page)
  await go(page, '#/things')
  await page.getByText('120 lx').waitFor()
  console.log(await page.locator('main').innerText())
  await go(page, '#/agree')
  await page.getByLabel('The sentence').fill(rule)
  await page.waitForTimeout(1500)
  console.log(await page.locator('main').innerText())
  expect(faults).toEqual([])
  await context.close()
})
