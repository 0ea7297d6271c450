import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, removeFolder, startPlace, temporaryFolder } from '../testing/place.ts'

const fixtures = join(import.meta.dirname, '../../../../packages/commune/src/flows/valueflows/fixtures')
const apples = join(fixtures, 'exchange-08-transportation-with-transfer.json')
const folder = temporaryFolder()
const out = join(folder, 'mill.jsonld')
let [mill, barn]: Place[] = []
beforeAll(async () => {
  mill = await startPlace()
  barn = await startPlace()
})
afterAll(async () => {
  await mill?.close()
  await barn?.close()
  removeFolder(folder)
})
const at = (place: Place | undefined): Place => place as Place

test('a document of ValueFlows is known, shown first, and comes in once; what is for money is named and stays out', async () => {
  const looked = await at(mill).run(['import', apples, '--try'])
  expect(looked.code).toBe(0)
  expect(looked.out).toContain('exchange-08-transportation-with-transfer.json is a document of ValueFlows. Of it would come:\n  stock in 2 portions: Q41777871')
  expect(looked.out).toContain('and 4 would not come in')
  expect((await at(mill).run(['stock'])).out).not.toContain('Q41777871')
  const asked = await at(mill).run(['import', apples])
  expect(asked.code).not.toBe(0)
  expect((await at(mill).run(['stock'])).out).not.toContain('Q41777871')
  const brought = await at(mill).run(['import', apples, '--yes'])
  expect(brought.err).toContain('it is given only for something in return')
  expect((await at(mill).run(['stock'])).out).toContain('230 kg')
  expect((await at(mill).run(['idea'])).out).toContain('to be read')
  const again = await at(mill).run(['import', apples, '--yes', '--json'])
  expect(`${again.out}${again.err}`).toMatch(/"fresh": ?0/)
})

test('a world goes out as ValueFlows and comes in elsewhere as the same needs, offers and stock', async () => {
  await at(mill).run(['need', 'rye flour', '--quantity', '1/3 kg'])
  await at(mill).run(['offer', '12 eggs'])
  expect((await at(mill).run(['export', '--valueflows', out])).out).toContain('as ValueFlows 1.0')
  expect((await at(mill).run(['export', '--valueflows', out])).code).not.toBe(0)
  expect((await at(mill).run(['export'])).code).toBe(2)
  const document = JSON.parse(readFileSync(out, 'utf8')) as { '@graph': readonly { '@type': string }[] }
  expect(document['@graph'].filter((node) => node['@type'] === 'EconomicResource')).toHaveLength(2)
  expect((await at(barn).run(['import', out, '--yes'])).code).toBe(0)
  expect((await at(barn).run(['stock'])).out).toContain('230 kg')
  expect((await at(barn).run(['need'])).out).toContain('rye flour')
  expect((await at(barn).run(['offer'])).out).toContain('eggs')
})

test('a file that is none, and one that breaks off, are named', async () => {
  const torn = join(folder, 'torn.jsonld')
  writeFileSync(torn, '{"@graph": [\n{"@type": "Intent"}')
  expect((await at(mill).run(['import', torn])).err).toContain('torn.jsonld, line 2')
  const other = join(folder, 'other.jsonld')
  writeFileSync(other, '[]')
  expect((await at(mill).run(['import', other])).err).toContain('nothing of ValueFlows is in it')
  expect((await at(mill).run(['import', join(folder, 'torn.jsonld'), '--try'])).code).toBe(2)
})
