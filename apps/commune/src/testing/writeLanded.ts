/**
 * Writes what a version leaves behind, for the test that old data opens for ever: a data folder, a bundle of its world and a
 * backup of its ware. Run once for each version that lands: `node apps/commune/src/testing/writeLanded.ts VERSION`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Rule, Thing } from '@commune/commune'
import { must, openLanded, passphrase } from './landed.ts'

const [version] = process.argv.slice(2)
if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) throw new Error('Name the version that lands, as in `0.1.0`.')
const folder = fileURLToPath(new URL(`../../fixtures/landed/${version}`, import.meta.url))
if (existsSync(folder)) throw new Error(`${folder} is there already. What has landed does not change: name another version.`)
mkdirSync(folder, { recursive: true })

const peer = await openLanded(`${folder}/data`)
const { world } = must(await peer.act('beginWorld', { name: 'The old yard' }))
const { ids } = must(
  await peer.act('say', {
    world,
    wishes: [
      { wish: 'me', name: 'Old box', kind: 'hardware' },
      { wish: 'need', thing: 'bread', quantity: '3 loaves', place: 'kitchen' },
      { wish: 'offer', thing: 'ladder' },
      { wish: 'stock', thing: 'flour', quantity: '2 kg', place: 'shelf' },
      { wish: 'begin', title: 'Sourdough', text: 'Feed it each day. See [[Flour]].' }
    ]
  })
)
must(await peer.act('say', { world, wishes: [{ wish: 'undo', target: ids[2] as string }] }))
const rainTank: Thing = {
  ...{ key: 'tank', name: 'Rain tank', pulses: [{ key: 'tap', name: 'tap', ttlMs: 5_000 }] },
  readings: [{ key: 'level', name: 'level', shape: { is: 'number', unit: '%', min: 0, max: 100 }, staleMs: 3_600_000 }],
  acts: [{ key: 'valve', name: 'valve', shape: { is: 'yes-no' }, rest: false }]
}
const tank = must(await peer.act('say', { world, wishes: [{ wish: 'thing', source: 'hand', thing: rainTank }] })).ids[0] as string
const dry: Rule = {
  ...{ act: `${tank}/valve`, to: true, otherwise: 'rest', unsure: 'stay', leastMs: 10_000 },
  while: { is: 'compare', of: { is: 'reading', point: `${tank}/level` }, how: 'below', to: { value: 20, unit: '%' } }
}
const said = must(
  await peer.act('say', {
    world,
    wishes: [
      { wish: 'call-thing', thing: tank, place: 'Yard' },
      { wish: 'leave', thing: tank, point: 'level', choice: { class: 'commons', transform: { is: 'binned', stepMs: 3_600_000, of: ['mean'] }, lifetime: {} } },
      { wish: 'will', thing: tank, point: 'valve', will: { leastMs: 20_000 } },
      { wish: 'propose', name: 'Fill it', rules: [dry] }
    ]
  })
)
// A yes of its own, said anew.
must(await peer.act('say', { world, wishes: [{ wish: 'agree', agreement: said.ids.at(-1) as string, pledge: 'I watch the level.' }] }))
must(await peer.act('addFile', { world, bytes: new Uint8Array(2_000).fill(7), name: 'starter.bin', media: 'application/octet-stream' }))
writeFileSync(`${folder}/world.bundle`, must(await peer.act('writeBundle', { world })).bytes)
writeFileSync(`${folder}/ware.backup`, must(await peer.act('backup', { passphrase })).bytes)
await peer.close()
process.stdout.write(`${folder}\n`)
