/** Needs told to a few, and links of worlds, from the command line over real daemons. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, startPlace } from '../testing/place.ts'

let mira: Place
let jonas: Place
let carl: Place
beforeAll(async () => {
  mira = await startPlace()
  jonas = await startPlace({ name: 'Jonas', kind: 'wetware', worldName: 'Alone' })
  carl = await startPlace({ name: 'Carl', kind: 'wetware', worldName: 'Shed' })
  for (const [place, name] of [[jonas, 'Jonas'], [carl, 'Carl']] as const) {
    const { link } = await mira.json<{ link: string }>('invite')
    await place.run(['join', link])
    await place.json('me', '--name', name, '--world', 'The mill')
  }
})
afterAll(async () => {
  for (const place of [carl, jonas, mira]) await place.close()
})

const until = async (place: Place, words: string[], text: string): Promise<string> => {
  for (let tries = 0; tries < 200; tries++) {
    const { out } = await place.run(words)
    if (out.includes(text)) return out
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${words.join(' ')} never shows ${text}`)
}

test('[F1] a need told to one is listed by that one, and by nobody else', async () => {
  await until(mira, ['wares'], 'Jonas')
  await until(mira, ['wares'], 'Carl')
  const said = await mira.run(['need', 'a crib', '--to', 'Jonas'])
  expect(said.out).toContain('Told to Jonas alone.')
  await mira.run(['need', 'bread'])
  await until(jonas, ['need', '--world', 'The mill'], 'crib')
  expect(await until(carl, ['need', '--world', 'The mill'], 'bread')).not.toContain('crib')
  expect((await mira.run(['need', 'a crib', '--to', 'Nobody'])).err).not.toBe('')
})

test('[L1] who lives in two worlds carries needs from one to the other, and both show it', async () => {
  expect((await jonas.run(['link', 'Alone', '--world', 'The mill', '--called'])).out).toContain('carries to Alone')
  expect(await until(mira, ['link'], 'carries to Alone')).toContain('Jonas')
  const carried = await until(jonas, ['need', '--world', 'Alone'], 'bread')
  expect(carried).not.toContain('crib')
  expect((await jonas.run(['link', '--world', 'Alone'])).out).toContain('carries here from The mill')
  expect((await jonas.run(['link', 'Alone', '--world', 'The mill', '--end'])).out).toContain('has ended')
  expect((await jonas.run(['link', 'The mill', '--world', 'The mill'])).err).toContain('A link leads from one world to another one.')
  expect((await jonas.run(['link', 'Alone', '--world', 'The mill', '--kinds', 'gold'])).err).toContain('Name what is carried')
})
