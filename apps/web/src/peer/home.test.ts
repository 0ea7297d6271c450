import { expect, test } from 'vitest'
import { lapseMs, beatMs } from './lease.ts'
import { settled, Yard } from './testing/toyHomes.ts'

const writerOf = async (home: { api: { ask: (name: 'self', params: Record<never, never>) => Promise<unknown> } }): Promise<unknown> =>
  ((await home.api.ask('self', {})) as { value: { ware: string } }).value.ware

test('[W2] many homes are one writer, and all of them are answered by it', async () => {
  const yard = new Yard()
  const homes = ['a', 'b', 'c', 'd'].map((id) => yard.home(id))
  await yard.clock.pass(beatMs * 3)
  expect(yard.open.size).toBe(1)
  const [writer] = yard.open
  for (const home of homes) expect(await Promise.race([writerOf(home), settled().then(() => settled()).then(() => 'silence')])).toBe(writer)
  expect(yard.openings).toBe(1)
})

test('[W2] when the writer closes its tab another takes over at once, and watches go on', async () => {
  const yard = new Yard()
  const [a, b] = [yard.home('a'), yard.home('b')]
  await yard.clock.pass(beatMs * 2)
  expect([...yard.open]).toEqual(['a'])
  const heard: string[] = []
  b.api.watch('self', {}, (answer) => heard.push((answer as unknown as { value: { ware: string } }).value.ware))
  await settled()
  await a.end()
  await yard.clock.pass(beatMs)
  expect([...yard.open]).toEqual(['b'])
  expect(heard.at(0)).toBe('a')
  expect(heard.at(-1)).toBe('b')
})

test('[W2] a writer that died without a word is followed when its lease has lapsed', async () => {
  const yard = new Yard()
  yard.home('a')
  await yard.clock.pass(beatMs)
  yard.home('b')
  await yard.clock.pass(beatMs * 2)
  yard.kill('a')
  await yard.clock.pass(beatMs * 2)
  expect([...yard.open]).toEqual([])
  await yard.clock.pass(lapseMs + beatMs * 2)
  expect([...yard.open]).toEqual(['b'])
})

test('[W2] a note that the writer is gone saves the wait', async () => {
  const yard = new Yard()
  yard.home('a')
  await yard.clock.pass(beatMs)
  const b = yard.home('b')
  await yard.clock.pass(beatMs)
  yard.kill('a')
  await b.heardGone('a')
  await settled()
  expect([...yard.open]).toEqual(['b'])
})

test('[W2] a frozen writer that wakes finds that it may not write, and steps down', async () => {
  const yard = new Yard()
  const a = yard.home('a')
  await yard.clock.pass(beatMs)
  yard.home('b')
  yard.frozen.add('a')
  await yard.clock.pass(lapseMs + beatMs * 3)
  expect(yard.open.has('b')).toBe(true)
  const acted = (await a.api.act('connect', { address: '' })) as unknown as { value: { wrote: boolean } }
  expect(acted.value.wrote).toBe(false)
  yard.frozen.delete('a')
  await yard.clock.pass(beatMs * 2)
  expect([...yard.open]).toEqual(['b'])
  expect(await writerOf(a)).toBe('b')
})

test('[W2] a shared worker that comes back under its own name goes on at once', async () => {
  const yard = new Yard()
  yard.home('shared')
  await yard.clock.pass(beatMs)
  yard.kill('shared')
  yard.frozen.delete('shared')
  const again = yard.home('shared')
  await settled()
  expect([...yard.open]).toEqual(['shared'])
  expect(await writerOf(again)).toBe('shared')
})
