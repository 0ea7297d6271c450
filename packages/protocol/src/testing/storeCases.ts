/**
 * What every store must do: one case for each sentence of the port's comment.
 *
 * The cases name no test runner, so that a browser page can run them on its real IndexedDB; `storeContract` hands them to
 * vitest. Each case opens a store of its own and throws when something does not hold.
 */
import type { Store } from '../ports/ports.ts'
import { limits } from '../ports/limits.ts'
import { bytesOf, fails, refuses, same } from './expecting.ts'
import { modelCase } from './storeModel.ts'

/** A store over bytes that outlive it, and what can be done to those bytes. */
export interface StoreUnderTest {
  readonly store: Store
  /** Closes what is open, if it still is, and opens the same bytes again. */
  reopen(): Promise<Store>
  /** Changes a bit of a stored value behind the store's back; called while the store is closed. */
  damage?(key: string): Promise<void>
  /** Like `reopen`, with room for 64 KiB more and not for 1 MiB more. */
  reopenTight?(): Promise<Store>
  /** Closes everything and removes all traces. */
  done(): Promise<void>
}

export interface StoreCase {
  readonly title: string
  run(open: () => Promise<StoreUnderTest>): Promise<void>
}

const one = Uint8Array.of(1)
const two = Uint8Array.of(2)

/** A case that needs no more than a store and perhaps a second life of it. */
function simple(title: string, run: (store: Store, reopen: () => Promise<Store>) => Promise<void>): StoreCase {
  return {
    title,
    async run(open) {
      const under = await open()
      try {
        await run(under.store, under.reopen)
      } finally {
        await under.done()
      }
    }
  }
}

async function fill(store: Store, keys: readonly string[]): Promise<void> {
  await store.commit(keys.map(key => [key, bytesOf(key)]))
}

const valueCases: readonly StoreCase[] = [
  simple('an empty store has nothing', async store => {
    same(await store.get('a'), undefined)
    same(await store.getMany(['a', 'b']), [undefined, undefined])
    same(await store.keys(''), [])
    same(await store.list(''), [])
  }),
  simple('what is answered is the caller\'s own: writing into it changes nothing', async store => {
    await store.commit([['a', Uint8Array.of(1, 2, 3)]])
    const answers = [await store.get('a'), ...(await store.getMany(['a'])), ...(await store.list('')).map(([, value]) => value)]
    same(answers.length, 3)
    for (const answer of answers) answer!.fill(9)
    same(await store.getMany(['a']), [Uint8Array.of(1, 2, 3)])
  }),
  simple('values are any bytes, also none at all, and come back as they were', async store => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)
    await store.commit([['all', all], ['none', new Uint8Array(0)], ['zeros', new Uint8Array(5)]])
    same(await store.getMany(['zeros', 'none', 'gone', 'all']), [new Uint8Array(5), new Uint8Array(0), undefined, all])
  }),
  simple('a part of a larger buffer is stored as that part alone', async store => {
    const large = Uint8Array.from({ length: 100 }, (_, i) => i)
    await store.commit([['part', large.subarray(10, 20)]])
    same(await store.get('part'), large.slice(10, 20))
    same((await store.get('part'))!.buffer.byteLength, 10)
  }),
  simple('what the caller does to its arrays after a commit changes nothing stored', async store => {
    const value = Uint8Array.of(1, 2, 3)
    const changes: [string, Uint8Array][] = [['a', value]]
    const committed = store.commit(changes)
    value.fill(9)
    changes[0] = ['b', value]
    await committed
    same(await store.list(''), [['a', Uint8Array.of(1, 2, 3)]])
  }),
  simple('what the caller does to a value it read changes nothing stored', async (store, reopen) => {
    await store.commit([['a', Uint8Array.of(1, 2, 3)]])
    ;(await store.get('a'))!.fill(9)
    ;(await store.getMany(['a']))[0]!.fill(9)
    ;(await store.list('a'))[0]![1].fill(9)
    same(await store.get('a'), Uint8Array.of(1, 2, 3))
    same(await (await reopen()).get('a'), Uint8Array.of(1, 2, 3))
  }),
  simple('[E7] a key has 1 to 200 ASCII characters; another one is refused before anything is stored', async store => {
    const longest = 'k'.repeat(limits.storeKeyCharsMax)
    await store.commit([[longest, one], ['\0', one], ['\x7f', one]])
    same(await store.keys(''), ['\0', longest, '\x7f'])
    for (const key of ['', longest + 'k', 'ä', 'a\u{1f33b}']) {
      await refuses(store.commit([['fine', one], [key, one]]), RangeError, 'a key ')
      await refuses(store.get(key), RangeError, 'a key ')
    }
    same(await store.get('fine'), undefined)
  }),
  simple('[E7] a value has at most 1 MiB; a larger one is refused before anything is stored', async store => {
    const largest = new Uint8Array(limits.storeValueBytesMax).fill(7)
    await store.commit([['largest', largest]])
    same(await store.get('largest'), largest)
    const over = new Uint8Array(limits.storeValueBytesMax + 1)
    await refuses(store.commit([['fine', one], ['over', over]]), RangeError, '1048576 bytes')
    await refuses(store.commit([['fine', one], ['text', 'abc' as unknown as Uint8Array]]), TypeError, 'Uint8Array')
    same(await store.keys(''), ['largest'])
  }),
  simple('size grows with what is stored', async store => {
    const before = await store.size()
    await store.commit([['large', Uint8Array.from({ length: 500_000 }, (_, i) => (i * 2_654_435_761) >>> 24)]])
    const grown = await store.size() - before
    if (grown < 400_000 || grown > 5_000_000) throw new Error(`500,000 bytes grew the store by ${grown}`)
  })
]

