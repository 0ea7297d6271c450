import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { command, neverInterrupted, removeFolder, temporaryFolder } from '../testing/place.ts'
import { testTerminal } from '../testing/terminal.ts'
import { programOf } from './program.ts'

const surroundings = { terminal: testTerminal(), env: {}, interrupts: neverInterrupted }
const names = programOf(surroundings).commands.map((each: Command) => each.name())
const wanted =
  'up init worlds invite join leave fork dissociate wares me need offer stock say-yes handover idea search undo import export bundle status doctor backup restore devices say'.split(
    ' '
  )

test('every command that was promised is there', () => {
  expect(wanted.filter((name) => !names.includes(name))).toEqual([])
})

test.each(names)('`commune %s --help` shows an example, --json and where the data is', async (name) => {
  const { code, out } = await command([name, '--help'], { folder: 'nowhere' })
  expect(code).toBe(0)
  expect(out).toMatch(new RegExp(`Examples?:\\n  \\$ commune ${name}\\b`))
  expect(out).toContain('--json')
  expect(out).toContain('--data <folder>')
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(110)
})

test('commands within a command have the same: an example, --json, and options that are there', () => {
  const all = programOf(surroundings).commands.flatMap((above) => above.commands.map((each) => ({ above, each })))
  expect(all.map(({ above, each }) => `${above.name()} ${each.name()}`)).toEqual(expect.arrayContaining(['thing add', 'thing leave', 'sense import']))
  for (const { above, each } of all) {
    const known = new Set(each.options.flatMap((option) => [option.long, option.long?.replace(/^--no-/, '--')]))
    let help = ''
    each.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp()
    const examples = help.slice(help.search(/Examples?:/))
    expect(examples).toContain(`$ commune ${above.name()} ${each.name()}`)
    expect(known).toContain('--json')
    expect([...examples.matchAll(/(?<= )--[a-z-]+/g)].map(([option]) => option).filter((option) => !known.has(option))).toEqual([])
  }
})

test('an example uses no option that its command does not have', () => {
  for (const each of programOf(surroundings).commands) {
    const known = new Set(each.options.flatMap((option) => [option.long, option.long?.replace(/^--no-/, '--')]))
    let help = ''
    each.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp()
    const examples = help.slice(help.search(/Examples?:/))
    expect(
      [...examples.matchAll(/(?<= )--[a-z-]+/g)].map(([option]) => option).filter((option) => !known.has(option)),
      each.name()
    ).toEqual([])
  }
})

test('wrong use is told apart from refusal: exit code 2, with a way on', async () => {
  for (const words of [
    ['stauts'],
    ['need', '--no-such'],
    ['join'],
    ['help', 'no-such'],
    ['idea', 'x', '--version', '1'],
    ['up', '--port', 'abc'],
    ['up', '--port', '0'],
    ['up', '--port', '99999']
  ]) {
    const { code, out, err } = await command(words, { folder: 'nowhere' })
    expect(code, words.join(' ')).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/^[A-Z“].*\.$/m)
    expect(err).toContain('--help')
    expect(err.split('\n'), words.join(' ')).toHaveLength(1)
    const json = await command([...words, '--json'], { folder: 'nowhere' })
    expect([json.code, json.err], words.join(' ')).toEqual([2, ''])
    expect(JSON.parse(json.out).error.text).toBe(err)
  }
  expect((await command(['stauts'], { folder: 'nowhere' })).err).toContain('Did you mean status?')
})

test('an option that is said twice, stands before the command, or belongs to other programs', async () => {
  const typed = async (...words: readonly string[]) => {
    const { code, err } = await command(words, { folder: 'nowhere' })
    return [code, err]
  }
  expect(await typed('need', 'bread', '--quantity', '2', '--quantity=3')).toEqual([2, '--quantity is said twice. Say it once.'])
  expect(await typed('status', '--data', 'a', '--data', 'b')).toEqual([2, '--data is said twice. Say it once.'])
  expect(await typed('--data', 'a', 'status')).toEqual([2, 'Options stand behind the command, as in `commune status --data`. Put --data there.'])
  expect(await typed('--json', 'need', 'bread')).toEqual([2, ''])
  expect(await typed('-h')).toEqual([2, expect.stringMatching(/^There is no option -h here\. Did you mean --help\?/)])
  expect(await typed('need', '-h')).toEqual([2, expect.stringMatching(/Did you mean --help\?/)])
  // Whoever only looks for something tells nobody of it.
  expect(await typed('need', 'bread', '--mine')).toEqual([2, '--mine and “bread” are two things. Do one at a time.'])
  // Said as often as one likes: it takes several, or none.
  expect((await typed('fork', 'x', '--with', 'a', '--with', 'b', '--json', '--json'))[0]).toBe(1)
})

test('without a daemon a command says how to start one, starts nothing and writes nothing', async () => {
  const folder = temporaryFolder()
  for (const name of [
    'status',
    'need',
    'offer',
    'stock',
    'idea',
    'wares',
    'worlds',
    'invite',
    'devices',
    'undo',
    'me',
    'handover'
  ]) {
    const { code, err } = await command([name], { folder })
    expect(code, name).toBe(1)
    expect(err).toBe(`No daemon runs on ${folder}. Start it with \`npm start -- --data ${folder}\`, then try again.`)
  }
  removeFolder(folder)
})

test('with --json a refusal is JSON too, on stdout, with its key and its sentence', async () => {
  const { code, out, err } = await command(['status', '--json'], { folder: '/nowhere/at/all' })
  expect(code).toBe(1)
  expect(err).toBe('')
  expect(JSON.parse(out)).toEqual({
    error: { key: 'cli.no-daemon', text: expect.stringContaining('No daemon runs on /nowhere/at/all') }
  })
})
