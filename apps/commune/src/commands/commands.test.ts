import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IntentDetail, IntentRow, Page } from '@commune/commune'
import { type Place, startPlace } from '../testing/place.ts'

let mira: Place
let jonas: Place
let joined: string
beforeAll(async () => {
  mira = await startPlace()
  jonas = await startPlace({ name: 'Jonas', kind: 'wetware', worldName: 'Alone' })
  const { link } = await mira.json<{ link: string }>('invite')
  joined = (await jonas.run(['join', link])).out
  await jonas.json('me', '--name', 'Jonas')
})
afterAll(async () => {
  await jonas.close()
  await mira.close()
})

/** The first words of a line that has `text` in it: the name of what it shows. */
const idIn = (out: string, text: string): string =>
  out
    .split('\n')
    .find((line) => line.includes(text))
    ?.trim()
    .split(/\s/)[0] ?? ''

/** Asks again until what was said elsewhere has come. */
const until = async (place: Place, words: string[], text: string): Promise<string> => {
  for (let tries = 0; tries < 100; tries++) {
    const { out } = await place.run(words)
    if (out.includes(text)) return out
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`${words.join(' ')} never shows ${text}`)
}

test('[K5] who comes in by an invitation is told where, and with how many', () => {
  expect(joined).toMatch(/^You are in The mill \([\w@-]{8}\): 2 wares/)
})

test('[V2][K3] a box carries a world by a link, shows that it does and how much, and stops', async () => {
  const carl = await startPlace({ name: 'Carl', kind: 'hardware', worldName: 'Shed' })
  try {
    const { link } = await mira.json<{ link: string }>('invite', '--carrier')
    expect((await carl.run(['join', link])).out).toMatch(/^This box carries one more world \([\w@-]{8}\)\./)
    const shown = await until(carl, ['worlds'], 'Carried for others')
    expect(shown).toMatch(/[\w@-]{8} +(one envelope|\d+ envelopes), \d+(\.\d)? k?B, \d+ here/)
    expect(shown).not.toContain('The mill')
    await until(mira, ['worlds'], 'carrier')
    const id = idIn(shown, ' here\n') || (shown.split('Carried for others')[1] ?? '').split('\n')[1]?.trim().split(/\s/)[0]
    expect((await carl.run(['worlds', '--stop-carrying', id ?? ''])).out).toContain(`carries ${id} no more`)
    expect((await carl.run(['worlds'])).out).not.toContain('Carried for others')
  } finally {
    await carl.close()
  }
})