const listCases: readonly StoreCase[] = [
  simple('keys come in the order of their code units', async store => {
    const ordered = ['\0', ' ', '!', '0', '10', '9', 'A', 'Z', '_', 'a', 'a\0', 'a ', 'a/1', 'aa', 'a~', 'b', '~', '\x7f']
    await fill(store, ordered.toReversed())
    same(await store.keys(''), ordered)
    same(await store.keys('', { reverse: true }), ordered.toReversed())
  }),
  simple('a list has the keys with the prefix and no others', async store => {
    await fill(store, ['a', 'a/', 'a/1', 'a/2', 'a/\x7f', 'a/\x7f\x7f', 'a0', 'b', '`'])
    same(await store.keys('a/'), ['a/', 'a/1', 'a/2', 'a/\x7f', 'a/\x7f\x7f'])
    same(await store.list('a/1'), [['a/1', bytesOf('a/1')]])
    same(await store.keys('c'), [])
  }),
  simple('a list starts after the given key, whether that key is there or not, in either direction', async store => {
    await fill(store, ['a', 'p1', 'p2', 'p3', 'p4', 'z'])
    same(await store.keys('p', { after: 'p2' }), ['p3', 'p4'])
    same(await store.keys('p', { after: 'p25' }), ['p3', 'p4'])
    same(await store.keys('p', { after: 'a' }), ['p1', 'p2', 'p3', 'p4'])
    same(await store.keys('p', { after: 'z' }), [])
    same(await store.keys('p', { after: 'p3', reverse: true }), ['p2', 'p1'])
    same(await store.keys('p', { after: 'z', reverse: true }), ['p4', 'p3', 'p2', 'p1'])
    same(await store.keys('p', { after: 'a', reverse: true }), [])
    same(await store.list('p', { after: 'p1', limit: 1 }), [['p2', bytesOf('p2')]])
    same(await store.list('p', { after: 'p4', limit: 2, reverse: true }), [['p3', bytesOf('p3')], ['p2', bytesOf('p2')]])
  }),
  simple('[E7] a list has at most `limit` keys, 1,000 unless told, and can be walked to its end', async store => {
    const all = Array.from({ length: 2_500 }, (_, i) => `k${String(i).padStart(5, '0')}`)
    await fill(store, all)
    same(await store.keys('k'), all.slice(0, 1_000))
    same((await store.list('k')).length, 1_000)
    same(await store.keys('k', { limit: 0 }), [])
    same(await store.list('k', { limit: 0, reverse: true }), [])
    same(await store.keys('k', { limit: 5_000 }), all)
    const walked: string[] = []
    for (let page = await store.keys('k'); page.length > 0; page = await store.keys('k', { after: page.at(-1)! })) {
      walked.push(...page)
    }
    same(walked, all)
    for (const limit of [-1, 0.5, Number.NaN, Infinity]) await refuses(store.keys('k', { limit }), RangeError, 'limit')
  })
]

