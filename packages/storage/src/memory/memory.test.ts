import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clock, Store } from '@commune/protocol'
import { storeContract } from '@commune/protocol/testing'
import { memoryDisk } from './index.ts'

const one = Uint8Array.of(1)
const two = Uint8Array.of(2)

storeContract('memory', async () => {
  const disk = memoryDisk()
  let store = await disk.open()
  const reopen = async (bytesMax: number): Promise<Store> => {
    await store.close()
    disk.faults.bytesMax = bytesMax
    store = await disk.open()
    return store
  }
  return {
    store,
    reopen: () => reopen(Infinity),
    reopenTight: async () => reopen(await store.size() + 100_000),
    damage: async key => disk.damage(key),
    done: () => store.close()
  }
})

/** Time that moves when it is told to. */
function handClock(): Clock & { pass(ms: number): Promise<void> } {
  let now = 0
  let timers: { at: number, run: () => void }[] = []
  return {
    nowMs: () => now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run }
      timers.push(timer)
      return () => { timers = timers.filter(other => other !== timer) }
    },
    async pass(ms) {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { run } of due) run()
      for (let i = 0; i < 10; i++) await Promise.resolve()
    }
  }
}

test('[S5] a crash keeps a prefix of the unresolved commits, each whole, and all that were acknowledged', async () => {
  const value = fc.option(fc.uint8Array({ maxLength: 3 }), { nil: undefined })
  const commit = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), value))
  await fc.assert(fc.asyncProperty(fc.array(commit), fc.array(commit), fc.nat({ max: 12 }), async (told, untold, survivors) => {
    const disk = memoryDisk()
    const store = await disk.open()
    for (const changes of told) await store.commit(changes)
    const ends = untold.map(changes => store.commit(changes).catch(error => error.fault))
    expect(disk.unresolved).toBe(untold.length)
    disk.crash(survivors)
    expect(await Promise.all(ends)).toEqual(untold.map(() => 'closed'))
    await expect(store.get('a')).rejects.toMatchObject({ fault: 'closed' })
    const model = new Map([...told, ...untold.slice(0, survivors)].flat())
    const found = await (await disk.open()).list('')
    expect(found).toEqual([...model].filter(([, kept]) => kept !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)))
  }))
})

test('a slow disk answers when its time has come, and a crash before that takes the answer away', async () => {
  const clock = handClock()
  const disk = memoryDisk({ clock, faults: { delayMs: 50 } })
  const store = await disk.open()
  const seen: unknown[] = []
  const commit = store.commit([['a', one]]).then(() => seen.push('kept'))
  await clock.pass(49)
  expect(seen).toEqual([])
  await clock.pass(1)
  await commit
  void store.get('a').then(value => seen.push(value))
  await clock.pass(50)
  expect(seen).toEqual(['kept', one])
  void store.commit([['a', two]]).catch(error => seen.push(error.fault))
  void store.get('a').catch(error => seen.push(error.fault))
  disk.crash()
  await clock.pass(50)
  expect(seen.slice(2)).toEqual(['closed', 'closed'])
  disk.faults.delayMs = 0
  expect(await (await disk.open()).get('a')).toEqual(one)
})

test('closing a slow disk waits for what was committed', async () => {
  const clock = handClock()
  const disk = memoryDisk({ clock, faults: { delayMs: 50 } })
  const store = await disk.open()
  const commit = store.commit([['a', one]])
  const closing = Promise.all([store.close(), store.close()])
  await clock.pass(50)
  await Promise.all([commit, closing])
  disk.faults.delayMs = 0
  expect(await (await disk.open()).get('a')).toEqual(one)
})

test('a disk that can only be read refuses commits and starts, and its store goes on reading', async () => {
  const disk = memoryDisk()
  const store = await disk.open()
  await store.commit([['a', one]])
  disk.faults.readOnly = true
  await expect(store.commit([['a', two]])).rejects.toMatchObject({ fault: 'read-only' })
  expect(await store.get('a')).toEqual(one)
  await store.close()
  await expect(disk.open()).rejects.toMatchObject({ fault: 'read-only' })
  disk.faults.readOnly = false
  await disk.open()
  await expect(disk.open()).rejects.toMatchObject({ fault: 'in-use' })
})

test('[S5] a torn commit leaves the values that were picked damaged, and touches no other', async () => {
  const disk = memoryDisk()
  const store = await disk.open()
  await store.commit([['a', one], ['b', one]])
  const ends = [[['a', two]], [['b', two], ['c', two], ['d', two]]].map(changes => store.commit(changes as [string, Uint8Array][]).catch(error => error.fault))
  disk.crash(1, key => key !== 'b' && key !== 'd')
  expect(await Promise.all(ends)).toEqual(['closed', 'closed'])
  const again = await disk.open()
  expect(await again.getMany(['a', 'b', 'd'])).toEqual([two, one, undefined])
  await expect(again.get('c')).rejects.toMatchObject({ fault: 'damaged', key: 'c' })
  expect(disk.contents('').map(([key]) => key)).toEqual(['a', 'b'])
})

test('what lies on a disk is the same value each time it is looked at, until another takes its place', async () => {
  const disk = memoryDisk()
  const store = await disk.open()
  const valueOf = (key: string): Uint8Array | undefined => disk.contents(key)[0]?.[1]
  await store.commit([['a', one], ['b', one]])
  const [a, b] = [valueOf('a'), valueOf('b')]
  expect(a).not.toBe(one)
  await store.commit([['b', two]])
  expect(valueOf('a')).toBe(a)
  expect(valueOf('b')).not.toBe(b)
  expect(b).toEqual(one)
  expect(await store.get('a')).not.toBe(a)
})
