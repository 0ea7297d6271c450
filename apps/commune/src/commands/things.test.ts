/** Things and agreements at the command line, on a daemon that brings two things in by hand. */
import type { AgreementRow, Rule, Thing, ThingRow } from '@commune/commune'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, startPlace } from '../testing/place.ts'

let box: Place
let world: string
beforeAll(async () => {
  box = await startPlace()
  const worlds = await box.json<{ world: string }[]>('worlds')
  world = worlds[0]?.world ?? ''
})
afterAll(() => box.close())

const lamp: Thing = {
  key: 'lamp',
  name: 'Path lamp',
  maker: 'IKEA',
  readings: [],
  pulses: [{ key: 'step', name: 'step', ttlMs: 8_000 }],
  acts: [{ key: 'level', name: 'level', shape: { is: 'number', unit: '%', min: 0, max: 100 } }]
}
const door: Thing = { key: 'door', name: 'Cellar door', place: 'Cellar', readings: [{ key: 'open', name: 'open', shape: { is: 'yes-no' } }], pulses: [], acts: [] }

test('an empty house says how things come in', async () => {
  expect((await box.run(['things'])).out).toMatch(/^Nothing here feels or moves yet\. .*commune up --mqtt/)
})

test('things are listed, shown, called something else, and bounded by who looks after them', async () => {
  const said = await box.serving.api.act('say', { world, wishes: [lamp, door].map((thing) => ({ wish: 'thing', source: 'hand', thing }) as const) })
  expect(said.ok).toBe(true)
  const listed = await box.run(['things'])
  expect(listed.out).toMatch(/Path lamp +tells step; does level/)
  expect(listed.out).toMatch(/Cellar door +Cellar +tells open/)
  const shown = await box.run(['things', 'path lamp'])
  expect(shown.out).toContain('It can be asked: level (0 to 100 %).')
  expect(shown.out).toContain('step: nobody is near')
  const changed = await box.run(['thing', 'path lamp', '--call', 'Gate lamp', '--place', 'Gate', '--most', '60', '--hold', '10 s'])
  expect(changed.out).toContain('Gate lamp, at Gate')
  expect(changed.out).toContain('level (0 to 100 %; its keeper lets it do 60 % at the most)')
  const [row] = await box.json<ThingRow[]>('things')
  expect(row?.acts[0]?.will).toEqual({ max: 60, leastMs: 10_000 })
  expect((await box.run(['thing', 'gate lamp', '--refuse'])).out).toContain('its keeper lets it do nothing')
  expect((await box.json<ThingRow>('thing', 'gate lamp', '--free')).acts[0]?.will).toBeUndefined()
})

test('what cannot be done with a thing is said in words', async () => {
  const err = async (...words: string[]) => (await box.run(words)).err
  expect(await err('thing', 'gate lamp')).toMatch(/^Say what to change/)
  expect(await err('thing', 'cellar door', '--most', '3')).toMatch(/only tells: nothing can be asked of it/)
  expect(await err('thing', 'gate lamp', '--most', 'many')).toBe('“many” is no number.')
  expect(await err('thing', 'gate lamp', '--hold', '3 kg')).toMatch(/no length of time/)
  expect(await err('thing', 'gate lamp', '--most', '3', '--point', 'colour')).toMatch(/Name the one that is meant: --point level/)
  expect(await err('hold', 'gate lamp', '400')).toBe('Gate lamp does not take “400” under “level”. It takes 0 to 100 %.')
  expect(await err('things', 'nothing')).toMatch(/nothing/)
})

test('[P4] an agreement is shown with who said what, and one takes one’s own yes back', async () => {
  const things = await box.json<ThingRow[]>('things')
  const id = (key: string): string => things.find((row) => row.key === key)?.id ?? ''
  const rule: Rule = {
    act: `${id('lamp')}/level`,
    to: { value: 40, unit: '%' },
    while: { is: 'compare', of: { is: 'reading', point: `${id('door')}/open` }, how: 'is', to: true },
    otherwise: 'rest',
    unsure: 'rest'
  }
  const said = await box.serving.api.act('say', { world, wishes: [{ wish: 'propose', name: 'Cellar light', rules: [rule] }] })
  expect(said.ok).toBe(true)
  expect((await box.run(['agreements'])).out).toMatch(/Cellar light +you +In force\./)
  const shown = await box.run(['agreements', 'cellar light'])
  expect(shown.out).toMatch(/Gate lamp: says yes, until/)
  const look = await box.run(['disagree', 'cellar light', '--look'])
  expect(look.out).toBe('Without your yes, nothing is asked of Gate lamp by an agreement any more: it rests.')
  expect((await box.json<AgreementRow>('agreements', 'cellar light')).state).toBe('holds')
  const taken = await box.run(['disagree', 'cellar light', '--why', 'it blinds the moths'])
  expect(taken.out).toContain('No longer in force: somebody took their yes back.')
  expect(taken.out).toContain('it blinds the moths')
  expect((await box.json<AgreementRow>('agree', 'cellar light', '--until', 'in 3 days')).state).toBe('holds')
})

test('a thing says why it does what it does, and why not', async () => {
  const why = await box.run(['why', 'gate lamp'])
  expect([why.code, why.err]).toEqual([0, ''])
  expect(why.out).toMatch(/^Gate lamp, level: /)
  expect(why.out).toMatch(/Cellar light asks (nothing|for 40 %):\n +(yes|no|unknown): .*cellar door/i)
  const [row] = await box.json<{ point: string; why: { agreement: string }[] }[]>('why', 'gate lamp')
  expect(row?.point).toMatch(/\/level$/)
  expect(row?.why).toHaveLength(1)
})

test('an agreement is written as a sentence, and a word that is not known is named with what would be right', async () => {
  const [before] = (await box.json<{ sentences: string[] }>('agreements', 'cellar light')).sentences
  const tried = await box.run(['agreement', (before ?? '').replace('40', '30').toLowerCase(), '--language', 'en', '--try'])
  expect([tried.code, tried.err]).toEqual([0, ''])
  const [understood = '', ...replayed] = tried.out.split('\n')
  expect(understood).toBe((before ?? '').replace('40', '30'))
  expect(replayed.join('\n')).toMatch(/^Over the last 7 days it would (not have acted|have acted)/)
  const proposed = await box.json<AgreementRow & { sentences: string[] }>('agreement', understood, '--language', 'en', '--name', 'Night light')
  expect(proposed.sentences).toHaveLength(1)
  expect(proposed).toMatchObject({ name: 'Night light', state: 'holds' })
  const wrong = await box.run(['agreement', 'the garden lamp shines at 40 % while it is dark', '--language', 'en'])
  expect(wrong.code).toBe(1)
  expect(wrong.err).toMatch(/^At “/)
})
