import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { codeOf, listenNear, listenOn, openNear } from './freePort.ts'

const taken = (error: unknown): boolean => codeOf(error) === 'EADDRINUSE'

test('a port that another program takes between looking and listening is passed over', async () => {
  const [ours, other] = [createServer(), createServer()]
  const tried: number[] = []
  const port = await openNear(
    '127.0.0.1',
    48_100,
    async (free) => {
      tried.push(free)
      if (tried.length === 1) await listenOn(other, '127.0.0.1', free)
      return listenOn(ours, '127.0.0.1', free)
    },
    taken
  )
  expect(tried).toHaveLength(2)
  expect(port).toBe(tried[1])
  expect(port).not.toBe(tried[0])
  ours.close()
  other.close()
})

test('what fails for another reason is said at once, and a port that is always taken at last', async () => {
  let tries = 0
  const failing = (code: string) => (): Promise<never> => {
    tries++
    return Promise.reject(Object.assign(new Error(code), { code }))
  }
  await expect(openNear('127.0.0.1', 48_200, failing('EACCES'), taken)).rejects.toMatchObject({ code: 'EACCES' })
  expect(tries).toBe(1)
  await expect(openNear('127.0.0.1', 48_200, failing('EADDRINUSE'), taken)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  expect(tries).toBeLessThan(50)
})

test('many ports in a row that are taken are passed over, and nothing is left hanging on the one that listens', async () => {
  const others = Array.from({ length: 14 }, () => createServer())
  const first = await listenNear(others[0] as ReturnType<typeof createServer>, '127.0.0.1', 48_300)
  for (const [at, other] of others.entries()) if (at > 0) await listenNear(other, '127.0.0.1', first + at)
  const ours = createServer()
  expect(await listenNear(ours, '127.0.0.1', first)).toBeGreaterThanOrEqual(first + others.length)
  expect([ours.listenerCount('listening'), ours.listenerCount('error')]).toEqual([0, 0])
  for (const server of [...others, ours]) server.close()
})
