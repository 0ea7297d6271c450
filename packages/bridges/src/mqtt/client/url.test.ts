import { english } from '@commune/commune'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBrokerUrl } from './url.ts'

test('an address of a broker is read with its usual port, its user and its password, and shown without them', () => {
  expect(readBrokerUrl('mqtt://box')).toEqual({ ok: true, value: { host: 'box', port: 1883, tls: false, shown: 'mqtt://box:1883' } })
  expect(readBrokerUrl(' mqtts://me:p%40ss@box.local:8884/ ')).toEqual({
    ok: true, value: { host: 'box.local', port: 8884, tls: true, user: 'me', password: 'p@ss', shown: 'mqtts://box.local:8884' }
  })
  expect(readBrokerUrl('mqtt://[::1]:1884')).toMatchObject({ ok: true, value: { host: '::1', port: 1884 } })
})

test('what is none is said in words, without the password in it', () => {
  for (const [given, key] of [
    ['box', 'mqtt.url'], ['', 'mqtt.url'], ['http://me:secret@box', 'mqtt.url'], ['mqtt://', 'mqtt.url'], ['ws://me:secret@box/mqtt', 'mqtt.url'],
    ['mqtt://me:secret@box/house', 'mqtt.url-more'], ['mqtt://me:secret@box?a=1', 'mqtt.url-more'], ['mqtt://me:%zz@box', 'mqtt.url-escapes']
  ] as const) {
    const read = readBrokerUrl(given)
    expect(read).toMatchObject({ ok: false, error: { key } })
    if (!read.ok) expect(english.say(read.error)).not.toMatch(/secret|\{/u)
  }
})

test('any text is an address or a sentence', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl().map((url) => url.replace(/^https?/u, 'mqtt'))), (text) => {
    const read = readBrokerUrl(text)
    if (read.ok) expect(read.value.port).toBeGreaterThanOrEqual(0)
    else expect(english.say(read.error).length).toBeGreaterThan(0)
  }))
})
