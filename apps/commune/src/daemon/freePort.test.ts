import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { codeOf, listenOn, openNear } from './freePort.ts'

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
