/** Devices at the broker that is built in: only who was let in speaks, only for itself, and nobody commands a lamp past what is agreed. */
import { freePort } from '@commune/bridges/mqtt/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveBrowser, sharedBrowser } from '../browser.ts'
import { type Box, startBox } from './box.ts'
import { announce, type DeviceLine, gateEye, openLine, pathLamp } from './deviceLine.ts'
import { go, inside, visit } from './visit.ts'

let box: Box
let browser: Browser
let port: number
const within = { timeout: 15_000 }
const lines: DeviceLine[] = []

beforeAll(async () => {
  port = await freePort()
  ;[box, browser] = await Promise.all([startBox({ mqtt: port }), sharedBrowser()])
})
afterAll(async () => {
  for (const line of lines) await line.end()
  await leaveBrowser(browser)
  await box?.end()
})

const letIn = async (name: string, says: readonly string[], hears: readonly string[] = []): Promise<DeviceLine> => {
  const { id, secret } = await box.json<{ id: string; secret: string }>('broker', '--let', name, '--says', ...says)
  const line = await openLine({ port, username: id, password: secret, hears })
  lines.push(line)
  return line
}

test('a gateway that was let in brings its devices; an invited person agrees with them, and another device commands nothing', async () => {
  await expect(openLine({ port, hears: [] })).rejects.toThrow(/bad user ?name/i)
  const [gateway, bell] = [await letIn('zigbee gateway', ['zigbee2mqtt', 'homeassistant'], [pathLamp.set]), await letIn('bell', ['bell'])]
  await announce(gateway)
  const { page, context, faults } = await visit(browser, await box.invite())
  await inside(page)
  await go(page, '#/agree')
  await page.getByLabel('The sentence').fill('The path lamp shines at 30 % while the light of the gate eye is below 20 lx; otherwise it rests; if unsure, it rests.')
  await expect.poll(() => page.getByLabel('How much, in %').first().inputValue(), within).toBe('30')
  await page.getByRole('button', { name: 'Ask all sides' }).click()
  await page.getByText('In force.').first().waitFor()
  // Nobody but the commune speaks where the lamp listens.
  await bell.say(pathLamp.set, { state: 'ON', brightness: 254 }).catch(() => undefined)
  await gateway.say(gateEye.state, { illuminance: 5 })
  await expect.poll(() => gateway.told(pathLamp.set), within).toEqual([JSON.stringify({ state: 'ON', brightness: 76 })])
  await page.locator('.slot-decides').filter({ hasText: /This agreement\s*30.%/ }).waitFor()
  const seen = await box.json<{ bypassable: boolean; refused: readonly unknown[]; access: readonly { name: string; here: boolean }[] }>('broker')
  expect(seen.bypassable).toBe(false)
  expect(JSON.stringify(seen.refused)).toContain(pathLamp.set)
  // Its gateway goes away without a word: nothing of its devices is known.
  await gateway.end()
  await page.locator('.why-tree').getByText(/is below 20.lx: unknown\./).waitFor()
  expect(faults).toEqual([])
  await context.close()
})