const commitCases: readonly StoreCase[] = [
  simple('a commit puts and removes together, and the last change of a key counts', async store => {
    await store.commit([['a', one], ['b', one]])
    await store.commit([['a', undefined], ['b', two], ['c', one], ['gone', undefined], ['c', two]])
    same(await store.list(''), [['b', two], ['c', two]])
    await store.commit([['d', one], ['d', undefined]])
    same(await store.keys(''), ['b', 'c'])
  }),
  simple('an empty commit resolves after those in front of it', async store => {
    let first = false
    void store.commit([['a', one]]).then(() => { first = true })
    await store.commit([])
    same(first, true)
  }),
  simple('commits take effect in the order they were called, and resolve in it', async (store, reopen) => {
    const resolved: number[] = []
    const commits = Array.from({ length: 300 }, (_, i) =>
      store.commit([['last', bytesOf(String(i))], [`n${i % 7}`, i % 3 === 0 ? undefined : bytesOf(String(i))]])
        .then(() => { resolved.push(i) }))
    await Promise.all(commits)
    same(resolved, commits.map((_, i) => i))
    const expected = Array.from({ length: 7 }, (_, n) => {
      const i = Math.floor((299 - n) / 7) * 7 + n
      return i % 3 === 0 ? undefined : bytesOf(String(i))
    })
    const keys = expected.map((_, n) => `n${n}`)
    same(await store.getMany(['last', ...keys]), [bytesOf('299'), ...expected])
    same(await (await reopen()).getMany(['last', ...keys]), [bytesOf('299'), ...expected])
  }),
  simple('get and list see every commit that resolved before they were called', async store => {
    for (let i = 0; i < 20; i++) {
      await Promise.all([store.commit([[`a${i}`, one]]), store.commit([[`b${i}`, two]])])
      same(await store.get(`b${i}`), two)
      same((await store.keys('', { limit: 100 })).length, 2 * i + 2)
    }
  }),
  simple('[S5] what was committed is there when the store is opened again', async (store, reopen) => {
    const large = new Uint8Array(60_000).map((_, i) => i * 31)
    await store.commit([['a', one], ['b', large]])
    await store.commit([['a', undefined]])
    const again = await reopen()
    same(await again.list(''), [['b', large]])
    await again.commit([['c', two]])
    same(await (await reopen()).keys(''), ['b', 'c'])
  }),
  simple('[S5] commits that wait when the store is closed are still written', async (store, reopen) => {
    const commits = Array.from({ length: 50 }, (_, i) => store.commit([[`k${i}`, one]]))
    await store.close()
    await Promise.all(commits)
    same((await (await reopen()).keys('k')).length, 50)
  }),
  simple('a closed store says so, and closing twice does nothing', async store => {
    await store.commit([['a', one]])
    await Promise.all([store.close(), store.close()])
    await store.close()
    for (const use of [
      () => store.commit([['b', one]]), () => store.commit([]), () => store.get('a'), () => store.getMany(['a']),
      () => store.keys(''), () => store.list(''), () => store.size()
    ]) await fails(use(), 'closed')
  })
]

/** Cases that need an adapter to damage a value: they belong to every adapter whose harness can. */
const damageCase: StoreCase = {
  title: 'a damaged value is reported with its key, every other one stays readable, and writing it anew heals it',
  async run(open) {
    const under = await open()
    try {
      await under.store.commit([['a', one], ['bad', new Uint8Array(9_000).fill(5)], ['c', two]])
      await under.store.close()
      await under.damage!('bad')
      const store = await under.reopen()
      await fails(store.get('bad'), 'damaged', 'bad')
      await fails(store.getMany(['a', 'bad']), 'damaged', 'bad')
      await fails(store.list(''), 'damaged', 'bad')
      same(await store.keys(''), ['a', 'bad', 'c'])
      same(await store.getMany(['a', 'c']), [one, two])
      same(await store.list('', { after: 'bad' }), [['c', two]])
      await store.commit([['bad', two]])
      same(await store.get('bad'), two)
      same(await (await under.reopen()).list('b'), [['bad', two]])
    } finally {
      await under.done()
    }
  }
}

const fullCase: StoreCase = {
  title: 'a commit that finds no room is refused whole, with all behind it; the store goes on',
  async run(open) {
    const under = await open()
    try {
      await under.store.commit([['before', one]])
      const store = await under.reopenTight!()
      const large = new Uint8Array(limits.storeValueBytesMax).fill(3)
      const commits = [
        store.commit([['in front', two]]),
        store.commit([['small', one], ['large1', large], ['large2', large], ['before', two]]),
        store.commit([['behind', one]])
      ]
      const [inFront] = await Promise.allSettled(commits)
      same(inFront!.status, 'fulfilled')
      await fails(commits[1]!, 'full')
      await fails(commits[2]!, 'full')
      same(await store.list(''), [['before', one], ['in front', two]])
      await store.commit([['before', undefined], ['after', two]])
      same(await (await under.reopen()).list(''), [['after', two], ['in front', two]])
    } finally {
      await under.done()
    }
  }
}

/** Every case for a store whose harness can do what `able` says. */
export function storeCases(able: { readonly damage: boolean, readonly tight: boolean }): readonly StoreCase[] {
  return [
    ...valueCases, ...listCases, ...commitCases,
    ...(able.damage ? [damageCase] : []),
    ...(able.tight ? [fullCase] : []),
    modelCase
  ]
}
