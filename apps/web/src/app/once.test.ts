import type { Outcome, PeerApi } from '@commune/peer'
import { expect, test } from 'vitest'
import { onlyOnce } from './once.ts'

const slow = () => {
  const asked: unknown[] = []
  const answers: ((answer: Outcome<never>) => void)[] = []
  const act = ((name: string, params: unknown) => new Promise((resolve) => {
    asked.push([name, params])
    answers.push(resolve)
  })) as unknown as PeerApi['act']
  return { asked, answers, act: onlyOnce({ act }) }
}
const refusal: Outcome<never> = { ok: false, error: { key: 'web.store.full' } }
const need = (thing: string) => ({ world: 'w', wishes: [{ wish: 'need', thing }] }) as never

test('a button pressed twice says it once, and both presses get the answer', async () => {
  const { act, asked, answers } = slow()
  const presses = [act('say', need('salt')), act('say', need('salt'))]
  expect(asked).toEqual([['say', need('salt')]])
  answers[0]!(refusal)
  expect(await Promise.all(presses)).toEqual([refusal, refusal])
})

test('something else is said beside it, and the same again once it is over', async () => {
  const { act, asked, answers } = slow()
  const first = act('say', need('salt'))
  void act('say', need('pepper'))
  expect(asked.length).toBe(2)
  answers[0]!(refusal)
  await first
  void act('say', need('salt'))
  expect(asked.length).toBe(3)
})
