import { expect, test } from 'vitest'
import { Facts, laterThan, type Origin } from './statement.ts'

test('[T4] facts tell once which of them changed, and what a snapshot brought is no change', () => {
  const facts = new Facts<number>('counts')
  facts.load('a', 1)
  facts.load('b', 2)
  expect(facts.takeChanged().size).toBe(0)
  facts.put('b', 3)
  expect([facts.add('c', 4), facts.add('c', 4)]).toEqual([true, false])
  expect([...facts.takeChanged()]).toEqual(['b', 'c'])
  expect(facts.takeChanged().size).toBe(0)
  expect([...facts]).toEqual([
    ['a', 1],
    ['b', 3],
    ['c', 4]
  ])
  expect([facts.size, facts.has('a'), facts.get('d')]).toEqual([3, true, undefined])
})

test('[T4] facts are of another version after each that was put, and of the same one after what was there already', () => {
  const facts = new Facts<number>('counts')
  const seen = [facts.version]
  const look = (): void => void seen.push(facts.version)
  for (const act of [() => facts.put('a', 1), () => facts.add('b', 2), () => facts.load('c', 3), () => facts.put('a', 4)]) {
    act()
    look()
  }
  expect(new Set(seen).size).toBe(5)
  facts.add('b', 2)
  facts.takeChanged()
  expect(facts.version).toBe(seen.at(-1))
})

test('[T1] order among statements is by lamport, then by id, on every peer', () => {
  const at = (lamport: number, id: string) => ({ lamport, id, device: null })
  expect(laterThan(at(2, 'a'), at(1, 'b'))).toBe(true)
  expect(laterThan(at(1, 'a'), at(1, 'b'))).toBe(false)
  expect(laterThan(at(1, 'b'), at(1, 'a'))).toBe(true)
  expect(laterThan(at(1, 'a'), at(1, 'a'))).toBe(false)
})

test('[T1] of two statements in one entry the one that stands later is later, also beyond the tenth', () => {
  const at = (id: string, lamport: number): Origin => ({ id, device: null, lamport })
  expect(laterThan(at('a.10', 3), at('a.2', 3))).toBe(true)
  expect(laterThan(at('a.2', 3), at('a.10', 3))).toBe(false)
  expect(laterThan(at('b.0', 3), at('a.10', 3))).toBe(true)
  expect(laterThan(at('a.0', 4), at('b.9', 3))).toBe(true)
})
