import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { worldDigest } from '@commune/commune'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, type Place, removeFolder, startPlace, temporaryFolder } from '../testing/place.ts'
import { findFiles } from './find.ts'

const demo = join(import.meta.dirname, '../../demo')
const folder = temporaryFolder()
const table = join(folder, 'shelf.csv')
let place: Place
beforeAll(async () => {
  place = await startPlace()
  writeFileSync(
    table,
    'thing,quantity,place,until\nhoney,14 jars,cellar,2099-05-01\nflour,"2 1/2 kg",kitchen,\nhoney,14 jars,cellar,2099-05-01\n'
  )
  writeFileSync(
    join(folder, 'wishes.json'),
    JSON.stringify([
      { kind: 'need', thing: 'rye', quantity: '1/3 kg' },
      { kind: 'offer', thing: 'eggs', amount: 12 }
    ])
  )
  mkdirSync(join(folder, 'linked'))
  writeFileSync(
    join(folder, 'linked/a.md'),
    '# The first\n\nSee [the second](b.md) and [the second](b.md#part), ![a picture](pix/b.jpg).\n'
  )
  writeFileSync(join(folder, 'linked/b.md'), '# The second\n')
})
afterAll(async () => {
  await place.close()
  removeFolder(folder)
})

const digestOf = async (of: Place): Promise<string> => {
  const held = of.serving.api.inside.held()[0]
  return held ? worldDigest(held.views(), Date.now()) : ''
}

test('a folder of recipes comes in as pages, once, however often it is brought in', async () => {
  expect((await place.run(['import', join(demo, 'recipes')])).out).toMatch(
    /^Brought into The mill: 40 new, 0 changed, 0 there already\.$/
  )
  expect((await place.run(['import', join(demo, 'recipes')])).out).toMatch(
    /^Brought into The mill: 0 new, 0 changed, 40 there already\.$/
  )
  const { total } = await place.json<{ total: number }>('idea')
  expect(total).toBe(40)
  expect((await place.run(['search', 'cooked chickpeas'])).out).toContain('Cooked Chickpeas')
})

test('tables come in as stock, needs and offers; the same row twice is two portions, and comes once', async () => {
  expect((await place.run(['import', table])).err).toContain('nothing says whether it is a need, an offer or stock')
  expect((await place.run(['import', table, '--as', 'stock'])).out).toContain('3 new')
  expect((await place.run(['import', table, '--as', 'stock'])).out).toContain('3 there already')
  expect((await place.run(['import', join(folder, 'wishes.json')])).out).toContain('2 new')
  expect((await place.run(['stock'])).out).toContain('honey: 28 jars at cellar.')
  expect((await place.run(['need'])).out).toContain('1/3 kg of rye')
  expect((await place.run(['import', table, '--as', 'money'])).code).toBe(2)
})

test('links between files become links between pages, and pictures that stay behind are named', async () => {
  expect((await place.run(['import', join(folder, 'linked')])).out).toContain('2 new')
  expect((await place.run(['idea', 'the first'])).out).toContain('[[the second]]')
  expect((await place.run(['idea', 'the second'])).out).toMatch(/A page links here:\n.*The first/)
})

/** The smallest picture there is, with words in it that are not for others. */
const pictureWith = (words: string): Uint8Array => {
  const chunk = (name: string, content: Uint8Array): Uint8Array => {
    const whole = new Uint8Array(12 + content.length)
    const view = new DataView(whole.buffer)
    view.setUint32(0, content.length)
    whole.set(Buffer.from(name, 'latin1'), 4)
    whole.set(content, 8)
    view.setUint32(8 + content.length, crc32(whole.subarray(4, 8 + content.length)))
    return whole
  }
  const head = chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0))
  const pixels = chunk('IDAT', deflateSync(Uint8Array.of(0, 128)))
  const text = chunk('tEXt', Buffer.from(words))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), head, text, pixels, chunk('IEND', new Uint8Array())])
}

