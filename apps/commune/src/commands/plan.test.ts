import type { IntentRow, PlanRow } from '@commune/commune'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, startPlace } from '../testing/place.ts'

let mira: Place
let jonas: Place
beforeAll(async () => {
  mira = await startPlace()
  jonas = await startPlace({ name: 'Jonas', kind: 'wetware', worldName: 'Alone' })
  const { link } = await mira.json<{ link: string }>('invite')
  await jonas.run(['join', link])
})
afterAll(async () => {
  await jonas.close()
  await mira.close()
})

/** Asks again until what was said elsewhere has come. */
const until = async <T>(ask: () => Promise<T>, isThere: (found: T) => boolean): Promise<T> => {
  for (let tries = 0; tries < 100; tries++) {
    const found = await ask()
    if (isThere(found)) return found
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error('it never comes')
}

test('[PL3][PL7][PL18] a plan for a need is made of what another offers, answered with less, made anew, and held by both', async () => {
  await jonas.run(['offer', '5 kg flour'])
  const need = (await mira.json<{ said: IntentRow }>('need', '5 kg flour, at least 1')).said
  await until(() => mira.run(['plan', '--for', need.id]), ({ out }) => out.includes('It can be done with one hand'))
  expect((await mira.run(['plan'])).out).toContain('There are no plans here.')
  const proposed = await mira.run(['plan', '--for', need.id, '--propose', '--name', 'Flour for Sunday'])
  expect(proposed.out).toMatch(/Flour for Sunday\nOne yes is wanting still\./)
  const isThere = ({ rows }: { rows: readonly PlanRow[] }): boolean => rows.length > 0
  const [plan] = (await until(() => jonas.json<{ rows: readonly PlanRow[] }>('plan'), isThere)).rows
  expect((await jonas.run(['plan', 'flour for sunday'])).out).toContain('h1  you: give 5 kg of flour (has not said yes yet)')
  expect((await jonas.run(['plan', 'flour for sunday', '--less', '2 kg'])).err).toContain('--part')
  expect((await jonas.run(['plan', 'flour for sunday', '--less', '2 kg', '--part', 'h1', '--why', 'we bake too'])).out).toContain('it would be 2 kg, “we bake too”')
  await until(() => mira.json<PlanRow>('plan', plan?.id as string), ({ state }) => state === 'failed')
  const next = await mira.run(['plan', plan?.id as string, '--next', '--propose'])
  expect(next.out).toContain('For you: 2 kg of flour.')
  expect(next.out).toContain('Short are 3 kg')
  const open = await until(() => jonas.json<{ rows: readonly PlanRow[] }>('plan'), isThere)
  expect((await jonas.run(['plan', open.rows[0]?.id as string, '--yes'])).out).toContain('All have said yes. It holds.')
  await until(() => mira.json<PlanRow>('plan', open.rows[0]?.id as string), ({ state }) => state === 'holds')
  expect((await jonas.run(['plan', '--over'])).out).toContain('Flour for Sunday')
})

test('a part that is not there, and two words at once, are told in words', async () => {
  const { rows } = await mira.json<{ rows: readonly PlanRow[] }>('plan')
  const id = rows[0]?.id as string
  expect((await mira.run(['plan', id, '--no', '--part', 'h9'])).err).toContain('no part “h9”')
  expect((await mira.run(['plan', id, '--no', '--yes'])).code).not.toBe(0)
  expect((await mira.run(['plan', '--trips'])).out).toContain('You are not to carry anything.')
})