describe('what one can say', () => {
  test('a need is said, shown, met by an offer of another, agreed by both, and handed over', async () => {
    expect((await mira.run(['need', '3', 'loaves', 'of', 'bread', 'in', 'the', 'kitchen'])).out).toMatch(
      /^[\w@-]{8}  A need: 3 loaves of bread, at kitchen\.$/
    )
    const need = idIn(await until(jonas, ['need'], '3 loaves of bread'), '3 loaves of bread')
    const yes = await jonas.run(['say-yes', need, '--quantity', '2 loaves'])
    expect(yes.out).toContain('2 loaves of bread, from you to Mira. One side has said yes. It holds only when both have.')
    await until(mira, ['need'], 'One has said yes; the other yes is still open.')
    expect((await mira.run(['say-yes', need])).out).toContain('Both have said yes to 2 loaves.')
    const commitment = idIn(await until(jonas, ['handover'], 'Both have said yes'), 'from you to Mira')
    expect((await jonas.run(['handover', commitment, '--quantity', '2 loaves'])).out).toContain(
      'One side says it was handed over'
    )
    await until(mira, ['handover'], 'One side says it was handed over')
    expect((await mira.run(['handover', need, '--quantity', '2 loaves'])).out).toContain('Handed over; both say so.')
  })

  test('needs and offers are changed and withdrawn by who said them, and by nobody else', async () => {
    const said = await mira.json<{ said: IntentRow }>('offer', '12', 'eggs')
    const id = said.said.id
    expect(said.said).toMatchObject({ thing: 'eggs', quantity: { n: 12, d: 1 }, state: 'open', what: '12 eggs' })
    expect((await mira.run(['change', id, '--quantity', '10', '--place', 'garden'])).out).toContain(
      'You offer 10 eggs, at garden.'
    )
    await until(jonas, ['offer'], '10 eggs')
    const other = await jonas.run(['withdraw', id])
    expect([other.code, other.err]).toEqual([1, 'Another ware said that. Only they can change or withdraw it.'])
    expect((await mira.run(['withdraw', id])).out).toContain('Withdrawn.')
    expect((await mira.json<Page<IntentRow>>('offer')).rows.map((row) => row.id)).not.toContain(id)
    expect((await mira.json<Page<IntentRow>>('offer', '--over')).rows.map((row) => row.id)).toContain(id)
  })

  test('two names are one thing once somebody says so, and amounts convert by what was said', async () => {
    await mira.run(['need', '2 kg of Roggenmehl'])
    expect((await mira.run(['same', 'rye flour'])).out).toContain('Roggenmehl')
    expect((await mira.run(['same', 'rye flour', 'Roggenmehl'])).out).toContain('mean the same here')
    expect((await mira.run(['same', 'rye flour'])).out).toContain('means the same.')
    expect((await mira.run(['differ', 'cream', 'sour cream'])).out).toContain('are not the same')
    expect((await mira.run(['amount', '1 cup of Roggenmehl', '110 g'])).out).toContain('1 cup of Roggenmehl = 110 g.')
    expect((await mira.run(['amount', '3 cups of rye flour', '--in', 'g'])).out).toBe('330 g\nby: 1 cup of Roggenmehl = 110 g')
    expect((await mira.run(['amount', '3 crates of rye flour', '--in', 'g'])).err).toContain('Nobody has said')
    expect((await mira.run(['amount', '3 crates of rye flour'])).code).toBe(1)
    expect((await mira.run(['same'])).out).toContain('Nothing that was said')
  })

  test('stock is said, taken, counted and moved', async () => {
    const id = idIn((await mira.run(['stock', '12 jars of honey in the cellar'])).out, '12 jars of honey')
    expect((await mira.run(['stock', '--take', id, '--quantity', '2 jars'])).out).toContain('10 jars of honey')
    expect((await mira.run(['stock', '--count', id, '--quantity', '9 jars'])).out).toContain('9 jars of honey')
    expect((await mira.run(['stock', '--move', id, '--place', 'pantry', '--quantity', '4 jars'])).code).toBe(0)
    const { out } = await mira.run(['stock', '--text', 'honey'])
    expect(out).toContain('honey: 5 jars at cellar.')
    expect(out).toContain('honey: 4 jars at pantry.')
    const short = await mira.run(['stock', '--take', id, '--quantity', '50 jars'])
    expect([short.code, short.err]).toEqual([1, 'There are only 5 jars of honey there.'])
  })

  test('a page is begun, linked, changed, signed, blanked and brought back', async () => {
    const first = idIn((await mira.run(['idea', '--new', 'Old beams', '--text', 'In the attic.'])).out, 'Old beams')
    await mira.run(['idea', '--new', 'A bench', '--text', 'Two planks and [[Old beams]].', '--tag', 'garden'])
    expect((await mira.run(['idea', 'old beams'])).out).toMatch(/A page links here:\n {2}[\w@.-]+ {2}A bench/)
    expect((await mira.run(['idea', first, '--text', 'In the barn.', '--sign'])).out).toMatch(/signed by you[\s\S]*In the barn\./)
    expect((await mira.run(['idea', first, '--file', '-'], { stdin: 'From a pipe.' })).out).toContain('From a pipe.')
    const versions = (await mira.run(['idea', first, '--versions'])).out
    await mira.run(['idea', first, '--blank'])
    expect((await mira.run(['idea', first, '--restore', idIn(versions, 'In the attic.')])).out).toContain('In the attic.')
    expect((await mira.run(['search', 'attic'])).out).toContain('Old beams')
    expect((await mira.run(['idea', '--find', 'bench'])).out).toContain('A bench')
  })

  test('a typed line is read, shown, and said only when the person says so', async () => {
    const no = await mira.run(['say', 'we need 2 kg of nails'], { answers: ['n'] })
    expect([no.code, no.err]).toEqual([1, 'A need: 2 kg of nails.\nNothing was said.'])
    expect((await mira.run(['need', '--text', 'nails'])).out).toBe('Nobody needs anything here.')
    expect((await mira.run(['say', 'we need 2 kg of nails'], { answers: ['y'] })).asked).toEqual(['Say it so? (y/n) '])
    expect((await mira.run(['need', '--text', 'nails'])).out).toContain('2 kg of nails')
    const nobody = await mira.run(['say', 'what if we dug a pond'])
    expect([nobody.code, nobody.err]).toEqual([
      1,
      'An idea: what if we dug a pond\nThis asks before it does it. Add --yes to say yes beforehand.'
    ])
  })

  test('anything said is undone: the last by itself, or what is named', async () => {
    await mira.run(['need', 'a', 'very', 'big', 'pot'])
    const { asked, out } = await mira.run(['undo'], { answers: ['y'] })
    expect(asked[0]).toMatch(/^Take back the need .*pot\?/)
    expect(out).toMatch(/^Taken back: the need .*pot\. To say it again, undo [\w@.-]+\.$/)
    expect((await mira.run(['need', '--text', 'pot'])).out).toBe('Nobody needs anything here.')
    const list = (await mira.run(['undo', '--list'])).out
    expect(list).toContain('Taken back.')
    expect((await mira.run(['undo', idIn(list, 'something taken back')])).code).toBe(0)
    expect((await mira.run(['need', '--text', 'pot'])).out).toContain('pot')
  })

  test('a name is said, taken back, and nobody has to have one', async () => {
    expect((await mira.run(['me', '--name', 'Mirabelle', '--skill', 'baking', 'mending nets'])).out).toMatch(
      /^Mirabelle \([\w@-]{8}\), wetware\.\nCan: baking and mending nets\./
    )
    expect((await mira.run(['me', '--name', ''])).out).toMatch(/^a person \(/)
    await mira.run(['me', '--name', 'Mira'])
    expect(await until(jonas, ['wares'], 'Mira')).toContain('Can: baking and mending nets.')
  })
})

describe('worlds', () => {
  test('with several worlds a command asks which, by name, by id or by choice', async () => {
    expect((await jonas.run(['worlds'])).out.split('\n')).toHaveLength(2)
    expect((await jonas.run(['need', '--world', 'Alone'])).out).toBe('Nobody needs anything here.')
    expect((await jonas.run(['need', '--world', 'Nowhere'])).err).toMatch(/^Nothing here is called “Nowhere”/)
    await mira.run(['worlds', '--begin', 'The garden'])
    const which = await mira.run(['need'])
    expect([which.code, which.err]).toEqual([
      1,
      expect.stringMatching(/^There are 2 worlds here: .*The mill.* Name one with --world/)
    ])
    await mira.run(['worlds', '--use', 'The mill'])
    expect((await mira.run(['need'])).code).toBe(0)
    expect(
      (await mira.run(['worlds', '--world', 'The garden', '--rename', 'The upper garden', '--at', '-33.92,18.4'])).out
    ).toContain('The upper garden')
    expect((await mira.run(['leave', '--world', 'The upper garden'], { answers: ['y'] })).out).toMatch(
      /^You have left The upper garden/
    )
  })

  test('[K5] an invitation is listed without its secret, and can be taken back', async () => {
    const { link, key } = await mira.json<{ link: string; key: string }>('invite', '--days', '3')
    const list = await mira.run(['invite', '--list', '--json'])
    expect(list.out).not.toContain('secret')
    expect((await mira.run(['invite', '--close', key.slice(0, 8).replace(/^-/, '@')])).out).toContain('is taken back')
    const late = await startPlace(null)
    expect((await late.run(['join', link])).code).toBe(1)
    expect((await late.run(['worlds'])).out).toMatch(/^There is no world here yet/)
    await late.close()
  })

  test('[K3] before one stops sharing, it is shown who will not see what; afterwards, how things stand', async () => {
    const before = await mira.run(['dissociate', 'Jonas'], { answers: ['n'] })
    expect(before.code).toBe(1)
    expect(before.out).toContain('Jonas will not see what you say from now on.')
    expect(before.out).toContain('What Jonas holds already stays with Jonas.')
    expect((await mira.run(['dissociate', 'Jonas', '--look'])).out).toContain('You share with Jonas.')
    expect((await mira.run(['dissociate', 'Jonas', '--yes'])).out).toContain('You do not share with Jonas.')
    expect((await mira.run(['dissociate', 'Jonas', '--again', '--yes'])).out).toContain('You share with Jonas.')
  })

  test('a fork begins with the history and those who come along', async () => {
    await mira.run(['need', 'a', 'wheelbarrow'])
    const forked = await mira.run(['fork', 'The lower mill', '--with', 'Jonas'])
    expect(forked.out).toMatch(/^The lower mill \([\w@-]{8}\) has begun[\s\S]*Jonas will find it/)
    expect((await mira.run(['need', '--world', 'The lower mill'])).out).toContain('wheelbarrow')
    await mira.run(['worlds', '--use', 'The mill'])
  })
})

describe('in and out', () => {
  test('[S7] a bundle carries what was said to where no network leads', async () => {
    const file = join(mira.folder, 'mill.bundle')
    expect((await mira.run(['bundle', file])).out).toMatch(/^The mill is in .* Only those who take part can read it\.$/m)
    expect((await mira.run(['bundle', file])).err).toBe(`${file} is there already. Choose another name, or move it away.`)
    expect((await jonas.run(['bundle', '--take', file])).out).toMatch(/^Taken into The mill: \d+ new/)
  })

  test('[I4] a backup brings a ware back as a new device of itself', async () => {
    const file = join(mira.folder, 'mira.backup')
    const env = { COMMUNE_PASSPHRASE: 'seven wet stones' }
    expect((await mira.run(['backup', file])).err).toMatch(/^A backup needs a passphrase/)
    expect((await mira.run(['backup', file], { env: { COMMUNE_PASSPHRASE: 'short' } })).code).toBe(1)
    expect((await mira.run(['backup', file], { env })).out).toMatch(/^The backup is in /)
    const again = await startPlace(null)
    await again.serving.close()
    expect((await again.run(['restore', file], { env: { COMMUNE_PASSPHRASE: 'seven dry stones' } })).err).toContain('passphrase')
    expect((await again.run(['restore', file], { env })).out).toMatch(/^You are .+ again, on a new device, in \d worlds\.\n/)
    expect((await jonas.run(['restore', file], { env })).err).toMatch(
      /^A backup can only be restored where nothing has been said yet/
    )
    await again.close()
  })

  test('devices are listed; ending the only one is refused', async () => {
    const { out } = await mira.run(['devices'])
    expect(out).toMatch(/^[\w@-]{8} {2}This one\.\n/)
    expect((await mira.run(['devices', '--end', out.split(' ')[0] as string, '--yes'])).err).toMatch(
      /^This is your only device here/
    )
    expect((await mira.run(['devices', '--add'])).out).toMatch(/^This link makes one more device yours/)
  })

  test('status lists everything that listens, and what could and is off', async () => {
    const { out } = await mira.run(['status'])
    expect(out).toMatch(/on {3}127\.0\.0\.1:\d+ +the web app/)
    expect(out).toMatch(/off +finding other boxes in the house \(mDNS\)/)
    expect(out).toMatch(/off +passing on between members \(relay\)/)
    expect(out).toContain('Kept by 1 other.')
    expect(out).toMatch(/connections?:\n {2}from/)
    const { listeners } = await mira.json<{ listeners: { what: string; on: boolean }[] }>('status')
    expect(listeners.map((each) => each.on)).toEqual([true, true, false, false, true, false, false])
  })

  test('doctor looks at everything and says what to do', async () => {
    mkdirSync(join(mira.folder, 'open'), { recursive: true })
    writeFileSync(join(mira.folder, 'letter.txt'), '', { mode: 0o644 })
    const { code, out } = await mira.run(['doctor'])
    expect(code).toBe(1)
    expect(out).toContain(`${join(mira.folder, 'letter.txt')} can be read by others on this machine. Close it with \`chmod 600`)
    for (const text of [
      'free on the disk',
      'The clock says',
      'The daemon has the store open',
      'The web app answers at',
      'connection'
    ])
      expect(out).toContain(text)
    const findings = await jonas.run(['doctor', '--json'])
    expect(JSON.parse(findings.out)).toContainEqual({ state: 'fine', said: expect.stringContaining('is for you alone') })
  })

  test('a need answers scripts with everything there is to know', async () => {
    const { said } = await mira.json<{ said: IntentRow }>('need', '1/3 kg of yeast', '--until', '2099-01-31', '--note', 'fresh')
    const detail = await mira.json<IntentDetail>('show', said.id)
    expect(detail).toMatchObject({
      id: said.id,
      thing: 'yeast',
      quantity: { n: 1, d: 3, unit: 'kg' },
      note: 'fresh',
      commitments: [],
      words: 'Nobody has said yes yet.'
    })
  })
})