test('[V5] pictures come along without what they say of where they were taken, once, and go out again', async () => {
  const pages = join(folder, 'pages')
  mkdirSync(join(pages, 'pix'), { recursive: true })
  writeFileSync(
    join(pages, 'pond.md'),
    '# The pond\n\n![at dawn](pix/pond.png) ![gone](pix/gone.png) ![out](../shelf.csv)\n\n![odd](pix/odd.heic)\n'
  )
  writeFileSync(join(pages, 'pix/pond.png'), pictureWith('Comment\0GPS 52.520008,13.404954'))
  writeFileSync(join(pages, 'pix/odd.heic'), '\0\0\0\x18ftypheic')
  writeFileSync(join(pages, 'pix/unseen.png'), pictureWith('x'))
  const first = await place.run(['import', pages])
  expect(first.code).toBe(1)
  expect(first.out).toContain('One picture came along, without what it says of where it was taken.')
  expect(first.out).toContain('One picture that no page shows was left out.')
  expect(first.err).toMatch(
    /^pix\/odd\.heic: odd\.heic is of a kind that may say where it was taken.* Save it as JPEG or PNG\.\n/
  )
  expect((await place.run(['import', pages])).out).toContain('0 new, 0 changed, 2 there already.')
  expect((await place.run(['idea', 'the pond'])).out).toContain('A file goes with it: pond.png.')
  const out = join(folder, 'with-pictures')
  expect((await place.run(['export', out])).code).toBe(0)
  const carried = readFileSync(join(out, 'files/pond.png'))
  expect(carried.includes('GPS')).toBe(false)
  const other = await startPlace({ name: 'Aino', worldName: 'The mill' })
  expect((await other.run(['import', out])).out).toContain('One picture came along')
  const again = join(folder, 'with-pictures-again')
  await other.run(['export', again])
  expect(readFileSync(join(again, 'files/pond.png')).equals(carried)).toBe(true)
  await other.close()
})

/** Aborted while the second batch is under way: the daemon's answer to the one before is what lets the stop through. */
function stopsAtSecondAct({ serving }: Awaited<ReturnType<typeof startPlace>>): AbortController {
  const stop = new AbortController()
  const { act } = serving.api
  let acts = 0
  Object.assign(serving.api, {
    act: (...given: Parameters<typeof act>) => {
      if (++acts === 2) stop.abort()
      return act.apply(serving.api, given)
    }
  })
  return stop
}

test('an import that is stopped goes on where it was, and nothing comes twice', async () => {
  const many = join(folder, 'many')
  mkdirSync(many)
  for (let at = 0; at < 450; at++) writeFileSync(join(many, `${at}.md`), `# Page ${at}\n\nWords.\n`)
  const other = await startPlace()
  const stop = stopsAtSecondAct(other)
  const first = await other.run(['import', many], { interrupts: { listen: () => stop.signal } })
  expect([first.code, first.err.split('\n').at(-1)]).toEqual([
    130,
    expect.stringMatching(/^Stopped after \d00 of 450 files\. Run the same again to go on; nothing comes twice\.$/)
  ])
  expect((await other.run(['import', many])).code).toBe(0)
  expect((await other.json<{ total: number }>('idea')).total).toBe(450)
  await other.close()
})

test('an import of one long table stops in its middle, and goes on where it stopped', async () => {
  const long = join(folder, 'needs.csv')
  writeFileSync(long, `thing,quantity\n${Array.from({ length: 6_000 }, (_, at) => `thing ${at % 3_000},${1 + (at % 7)} kg`).join('\n')}\n`)
  const other = await startPlace()
  const stop = stopsAtSecondAct(other)
  const first = await other.run(['import', long], { interrupts: { listen: () => stop.signal } })
  expect([first.code, first.out, first.err]).toEqual([
    130,
    'Brought into The mill: 2,500 new, 0 changed, 0 there already.',
    'Stopped after 0 of 1 files. Run the same again to go on; nothing comes twice.'
  ])
  const second = await other.run(['import', long])
  expect([second.code, second.out]).toEqual([0, 'Brought into The mill: 3,500 new, 0 changed, 2,500 there already.'])
  expect((await other.json<{ total: number }>('need')).total).toBe(6_000)
  await other.close()
})

