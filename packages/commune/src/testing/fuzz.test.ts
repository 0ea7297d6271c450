/** Everything of the rooms that meets what others said, or files from anywhere, takes anything (T3). */
import { decodeValue, encodeValue, type RawStatement, utf8 } from '@commune/protocol'
import { fuzzPatienceMs as patienceMs, fuzzSeed, hammer, type Verdict } from '@commune/protocol/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldOne } from '../commune.ts'
import { clientOf, LivePage } from '../ideas/index.ts'
import { decodeText, type ImportStep, importCsv, importJson, importPage, importWorld, readPage } from '../import-export/index.ts'
import { cleanPicture } from '../pictures/index.ts'
import { readAmountAndMeasure } from '../quantity/index.ts'
import { readDay, readLine, readWhen } from '../say/index.ts'
import { anyStatement } from './arbitrary.ts'
import { idOf, TestCommune } from './commune.ts'
import { pictures } from './pictures.ts'
import { nonceOf, update } from './updates.ts'

/** What reads whole files takes its time, and gets a part of the inputs. */
const shareOfFiles = 0.2
/** Worked out anew now and then: what a room took stays, as in a world, but not without end. */
const worldEntriesMax = 2_000

test('[T3] a statement of any room, damaged in its bytes, is filed or refused with a reason, and can be looked at', { timeout: patienceMs }, () => {
  const corpus = fc.sample(anyStatement, { seed: fuzzSeed, numRuns: 400 }).map(({ statement }) => encodeValue(statement))
  let commune = new TestCommune()
  let count = 0
  const { taken, reasons } = hammer((bytes) => {
    const decoded = decodeValue(bytes)
    const type = decoded.ok && typeof decoded.value === 'object' ? (decoded.value as { type?: unknown } | null)?.type : undefined
    if (!decoded.ok || typeof type !== 'string') return undefined
    if (++count % worldEntriesMax === 0) {
      lookAt(commune)
      commune = new TestCommune()
    }
    const { device } = me(commune)
    const entry = idOf(count % 50)
    const said = { id: `${entry}.0`, entry, device, lamport: count, epoch: idOf(1), statement: decoded.value as unknown as RawStatement }
    const refused = foldOne(commune.states, said)
    return refused ? { ok: false, error: refused.reason } : { ok: true }
  }, corpus)
  lookAt(commune)
  expect(taken).toBeGreaterThan(100)
  expect(reasons.size).toBeGreaterThan(20)
})

test('[T5] what comes live for a page that is open', { timeout: patienceMs }, () => {
  const open = (): LivePage => new LivePage([], idOf(102), () => nonceOf(7))
  let page = open()
  let count = 0
  const written = update(clientOf(idOf(101), nonceOf(1)), (doc) => doc.getText('text').insert(0, 'some words'))
  hammer((bytes) => {
    if (++count % worldEntriesMax === 0) page = open()
    return page.takeIn(bytes)
  }, [written])
})

test('pictures of every kind, cleaned of what they tell', { timeout: patienceMs }, () => {
  const { reasons } = hammer((bytes) => {
    const cleaned = cleanPicture(bytes)
    if (cleaned.ok && cleaned.value.bytes.length > bytes.length + 64) throw new Error('it grew')
    return cleaned
  }, pictures)
  expect(reasons.size).toBeGreaterThan(1)
})

test('pages, tables and exports from files', { timeout: patienceMs }, () => {
  const commune = new TestCommune()
  const { ware } = me(commune)
  const { views } = commune
  const options = { kind: 'stock' as const, path: 'a.csv', ware }
  const judged = (steps: Iterable<ImportStep>): Verdict => {
    for (const step of steps) if (step.outcome === 'refused' && !step.reason.key) return { ok: false }
    return { ok: true }
  }
  const text = (read: (text: string) => Verdict) => (bytes: Uint8Array): Verdict => {
    const decoded = decodeText(bytes)
    return decoded === undefined ? { ok: false, error: 'not text' } : read(decoded)
  }
  const page = '---\ntitle: "A page"\ntags: [a, b]\ndate: 2026-01-01\n---\n# A page\n\nText with [a link](other.md) and [[Another]].\n'
  hammer(text((read) => {
    readPage('a/b.md', read)
    return judged([importPage('a/b.md', read, views.ideas)])
  }), [utf8(page)], shareOfFiles)
  const csv = 'thing,amount,place,until,note\nflour,"2,5 kg",cellar,2030-01-01,"a ""note"""\nbread,3 loaves,kitchen,,\n'
  hammer(text((read) => judged(importCsv(read, views, options))), [utf8(csv), utf8(csv.replaceAll(',', ';'))], shareOfFiles)
  const json = JSON.stringify([{ thing: 'flour', quantity: '2 kg', place: 'cellar' }, { thing: 'bread', quantity: 3, unit: 'loaves' }])
  hammer(text((read) => judged(importJson(read, views, options))), [utf8(json)], shareOfFiles)
  const world = JSON.stringify({ format: 'smart-commune', version: 1, name: 'The mill', wares: [], intents: [] })
  hammer((bytes) => judged(importWorld([{ path: 'world.json', bytes }, { path: 'needs.json', bytes }, { path: 'pages/a.md', bytes }], views, ware)), [utf8(world), utf8(json), utf8(page)], shareOfFiles)
})

test('what a person types', { timeout: patienceMs }, () => {
  const lines = ['need 2 loaves of bread by friday', '1 1/2 kg flour in the cellar', '3,5 l milk', '2030-02-29', 'tomorrow at noon', '½ cup', '-3 kg', '1e999 t']
  hammer((bytes) => {
    const typed = new TextDecoder().decode(bytes)
    readLine(typed, { nowMs: 1_800_000_000_000, places: ['cellar'] })
    readWhen(typed, 1_800_000_000_000)
    readDay(typed)
    return readAmountAndMeasure(typed)
  }, lines.map((line) => utf8(line)), shareOfFiles)
})

const devices = new WeakMap<TestCommune, ReturnType<TestCommune['ware']>>()

function me(commune: TestCommune): ReturnType<TestCommune['ware']> {
  const known = devices.get(commune) ?? commune.ware()
  devices.set(commune, known)
  return known
}

function lookAt({ views, nowMs }: TestCommune): void {
  for (const { id } of views.intents.list({ limit: 100 }, nowMs).rows) views.intents.one(id, nowMs)
  for (const { id } of views.ideas.list({ limit: 100 }).rows) views.ideas.page(id)
  for (const id of views.stock.ids()) views.stock.one(id)
}
