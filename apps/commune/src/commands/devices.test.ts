/** Coming back and letting go at the command line, with two daemons and what a browser would do in their place. */
import type { DeviceRow, Invited, LostView, WaysBackView } from '@commune/peer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, startPlace } from '../testing/place.ts'

let box: Place
let jonas: Place
beforeAll(async () => {
  box = await startPlace()
  jonas = await startPlace({ name: 'Jonas', kind: 'wetware', worldName: 'Alone' })
  await jonas.run(['join', (await box.json<Invited>('invite')).link])
  await jonas.json('me', '--name', 'Jonas')
})
afterAll(async () => {
  await jonas.close()
  await box.close()
})

const until = async (look: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it never came to that')
}

test('[I4] the box shows who left a way back, makes a link for one of them, and lets go of it', async () => {
  expect((await box.run(['devices', 'back'])).out).toMatch(/^Nobody has left a way back here/)
  await until(async () => {
    const view = await jonas.serving.api.ask('waysBack', {})
    return view.ok && view.value.keepers.length === 1
  })
  const view = await jonas.serving.api.ask('waysBack', {})
  const [keeper] = view.ok ? view.value.keepers : []
  expect((await jonas.serving.api.act('leaveWayBack', { device: keeper?.device ?? '' })).ok).toBe(true)
  await until(async () => (await box.json<WaysBackView['kept']>('devices', 'back')).some(({ name }) => name === 'Jonas'))
  const listed = await box.run(['devices', 'back'])
  expect(listed.out).toMatch(/Jonas +into .*The mill/)
  const linked = await box.run(['devices', 'back', 'jonas'])
  expect(linked.out).toMatch(/By this link Jonas comes back[\s\S]*\n {2}http:\/\/\S+#\S+$/)
  expect((await box.run(['devices', 'back', 'nobody'])).code).toBe(1)
  expect((await box.run(['devices', 'back', '--forget', 'Jonas'])).out).toContain('is gone from here')
  expect(await box.json('devices', 'back')).toEqual([])
})

test('[I3] lost: says what can be read, asks, ends, says what is closed, and makes the link for the next one', async () => {
  expect((await jonas.run(['devices', 'lost'])).err).toMatch(/^This is your only device here/)
  const phone = await startPlace({ name: 'x', kind: 'wetware', worldName: 'My place' })
  await phone.run(['join', (await box.json<Invited>('devices', '--add')).link])
  const others = async (): Promise<DeviceRow[]> => (await box.json<DeviceRow[]>('devices')).filter(({ me, ended }) => !me && !ended)
  await until(async () => (await others()).length === 1)
  const refused = await box.run(['devices', 'lost'], { answers: ['n'] })
  expect([refused.code, refused.out.replaceAll('\n', ' ')]).toEqual([1, expect.stringContaining('can read all that came to it, in The mill')])
  expect(await others()).toHaveLength(1)
  const [row] = await others()
  const ended = await box.json<LostView & { link: string; backedUp: boolean }>('devices', 'lost', row?.device ?? '', '--yes')
  expect(ended.worlds).toMatchObject([{ name: 'The mill', ended: true, closed: true }])
  expect(ended.link).toMatch(/^http.*#/)
  expect(await others()).toHaveLength(0)
  expect((await box.run(['devices', 'found'])).err).toMatch(/is none of them/)
  await phone.close()
})
