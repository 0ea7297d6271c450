import { expect, test } from 'vitest'
import { StoreError, type Change } from '@commune/protocol'
import { commitQueue } from './commitQueue.ts'

const one = Uint8Array.of(1)

/** A queue whose writes are seen, and fail while a change names the key `bad`. */
function watched(): { queue: ReturnType<typeof commitQueue>, written: string[][] } {
  const written: string[][] = []
  const write = async (changes: readonly Change[]): Promise<void> => {
    if (changes.some(([key]) => key === 'bad')) throw new StoreError('full', 'no room')
    written.push(changes.map(([key, value]) => `${key}${value === undefined ? '-' : value[0]}`))
  }
  return { queue: commitQueue({ write, soon: run => queueMicrotask(run) }), written }
}

test('commits that wait together become one write, with the last change of each key', async () => {
  const { queue, written } = watched()
  const commits = [queue.add([['a', one], ['b', one]]), queue.add([['a', Uint8Array.of(2)]]), queue.add([['b', undefined]])]
  await Promise.all(commits)
  expect(written).toEqual([['a2', 'b-']])
})

test('a group stops at 8 MiB, and one larger commit goes alone', async () => {
  const { queue, written } = watched()
  const mebibyte = new Uint8Array(1_048_576)
  const many: Change[] = Array.from({ length: 9 }, (_, i) => [`large${i}`, mebibyte])
  await Promise.all([queue.add([['a', one]]), queue.add(many), queue.add([['b', one]])])
  expect(written.map(keys => keys.length)).toEqual([1, 9, 1])
})

test('what is in front of a commit that fails is kept, what is behind it is refused, and later ones are written', async () => {
  const { queue, written } = watched()
  const ends = await Promise.allSettled([
    queue.add([['a', one]]), queue.add([['b', one]]), queue.add([['c', one], ['bad', one]]), queue.add([['d', one]])
  ])
  expect(ends.map(end => end.status === 'fulfilled' || [end.reason.fault, end.reason.message])).toEqual([
    true, true, ['full', 'no room'], ['full', 'not written, because a commit in front of it was not: no room']
  ])
  await queue.add([['e', one]])
  expect(written).toEqual([['a1'], ['b1'], ['e1']])
})

test('closing waits for what was added and refuses the rest', async () => {
  const { queue, written } = watched()
  const commit = queue.add([['a', one]])
  const closing = queue.close()
  await expect(queue.add([['b', one]])).rejects.toMatchObject({ fault: 'closed' })
  await Promise.all([commit, closing, queue.close()])
  expect(written).toEqual([['a1']])
})
