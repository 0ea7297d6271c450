import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IntentRow } from '@commune/commune'
import { StoreError } from '@commune/protocol'
import { type Place, startPlace } from '../testing/place.ts'

let place: Place
let need: string
let portion: string
beforeAll(async () => {
  place = await startPlace()
  need = (await place.json<{ said: IntentRow }>('need', 'bread')).said.id
  portion = (await place.json<{ portion: { id: string } }>('stock', '3 kg of flour')).portion.id
  writeFileSync(join(place.folder, 'broken.md'), Uint8Array.of(0x23, 0x20, 0xff, 0xfe, 0xc3, 0x28))
  writeFileSync(join(place.folder, 'empty.md'), '')
  writeFileSync(join(place.folder, 'long.md'), 'x'.repeat(2_000_000))
  writeFileSync(join(place.folder, 'bad.json'), '{ "rows": [')
  writeFileSync(join(place.folder, 'bad.csv'), 'colour,size\nred,3\n')
  writeFileSync(
    join(place.folder, 'rows.csv'),
    'kind,thing,quantity,until\nneed,nails,-3 kg,\nneed,nails,5 kg,someday\nsell,nails,5 kg,\nneed,screws,5 kg,\nneed,,1,\n'
  )
  writeFileSync(
    join(place.folder, 'noise.bundle'),
    Uint8Array.from({ length: 3_000 }, (_, at) => (at * 31) & 255)
  )
  writeFileSync(join(place.folder, 'noise.backup'), 'no backup at all')
})
afterAll(() => place.close())

const long = 'n'.repeat(10_000_000)
const oldLink =
  'http://192.168.1.20:4810/#hQEAWCBsW8rP1x8qU4f2cbcq20mGmqUWc4soE7NMQUk2LaiOcBprBmb8hHcvaXA0LzE5Mi4wLjIuMi90Y3AvNDgxMXgaL2lwNC8xOTIuMC4yLjIvdGNwLzQ4MTAvd3M'

