import { afterEach, beforeEach, expect, test } from 'vitest'
import { say, settled, subscribe } from '../testing/guests.ts'
import { type OpenBroker, openBroker } from '../testing/open.ts'
import { type Login, type Raw, rawGuest } from '../testing/raw.ts'

let open: OpenBroker
const guests: Raw[] = []
beforeEach(async () => {
  open = await openBroker()
})
afterEach(async () => {
  for (const guest of guests.splice(0)) guest.end()
  await open.broker.close()
})

const comes = async (login: Login): Promise<Raw & { returnCode: number }> => {
  const guest = await rawGuest(open.broker.port, login)
  guests.push(guest)
  return guest
}

test('[B9] another grant holds at once for who is connected: nobody is sent away, and what is not granted any more ends', async () => {
  const lamp = open.admit('lamp', { says: ['lamp', 'old'], hears: ['house', 'old-house'] })
  const guest = await comes({ ...lamp, will: { topic: 'old/alive', payload: Buffer.from('gone'), qos: 0, retain: false } })
  expect(await subscribe(guest, 'house/1', 'old-house/1', 'old/1', 'lamp/set')).toEqual([0, 0, 0, 0])
  say(guest, 'lamp/config', 'left', { retain: true })
  say(guest, 'old/config', 'left', { retain: true })
  say(guest, 'light/state', 'no')
  await settled(guest)
  expect(open.broker.regrant(lamp.username, { says: ['lamp', 'light'], hears: ['house'], asked: [] }, 'Lamp by the gate')).toMatchObject({ ok: true })
  expect(open.broker.credentials()).toMatchObject([{ id: lamp.username, name: 'Lamp by the gate', grant: { says: ['lamp', 'light'] } }])
  say(guest, 'old/state', 'no')
  say(guest, 'light/state', 'yes')
  for (const topic of ['old-house/1', 'old/1', 'house/1']) open.broker.mqtt.publish(topic, topic)
  expect(await guest.next('publish')).toMatchObject({ topic: 'house/1' })
  expect(await subscribe(guest, 'old-house/1', 'light/set')).toEqual([128, 0])
  await settled(guest)
  // What it left where it may not speak any more is gone; what it left elsewhere is told again.
  expect(open.heard.map(({ topic, text }) => [topic, text])).toEqual([['lamp/config', 'left'], ['old/config', 'left'], ['old/config', ''], ['lamp/config', 'left'], ['light/state', 'yes']])
  expect(open.broker.load().retained).toBe(1)
  expect(open.refused('publish').map(([, what]) => what)).toEqual(expect.arrayContaining(['light/state', 'old/state']))
  // Its last will was granted when it came and is not any more.
  guest.end()
  const other = await comes(lamp)
  await settled(other)
  expect(open.heard.some(({ topic }) => topic === 'old/alive')).toBe(false)
})

test('[B4, B9] another grant that is none, or is another’s, changes nothing', async () => {
  const lamp = open.admit('lamp', { says: ['lamp'] })
  open.admit('pump', { says: ['pump'] })
  const guest = await comes(lamp)
  const grant = { says: ['lamp', 'pump/1'], hears: [], asked: [] }
  expect(open.broker.regrant(lamp.username, grant)).toMatchObject({ ok: false, error: { type: 'taken', prefix: 'pump/1' } })
  expect(open.broker.regrant(lamp.username, { ...grant, says: ['#'] })).toMatchObject({ ok: false, error: { type: 'prefix' } })
  expect(open.broker.regrant(lamp.username, { ...grant, says: ['light'] }, ' ')).toEqual({ ok: false, error: { type: 'name' } })
  expect(open.broker.regrant('nobody-1234', { ...grant, says: ['light'] })).toEqual({ ok: false, error: { type: 'unknown' } })
  say(guest, 'lamp/state', 'yes')
  await settled(guest)
  expect(open.heard.map(({ topic }) => topic)).toEqual(['lamp/state'])
})
