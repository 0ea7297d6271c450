/** Announcements become what is said of things: once, whatever comes between, and no more than a world can bear. */
import { setImmediate } from 'node:timers/promises'
import type { Thing, ThingRow, Wish } from '@commune/commune'
import { type Clock, ok } from '@commune/protocol'
import { memorySeries } from '@commune/storage/series'
import { expect, test } from 'vitest'
import { Bridged, noActs } from './bridged.ts'
import { Now } from './now.ts'
import { saidAgainMs, saidAtOnceMax } from './sayable.ts'

const thing = (key: string): Thing => ({ key, name: key, readings: [{ key: 'light', name: 'light', shape: { is: 'number' } }], pulses: [], acts: [] })

/** A world that takes in all that is said; `during` runs while it does. */
const ground = () => {
  let nowMs = 1_000_000
  const due: { atMs: number; run: () => void }[] = []
  const clock: Clock = {
    nowMs: () => nowMs,
    after: (ms, run) => {
      const one = { atMs: nowMs + ms, run }
      due.push(one)
      return () => void due.splice(due.indexOf(one), due.includes(one) ? 1 : 0)
    }
  }
  const rows = new Map<string, ThingRow>()
  const said: Wish[] = []
  const between: { run?: () => void } = {}
  const say = async (wishes: readonly Wish[]) => {
    await setImmediate()
    between.run?.()
    for (const wish of wishes) {
      said.push(wish)
      if (wish.wish === 'thing') rows.set(wish.thing.key, { ...wish.thing, id: wish.thing.key } as unknown as ThingRow)
      if (wish.wish === 'thing-gone') rows.set(wish.thing, { ...(rows.get(wish.thing) as ThingRow), gone: true })
    }
    return ok(wishes.map(() => null))
  }
  const now = new Now(() => 0)
  const bridged = new Bridged({ source: 'mqtt', clock, log: { note: () => {} }, series: memorySeries(), now, bridge: noActs, say, known: (key) => rows.get(key), keeps: () => true, here: () => {}, changed: () => {} })
  const pass = async (ms: number): Promise<void> => {
    for (const untilMs = nowMs + ms; nowMs < untilMs; ) {
      nowMs = Math.min(untilMs, ...due.map(({ atMs }) => atMs))
      for (const one of due.filter(({ atMs }) => atMs <= nowMs)) due.splice(due.indexOf(one), 1)[0]?.run()
      await setImmediate()
      await setImmediate()
    }
  }
  const there = (): string[] => [...rows.values()].filter(({ gone }) => !gone).map(({ key }) => key)
  return { bridged, pass, said, there, between, now, nowMs: clock.nowMs }
}

test('what is gone again before it was said is not said; what goes while it is being said is taken back', async () => {
  const { bridged, pass, said, there, between } = ground()
  bridged.bring(thing('early'))
  bridged.gone('early')
  bridged.bring(thing('stays'))
  bridged.bring(thing('late'))
  between.run = () => bridged.gone('late')
  await pass(250)
  delete between.run
  await pass(1_000)
  expect(there()).toEqual(['stays'])
  expect(said.map(({ wish }) => wish)).toEqual(['thing', 'thing', 'thing-gone'])
})

test('words that came before a thing that never was take no place of later ones', async () => {
  const { bridged, pass, now, nowMs } = ground()
  for (let n = 0; n < 12_000; n++) {
    bridged.bring(thing(`t${n}`))
    bridged.reading(`t${n}`, 'light', 1, nowMs())
    bridged.gone(`t${n}`)
  }
  bridged.bring(thing('eye'))
  bridged.reading('eye', 'light', 7, nowMs())
  await pass(1_000)
  expect(now.last('eye/light')).toMatchObject({ known: { value: 7 } })
})

test('who announces ever new things is held up, named, and keeps no other waiting', async () => {
  const { bridged, pass, said, there } = ground()
  let n = 0
  for (let turn = 0; turn < 40; turn++) {
    for (let more = 0; more < 100; more++, n++) {
      bridged.bring(thing(`t${n}`), 'flood')
      bridged.gone(`t${n - 50}`, 'flood')
    }
    await pass(500)
  }
  expect(said.length).toBeGreaterThan(saidAtOnceMax - 10)
  expect(said.length).toBeLessThan(saidAtOnceMax + 50)
  expect(bridged.problem).toMatchObject({ key: 'peer.things-often', params: { by: 'flood' } })
  bridged.bring(thing('lamp'), 'good')
  await pass(500)
  expect(there()).toContain('lamp')
  // Little by little it goes on, and what has been taken back meanwhile was never said.
  const before = said.length
  await pass(saidAgainMs * 10)
  expect(said.length - before).toBeGreaterThan(5)
  expect(said.length - before).toBeLessThan(20)
})
