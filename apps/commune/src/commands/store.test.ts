import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Place, startPlace } from '../testing/place.ts'

let mira: Place
let jonas: Place
beforeAll(async () => {
  mira = await startPlace()
  jonas = await startPlace({ name: 'Jonas', kind: 'wetware', worldName: 'Alone' })
  const { link } = await mira.json<{ link: string }>('invite')
  await jonas.run(['join', link])
  await jonas.json('me', '--name', 'Jonas')
  await until(mira, ['wares'], 'Jonas')
})
afterAll(async () => {
  await jonas.close()
  await mira.close()
})

const idIn = (out: string, text: string): string =>
  out
    .split('\n')
    .find((line) => line.includes(text))
    ?.trim()
    .split(/\s/)[0] ?? ''

/** Asks again until what was said elsewhere has come. */
async function until(place: Place, words: string[], text: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { out } = await place.run(words)
    if (out.includes(text)) return out
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`${words.join(' ')} never shows ${text}`)
}

const said = async (place: Place, ...words: string[]): Promise<string> => {
  const { code, out, err } = await place.run(words)
  if (code !== 0) throw new Error(`${words.join(' ')}: ${err}`)
  return out
}

test('stock in two measures, opened, frozen, in nested places, counted, and made into something else', async () => {
  const eggs = idIn(await said(mira, 'stock', '12 eggs in the fridge', '--also', '720 g', '--batch', 'L7', '--until', 'in 20 days', '--opens-for', '3 days'), '12 eggs')
  await said(mira, 'stock', '--take', eggs, '--quantity', '3', '--why', 'eaten')
  expect(await said(mira, 'stock', '--each')).toMatch(/9 eggs \(about 540 g\) +fridge +you +L7 Keeps until/)
  await said(mira, 'stock', '--open', eggs)
  expect(await said(mira, 'stock', '--keeping')).toContain('It is open and keeps for')
  await said(mira, 'stock', '--freeze', eggs)
  expect(await said(mira, 'stock', '--keeping', '--place', 'fridge')).toContain('It is frozen. Thawed, it keeps for')
  expect(await said(mira, 'place', 'fridge', '--in', 'kitchen')).toBe('fridge lies in kitchen.')
  expect(await said(mira, 'stock', '--place', 'Kitchen')).toContain('9 eggs')
  await said(mira, 'made', '--took', `${eggs}=4`, '--gave', '2 cakes in the kitchen')
  expect(await said(mira, 'stock', '--place', 'kitchen')).toMatch(/2 cakes[\s\S]*5 eggs|5 eggs[\s\S]*2 cakes/)
  const cake = idIn(await said(mira, 'stock', '--each', '--text', 'cake'), '2 cakes')
  expect(await said(mira, 'trace', cake)).toMatch(/It came from:\n +made into: [\w@-]+ +5 eggs, you/)
  const counted = await said(mira, 'stocktake', 'kitchen', '--found', `${eggs}=4`)
  expect(counted).toContain('One is counted.')
  expect(counted).toContain('One was not found. It is left as it is')
  expect(counted).toContain('2 cakes')
  expect((await mira.run(['stock', '--take', eggs, '--quantity', '1', '--batch', 'x'])).err).toContain('--batch belongs to something new')
  expect((await mira.run(['made', '--took', 'nonsense'])).err).toContain('“nonsense” is not ID=AMOUNT')
})

test('a thing goes out and comes back, said by both', async () => {
  const drill = idIn(await said(mira, 'stock', '1 drill in the shed', '--lend'), '1 drill')
  expect(await said(mira, 'lend')).toContain('It is here.')
  const loan = idIn(await said(mira, 'lend', drill, 'Jonas', '--until', 'in 3 days'), '1 drill: Jonas')
  expect((await mira.run(['lend', drill, 'Jonas'])).err).toContain('all of it is lent')
  await until(jonas, ['lend', '--mine'], '1 drill')
  expect(await said(jonas, 'lend', '--got', loan)).toContain('It is lent; both say so.')
  await until(mira, ['lend'], 'both say so')
  expect(await said(mira, 'lend', '--back', loan)).toContain('It is back.')
})

test('an oven is booked, a taken time tells the nearest free ones, and upkeep falls due', async () => {
  await said(mira, 'book', '--new', 'Oven', '--after', '30 min')
  await until(jonas, ['book'], 'Oven')
  expect(await said(mira, 'book', 'Oven', '--from', '18:00', '--for', '2 h')).toContain('It is booked.')
  await until(jonas, ['book'], 'It is booked.')
  const taken = await jonas.run(['book', 'Oven', '--from', '19:00', '--for', '1 h'])
  expect(taken.code).toBe(1)
  expect(taken.err).toContain('Free nearest to that:')
  expect(taken.err).toContain('It is taken at that time.')
  expect((await jonas.run(['book', 'Oven', '--from', 'soon', '--for', '1 h'])).err).toContain('“soon” is no time to begin.')
  expect(await said(mira, 'upkeep', 'oven', 'brush it', '--every', '30 days')).toContain('Due in 30 days.')
  expect((await mira.run(['upkeep', 'oven'])).err).toContain('Say what it needs as well')
})

test('a recall reaches whoever was handed some of it', async () => {
  const honey = idIn(await said(mira, 'stock', '6 jars of honey', '--batch', 'H1'), '6 jars')
  const offer = idIn(await said(mira, 'offer', '2 jars of honey'), '2 jars of honey')
  await until(jonas, ['offer'], '2 jars of honey')
  await said(jonas, 'say-yes', offer)
  await until(mira, ['show', offer], 'One side has said yes')
  await said(mira, 'say-yes', offer)
  await said(mira, 'handover', offer, '--portion', honey)
  expect(await said(jonas, 'trace')).toBe('No recall concerns you.')
  await said(mira, 'recall', honey, '--why', 'It may hold glass.')
  expect(await until(jonas, ['trace'], 'glass')).toContain('Some of this was handed to you: honey.')
  expect(await said(mira, 'trace', honey)).toContain('handed over: got by Jonas')
  await said(jonas, 'stock', '2 jars of honey on the table', '--came', offer)
  expect(await until(jonas, ['trace'], 'You have some of this')).toContain('2 jars of honey')
})

test('labels are written as PDF and as SVG', async () => {
  const [pdf, svg] = [join(mira.folder, 'sheet.pdf'), join(mira.folder, 'roll.svg')]
  expect(await said(mira, 'labels', '--place', 'kitchen', '--out', pdf)).toMatch(/^(?:One label is|\d+ labels are) in /)
  expect(readFileSync(pdf, 'latin1')).toMatch(/^%PDF-1\.4\n[\s\S]*%%EOF\n$/)
  await said(mira, 'labels', '--place', 'kitchen', '--places', '--roll', '62x29', '--out', svg)
  expect(readFileSync(svg, 'utf8')).toContain('width="62mm"')
  expect((await mira.run(['labels', '--out', 'sheet.doc'])).err).toContain('Name a file that ends in .pdf or .svg.')
  expect((await mira.run(['labels', '--roll', '5x5', '--out', svg])).err).toContain('“5x5” is no size.')
})