test('[P7][S7] a world that is carried out and brought into an empty one is the same world again', async () => {
  const out = join(folder, 'out')
  expect((await place.run(['export', out])).out).toMatch(/^The mill is in .*: 43 pages, \d+ files in all\.$/)
  expect(readFileSync(join(out, 'pages/cooked-chickpeas.md'), 'utf8')).toContain('## Ingredients')
  expect(JSON.parse(readFileSync(join(out, 'needs.json'), 'utf8'))).toEqual([
    expect.objectContaining({ thing: 'rye', quantity: '1/3 kg' })
  ])
  for (const name of readdirSync(out)) expect(statSync(join(out, name)).mode & 0o077, name).toBe(0)
  const other = await startPlace({ name: 'Jonas', worldName: 'The mill' })
  expect((await other.run(['import', out])).code).toBe(0)
  expect(await digestOf(other)).toBe(await digestOf(place))
  expect((await other.run(['import', out])).out).toMatch(/ 0 new, 0 changed/)
  const again = join(folder, 'again')
  await other.run(['export', again])
  expect(readdirSync(join(again, 'pages'))).toEqual(readdirSync(join(out, 'pages')))
  await other.close()
})

test('without a daemon, files come in and go out all the same', async () => {
  const alone = join(folder, 'alone')
  expect((await command(['init', '--name', 'Ilse', '--world-name', 'Here'], { folder: alone })).out).toMatch(
    /^Ilse begins Here \(/
  )
  expect((await command(['init'], { folder: alone })).err).toMatch(/^There is a world in .* already: Here\./)
  expect((await command(['import', join(folder, 'linked')], { folder: alone })).out).toContain('2 new')
  expect((await command(['export', join(folder, 'alone-out')], { folder: alone })).out).toContain('2 pages')
  expect((await command(['bundle', join(folder, 'alone.bundle')], { folder: alone })).code).toBe(0)
  const { code, out } = await command(['doctor', '--json'], { folder: alone })
  expect(JSON.parse(out)).toContainEqual({ state: 'fine', said: expect.stringMatching(/^The store is sound: \d+ pieces/) })
  expect([0, 1]).toContain(code)
})

test('hidden files, links and what is no text are left alone; what tells about the folder is named', () => {
  const odd = join(folder, 'odd')
  mkdirSync(join(odd, '.git'), { recursive: true })
  mkdirSync(join(odd, 'node_modules'))
  for (const name of [
    '.git/x.md',
    'node_modules/x.md',
    'a.md',
    'b.MD',
    'c.txt',
    'p.jpg',
    'README.md',
    'LICENSE-0BSD.md',
    '.hidden.md'
  ])
    writeFileSync(join(odd, name), 'x')
  symlinkSync('/etc/passwd', join(odd, 'link.md'))
  const found = findFiles([odd])
  expect(found.files.map((file) => file.path)).toEqual(['a.md', 'b.MD'])
  expect(found.pictures.map((each) => each.path)).toEqual(['p.jpg'])
  expect(found.about).toEqual(['LICENSE-0BSD.md', 'README.md'])
  // What is named itself may be a link: somebody meant it.
  symlinkSync(join(odd, 'README.md'), join(odd, 'named.md'))
  symlinkSync(join(odd, 'round.md'), join(odd, 'round.md'))
  expect(findFiles([join(odd, 'named.md')]).files.map(({ path }) => path)).toEqual(['named.md'])
  expect(findFiles([join(odd, 'round.md')]).missing).toEqual([join(odd, 'round.md')])
  expect(findFiles([join(odd, 'README.md'), join(odd, 'no')])).toMatchObject({
    files: [{ path: 'README.md' }],
    missing: [join(odd, 'no')]
  })
})
