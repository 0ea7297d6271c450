/** A store against the simplest thing that could be one: a map that is sorted when it is read. */
import fc from 'fast-check'
import type { Change, ListOptions, Store } from '../ports/ports.ts'
import { same } from './expecting.ts'
import type { StoreCase } from './storeCases.ts'

type Step =
  | { readonly do: 'commits', readonly commits: readonly (readonly Change[])[] }
  | { readonly do: 'read', readonly keys: readonly string[] }
  | { readonly do: 'list', readonly prefix: string, readonly options: ListOptions }
  | { readonly do: 'reopen' }

/** Few characters, so that keys meet: both ends of ASCII, and what sorts around the separators in use. */
const characters = ['\0', ' ', '/', '0', 'A', 'a', 'b', '~', '\x7f'] as const

function steps(): fc.Arbitrary<Step[]> {
  const text = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength })
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.integer({ min: 4_000, max: 20_000 }).map(length => new Uint8Array(length).fill(length)) }
  )
  const changes = fc.array(fc.tuple(text(1, 4), value), { maxLength: 5 })
  const options = fc.record(
    { after: text(0, 4), limit: fc.integer({ min: 0, max: 8 }), reverse: fc.boolean() }, { requiredKeys: [] })
  return fc.array(fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('commits' as const), commits: fc.array(changes, { maxLength: 5 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), keys: fc.array(text(1, 4), { maxLength: 5 }) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('list' as const), prefix: text(0, 2), options }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) }
  ), { maxLength: 20 })
}

function listed(model: ReadonlyMap<string, Uint8Array>, prefix: string, options: ListOptions): [string, Uint8Array][] {
  const { after, limit = 1_000, reverse = false } = options
  const ordered = [...model].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1))
  if (reverse) ordered.reverse()
  return ordered.filter(([key]) => after === undefined || (reverse ? key < after : key > after)).slice(0, limit)
}

export const modelCase: StoreCase = {
  title: '[P7] any commits, reads, lists and new starts give what a sorted map gives',
  async run(open) {
    await fc.assert(fc.asyncProperty(steps(), async all => {
      const under = await open()
      try {
        await follow(under.store, under.reopen, all)
      } finally {
        await under.done()
      }
    }), { numRuns: 60 })
  }
}

async function follow(first: Store, reopen: () => Promise<Store>, all: readonly Step[]): Promise<void> {
  let store = first
  const model = new Map<string, Uint8Array>()
  for (const step of all) {
    if (step.do === 'reopen') store = await reopen()
    if (step.do === 'read') same(await store.getMany(step.keys), step.keys.map(key => model.get(key)))
    if (step.do === 'list') {
      const expected = listed(model, step.prefix, step.options)
      same(await store.list(step.prefix, step.options), expected)
      same(await store.keys(step.prefix, step.options), expected.map(([key]) => key))
    }
    if (step.do === 'commits') {
      for (const [key, value] of step.commits.flat()) {
        if (value === undefined) model.delete(key)
        else model.set(key, value)
      }
      await Promise.all(step.commits.map(changes => store.commit(changes)))
    }
  }
  same(await (await reopen()).list(''), listed(model, '', {}))
}
