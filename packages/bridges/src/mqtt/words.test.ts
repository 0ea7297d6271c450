import { english } from '@commune/commune'
import { expect, test } from 'vitest'
import { Refusals, type RefusalKind, refusalsMax } from './broker/refusals.ts'
import { boxClock } from './testing/ports.ts'
import { brokerFaultWords, credentialFaultWords, refusalWords } from './words.ts'

const kinds: Readonly<Record<RefusalKind, true>> = {
  publish: true, subscribe: true, will: true, topic: true, 'too-large': true, 'retained-full': true, 'retained-of-another': true, 'subscriptions-full': true,
  slowed: true, unread: true, 'client-id': true, 'no-credential': true, 'unknown-credential': true, 'wrong-secret': true, 'connections-full': true, waiting: true,
  version: true, broken: true
}

test('[B16] every refusal is a sentence, with all that is known of it and with nothing', () => {
  for (const kind of Object.keys(kinds) as RefusalKind[]) {
    const known = { kind, who: 'lamp-1', address: '10.0.0.7', what: 'house/x', count: 1, firstMs: 0, lastMs: 0 }
    const full = english.say(refusalWords(known, () => 'The lamp'))
    const bare = english.say(refusalWords({ ...known, who: undefined, what: undefined, address: undefined }, () => undefined))
    for (const sentence of [full, bare]) expect(sentence).toMatch(/^[“A-Z][^{}]*[.?]$/u)
    if (full.includes('lamp')) expect(full).toContain('The lamp')
  }
})

test('[B16] who announces itself in Tasmota’s own form is not told to be granted that', () => {
  const refusal = { kind: 'publish', who: 'plug-1', address: '10.0.0.7', what: 'tasmota/discovery/DC4F22/config', count: 1, firstMs: 0, lastMs: 0 } as const
  expect(english.say(refusalWords(refusal, () => 'The plug'))).toMatch(/^The plug announces itself in a form of Tasmota’s own, at tasmota\/discovery\/DC4F22\/config/u)
})

test('faults of a port and of a grant are sentences', () => {
  for (const type of ['in-use', 'not-allowed', 'failed'] as const) expect(english.say(brokerFaultWords({ type, reason: 'EIO' }, 1883))).toMatch(/1883[^{}]*\.$/u)
  const faults = [{ type: 'prefix', prefix: '#' }, { type: 'many', max: 32 }, { type: 'taken', prefix: 'a', by: 'x' }, { type: 'unknown' }, { type: 'full', max: 5 }, { type: 'name' }] as const
  for (const fault of faults) expect(english.say(credentialFaultWords(fault, () => 'The lamp'))).toMatch(/^[^{}]*\.$/u)
})

test('[B16] refusals are counted for ever, listed in bounded memory, and their text is shown as text', () => {
  const fresh: string[] = []
  const refusals = new Refusals(boxClock, ({ what }) => fresh.push(what ?? ''))
  for (let n = 0; n < 1_000; n++) refusals.note('publish', { who: `x${n}`, what: 't' })
  for (let n = 0; n < 10; n++) refusals.note('broken', { who: 'y', what: `\u202eevil\u0007\ud800${'x'.repeat(500)}` })
  expect(refusals.list()).toHaveLength(refusalsMax)
  expect(refusals.list()[0]).toMatchObject({ kind: 'broken', count: 10, what: `\ufffdevil\ufffd\ufffd${'x'.repeat(121)}…` })
  expect(Object.fromEntries(refusals.counts())).toEqual({ publish: 1_000, broken: 10 })
  expect(fresh).toHaveLength(1_001)
})

test('[B16] a flood of refusals of one speaker takes no place of others: beyond a score of them they are counted together', () => {
  const refusals = new Refusals(boxClock, () => {})
  refusals.note('broken', { who: 'y', what: 'once' })
  for (let n = 0; n < 1_000; n++) refusals.note('retained-full', { who: 'x', what: `t/${n}` })
  refusals.note('retained-full', { who: 'x', what: 't/3' })
  expect(refusals.list()).toHaveLength(22)
  expect(refusals.list()[1]).toMatchObject({ kind: 'retained-full', who: 'x', what: undefined, count: 980 })
  expect(refusals.list()[0]).toMatchObject({ what: 't/3', count: 2 })
  expect(refusals.list().at(-1)).toMatchObject({ kind: 'broken', what: 'once' })
})
