/** Links that let nobody in: each is answered in one sentence that says what to do, and nothing is left behind. */
import type { Invited } from '@commune/peer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, type Place, removeFolder, startPlace, temporaryFolder } from '../testing/place.ts'

let mill: Place
let jonas: Place
let links: Readonly<Record<'used' | 'closed' | 'device', string>>
beforeAll(async () => {
  mill = await startPlace()
  jonas = await startPlace({ name: 'Jonas', kind: 'wetware', worldName: 'Alone' })
  await jonas.json('need', 'bread')
  const [used, closed] = [await mill.json<Invited>('invite'), await mill.json<Invited>('invite')]
  const other = await startPlace({ name: 'Ada', kind: 'wetware', worldName: 'Elsewhere' })
  await other.json('join', used.link)
  await other.close()
  for (const { key, state } of await mill.json<{ key: string; state: string }[]>('invite', '--list')) if (state === 'open') await mill.json('invite', '--close', key)
  links = { used: used.link, closed: closed.link, device: (await mill.json<Invited>('devices', '--add')).link }
})
afterAll(async () => {
  await jonas.close()
  await mill.close()
})

test.each([
  ['used', /^This invitation was used before\. .* Ask for a new one\.$/],
  ['closed', /^This invitation was taken back\. Ask for a new one\.$/],
  ['device', /^This link makes one more device of somebody, and something has been said here already .*Open it with an empty data folder/]
] as const)('[K5][I4] a link that lets nobody in here (%s): one sentence, for people and for scripts', async (kind, answer) => {
  const before = await jonas.json<unknown[]>('worlds')
  const { code, out, err } = await jonas.run(['join', links[kind]])
  expect([code, out, err]).toEqual([1, '', expect.stringMatching(answer)])
  const json = await jonas.run(['join', links[kind], '--json'])
  expect([json.code, JSON.parse(json.out).error.text]).toEqual([1, err])
  expect(await jonas.json<unknown[]>('worlds')).toEqual(before)
})

test('[K5] a link whose box is off lets nobody in, and an empty folder is still empty afterwards', async () => {
  const gone = await startPlace()
  const { link } = await gone.json<Invited>('invite')
  await gone.close()
  const folder = temporaryFolder()
  const { code, out, err } = await command(['join', link], { folder })
  expect([code, out, err]).toEqual([1, '', expect.stringMatching(/^Nobody answers at \S+\. Check that the other device is on/)])
  expect((await command(['bundle', `${folder}/x`], { folder })).err).toMatch(/^There is no world here yet\./)
  removeFolder(folder)
})