/** What is typed (`$` stands for the data folder), and what is answered. */
const cases: readonly (readonly [what: string, words: readonly string[], answer: RegExp])[] = [
  ['a unit that does not fit what is there', ['stock', '--take', '@portion', '--quantity', '3 metres'], /cannot leave it/],
  ['a unit nobody knows, with no name for it', ['need', 'rope', '--quantity', '3 ####'], /^I cannot count in “####”/],
  ['a negative amount', ['need', '-3 loaves of bread'], /^An amount cannot be less than nothing\.$/],
  ['a negative amount in an option', ['need', 'bread', '--quantity', '-3 loaves'], /^An amount cannot be less than nothing\.$/],
  [
    'an absurd amount in the middle of a line',
    ['say', 'we need 9999999999999 loaves of bread', '--yes'],
    /^That is more than anybody can mean\./
  ],
  ['an absurd amount', ['need', '9999999999999 loaves of bread'], /^That is more than anybody can mean\./],
  [
    'a number with too many digits',
    ['need', 'bread', '--quantity', '1.00000000000000000001 kg'],
    /^That number has too many digits/
  ],
  ['an amount divided by zero', ['need', 'bread', '--quantity', '1/0 kg'], /^An amount cannot be divided by zero/],
  ['an amount of nothing', ['need', '5', 'kg'], /^“5 kg” is an amount of nothing yet\. Say what it is too/],
  ['an amount of nothing, beside another', ['need', '5 kg', '--quantity', '3 kg'], /^“5 kg” is an amount of nothing yet/],
  ['two amounts', ['need', '5 kg 3 kg'], /^There are two amounts in “5 kg 3 kg”\. Say one of them\.$/],
  ['two amounts in an option', ['need', 'potatoes', '--quantity', '5 kg 3 kg'], /^There are two amounts in “5 kg 3 kg”/],
  ['a thing in an option for the amount', ['need', 'bread', '--quantity', '3 kg of rye'], /^Behind 3 kg stands “of rye”/],
  ['an amount here and another there', ['need', '5 kg potatoes', '--quantity', '3 kg'], /^The words name an amount, and --quantity says “3 kg”\./],
  ['a device for something new', ['stock', '12 eggs', '--to', 'x'], /^--to says which device a portion moves to\./],
  ['how long a portion keeps, beside what leaves it', ['stock', '--take', '@portion', '--quantity', '1 kg', '--until', 'friday'], /^--until says how long something new keeps\./],
  ['words to look for beside words to say', ['stock', '12 eggs', '--text', 'eggs'], /^--text and “12 eggs” are two things\./],
  ['no amount where one is needed', ['stock', 'bread'], /^Say how much/],
  ['nothing as an amount', ['need', 'bread', '--quantity', '0 kg'], /^Nothing is not an amount to say/],
  ['more taken than there is', ['stock', '--take', '@portion', '--quantity', '5 kg'], /^There are only 3 kg of flour there\.$/],
  ['an empty name for a world', ['worlds', '--begin', ''], /Say something under “name”|name/],
  ['an empty page', ['idea', '--new', ''], /^A page needs a title or a text\.$/],
  [
    'a name of ten million letters',
    ['me', '--name', long],
    /^What stands under “name” is too long: 80 characters are the most\.$/
  ],
  ['a world of that name', ['worlds', '--begin', long], /^What stands under “name” is too long/],
  ['a need of that length', ['need', long], /^That is more than one line/],
  ['a title of that length', ['idea', '--new', long], /too long/],
  ['a search of that length', ['search', long], /^Nothing here has/],
  ['control characters in a name', ['me', '--name', 'a\u0000b\u001b[31m'], /characters that cannot be shown/],
  ['half a letter (a lone surrogate) in a name', ['me', '--name', 'a\ud800'], /characters that cannot be shown/],
  ['a place on earth that is none', ['worlds', '--at', '95,10'], /^Name both latitude and longitude/],
  ['coordinates that are none', ['worlds', '--at', 'here'], /^Write where it lies as latitude and longitude/],
  ['a time that is none', ['need', 'bread', '--until', 'blue'], /^“blue” is no time to come/],
  ['a day that does not exist', ['need', 'bread', '--until', '2027-02-30'], /^“2027-02-30” is no time to come/],
  ['a time that has passed', ['need', 'bread', '--until', '2020-01-01'], /already passed|no time to come/],
  ['an id that names nothing', ['show', 'zzzzzzzz'], /^Nothing here is called “zzzzzzzz”/],
  ['yes to oneself', ['say-yes', '@need'], /^(Both sides would be you|Nobody has answered it yet)/],
  ['a handover nobody has said yes to', ['handover', '@need'], /^Nothing here is called/],
  ['no link at all', ['join', 'hello'], /^This link is no invitation/],
  ['half a link', ['join', oldLink.slice(0, 90)], /^This link is no invitation, or a part of it is missing/],
  ['a link with a letter changed', ['join', oldLink], /^This link is no invitation/],
  ['an address that is none', ['connect', 'nowhere'], /^“nowhere” is no address that can be reached from here\. Write it as in /],
  [
    'an address where nobody listens',
    ['connect', '/ip4/127.0.0.1/tcp/1'],
    /^Nobody answers at .*Check that the other device is on/
  ],
  ['an invitation for a thousand years', ['invite', '--days', '400000'], /^Say a number of days above 0, 365 at most\.$/],
  ['days in another way of counting', ['invite', '--days', '0x10'], /^Say a number of days above 0/],
  ['an invitation for no time', ['invite', '--days', '-1'], /^Say a number of days above 0/],
  ['a ware that is not here', ['dissociate', 'nobody'], /^Nothing here is called “nobody”/],
  ['oneself, to dissociate from', ['dissociate', 'Mira', '--yes'], /^You cannot stop sharing with yourself/],
  ['a device that is not one of mine', ['devices', '--end', 'zzzz', '--yes'], /^Nothing here is called/],
  ['broken UTF-8', ['import', '$/broken.md'], /broken\.md: this is not readable text\./],
  ['broken UTF-8 as a page', ['idea', '@page', '--file', '$/broken.md'], /this is not readable text/],
  ['an empty file', ['import', '$/empty.md'], /empty\.md: there is nothing in it\./],
  ['a file too long for a page', ['import', '$/long.md'], /too long for one page/],
  ['JSON that breaks off', ['import', '$/bad.json'], /bad\.json, line 1: the file ends in the middle\. Close what is open/],
  ['a table without things', ['import', '$/bad.csv'], /There is no column for thing\./],
  ['a file that is not there', ['import', '$/nowhere'], /nowhere cannot be read\./],
  [
    'a folder with nothing in it for us',
    ['import', '/proc/sys/net/ipv6/neigh'],
    /(^There is nothing to bring in|cannot be read)/
  ],
  ['a file without an end, as a bundle', ['bundle', '--take', '/dev/zero'], /^\/dev\/zero cannot be read\./],
  ['a file without an end, as a page', ['idea', '@page', '--file', '/dev/zero'], /^\/dev\/zero cannot be read\./],
  ['noise as a bundle', ['bundle', '--take', '$/noise.bundle'], /\.$/],
  ['noise as a backup', ['restore', '$/noise.backup'], /\.$/],
  ['a path of ten million letters, to bring in', ['import', long], /^n{60}… cannot be read\./],
  ['a path of that length, to export to', ['export', long], /^\/\S{59}… cannot be written: the name is too long\./],
  ['a data folder of that length', ['status', '--data', long], /^No daemon runs on \/\S{59}…\./],
  ['a fork without a name', ['fork', ''], /^Say something under “name”/],
  ['a fork with a name too long', ['fork', long], /^What stands under “name” is too long/],
  ['a folder that cannot be written, to export to', ['export', '/proc/commune'], /cannot be written/],
  ['a folder that is not empty, to export to', ['export', '$'], /is not empty\. Name a folder that is, or a new one\.$/]
]

test.each(cases)('%s: one sentence says what to do, and nothing changes', async (_what, words, answer) => {
  const before = (await place.json<{ worlds: unknown[] }>('status')).worlds
  const page = words.includes('@page') ? (await place.json<{ id: string }>('idea', '--new', 'For a test')).id : ''
  const typed = words.map((word) =>
    word.replace('@need', need).replace('@portion', portion).replace('@page', page).replace('$', place.folder)
  )
  const { code, out, err } = await place.run(typed, { env: { COMMUNE_PASSPHRASE: 'seven wet stones' } })
  const said = err === '' ? out : (err.split('\n')[0] ?? '')
  expect(said).toMatch(answer)
  expect(said.length, 'it does not say everything back').toBeLessThan(300)
  expect(code).toBe(words[0] === 'search' ? 0 : /^--\w+ (?:and|says)/.test(said) ? 2 : 1)
  if (page === '') expect((await place.json<{ worlds: unknown[] }>('status')).worlds).toEqual(before)
})

test('rows of a table are judged one by one, named by their number, and the others come in', async () => {
  const { code, out, err } = await place.run(['import', join(place.folder, 'rows.csv')])
  expect(code).toBe(1)
  expect(out).toBe('Brought into The mill: 1 new, 0 changed, 0 there already.')
  expect(err.split('\n')).toEqual([
    'rows.csv: Row 2: An amount cannot be less than nothing.',
    expect.stringMatching(/^rows\.csv: Row 3: “someday” is not a day\./),
    'rows.csv: Row 4: “sell” is neither a need, an offer nor stock. Write one of these three.',
    'rows.csv: Row 6: no thing is named; say what it is about',
    '4 could not come in, for the reasons above. Mend them and run the same again; nothing comes twice.'
  ])
  expect((await place.run(['import', join(place.folder, 'rows.csv')])).out).toContain('0 new, 0 changed, 1 there already.')
})

test.each([
  ['full', /^The disk is full\. Nothing was lost, but nothing more can be kept until there is room\.$/],
  ['read-only', /^The data folder cannot be written to\. Nothing was lost/]
] as const)(
  'a disk that is %s while the daemon runs: what is said is refused, what was said stays, and it goes on afterwards',
  async (fault, answer) => {
    const { store } = place.serving.api.inside.ports
    const { commit } = store
    const before = await place.json<{ total: number }>('need', '--over')
    store.commit = () => Promise.reject(new StoreError(fault, 'for a test'))
    const { code, err } = await place.run(['need', 'forty bricks'])
    store.commit = commit
    expect([code, err]).toEqual([1, expect.stringMatching(answer)])
    expect(await place.json<{ total: number }>('need', '--over')).toEqual(before)
    expect((await place.run(['need', 'forty bricks'])).code).toBe(0)
    expect((await place.run(['need', '--text', 'bricks'])).out.split('\n').filter((line) => line.includes('bricks'))).not.toEqual(
      []
    )
  }
)
