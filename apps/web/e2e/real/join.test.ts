/**
 * Coming in by the printed link, on localhost and over plain http: what the page does, what it asks of whom, and where the
 * secret of the invitation is found afterwards (nowhere but where the box itself keeps it locked).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLink, toText } from '@commune/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { type Box, startBox } from './box.ts'
import { hostsAsked } from './netLog.ts'
import { go, inside, say, visit } from './visit.ts'

const folder = mkdtempSync(join(tmpdir(), 'commune-join-'))
const netLog = join(folder, 'net.json')
let box: Box
let browser: Browser

beforeAll(async () => {
  box = await startBox()
  browser = await openBrowser(['--host-resolver-rules=MAP commune.test 127.0.0.1', `--log-net-log=${netLog}`])
})
afterAll(async () => {
  await browser?.close()
  await box?.end()
  rmSync(folder, { recursive: true, force: true })
})

test('[K5] the printed link lets one in; its secret leaves the address at once and is sent to nobody who serves the page', async () => {
  const link = box.link
  const secret = secretOf(link)
  const { page, context, faults, asked } = await visit(browser, link, {
    before: () => {
      const seen: string[] = []
      Object.assign(globalThis, { seen })
      // Addresses while anything at all is drawn.
      new MutationObserver(() => { if (document.getElementById('app')?.firstChild) seen.push(location.href) }).observe(document, { childList: true, subtree: true })
    }
  })
  await inside(page)
  await page.getByRole('heading', { name: 'our place' }).waitFor()
  const fragment = link.slice(link.indexOf('#') + 1)
  const drawn = await page.evaluate(() => ({ seen: (globalThis as unknown as { seen: string[] }).seen, root: document.body.innerHTML }))
  expect(drawn.root).not.toContain(fragment)
  expect(drawn.seen.length).toBeGreaterThan(0)
  expect(drawn.seen.filter((href) => href.includes(fragment))).toEqual([])
  expect(page.url()).toBe(`${box.address}#/`)
  await page.goBack().catch(() => null)
  expect(page.url()).not.toContain(fragment)
  for (const { url, headers } of asked) expect(`${url} ${JSON.stringify(headers)}`).not.toMatch(new RegExp(`${fragment}|${toText(secret)}`))
  expect(faults).toEqual([])
  await context.close()
  for (const { name, bytes } of box.files()) {
    expect(bytes.includes(Buffer.from(secret)), `the secret lies open in ${name}`).toBe(false)
    expect(bytes.includes(toText(secret)), `the secret lies in words in ${name}`).toBe(false)
    expect(bytes.includes(fragment), `the link lies in ${name}`).toBe(false)
  }
  const log = box.files().find(({ name }) => name === 'daemon.log')!.bytes.toString()
  expect(log.match(/#/g)).toBeNull()
})

test('over plain http one comes in as well, says something, and is told once whom one trusts', async () => {
  const link = (await box.invite()).replace('localhost', 'commune.test')
  const { page, context, faults } = await visit(browser, link, { told: ['backup'] })
  await inside(page)
  expect(await page.evaluate(() => [isSecureContext, 'serviceWorker' in navigator, crypto.subtle === undefined])).toEqual([false, false, true])
  const notice = page.getByText('you trust the house’s network to bring the page honestly')
  await notice.waitFor()
  await say(page, 'I need 3 loaves of bread')
  await page.getByRole('button', { name: 'Close' }).click()
  await go(page, '#/needs')
  await page.getByText('loaves').first().waitFor()
  await page.getByRole('button', { name: 'I see' }).click()
  await notice.waitFor({ state: 'detached' })
  await page.reload()
  await inside(page)
  await page.getByText('loaves').first().waitFor()
  expect(await notice.count()).toBe(0)
  const needs = await box.json<{ rows: { thing: string }[] }>('need')
  expect(JSON.stringify(needs)).toContain('bread')
  expect(faults).toEqual([])
  await context.close()
})

test('a link that was used lets nobody else in, and says so in a sentence', async () => {
  const { page, context } = await visit(browser, box.link)
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').innerText()).toMatch(/^[A-Z].*\.$/)
  await page.getByRole('button', { name: 'Go on without it' }).click()
  await inside(page)
  await context.close()
})

test('nothing was asked of any other host, by any part of the browser, in all of this', async () => {
  await browser.close()
  expect(hostsAsked(readFileSync(netLog, 'utf8'))).toEqual([`127.0.0.1:${box.port}`, `commune.test:${box.port}`, `localhost:${box.port}`])
})

const secretOf = (link: string): Uint8Array => {
  const read = readLink(link, 0)
  if (!read.ok) throw new Error(`the printed link cannot be read: ${read.error}`)
  return read.value.secret
}
