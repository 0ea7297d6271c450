import { expect, test } from 'vitest'
import { readCommandLine, table, UsageError, valueReaders } from './subject.ts'

test('the command line is a subject, --json, --help and what the subject reads', () => {
  const { subject, json, help, values } = readCommandLine(['sync', '--json', '--n', '1_000', '--peer=yjs', '--quick'])
  expect({ subject, json, help }).toEqual({ subject: 'sync', json: true, help: false })
  expect([...values]).toEqual([
    ['n', '1_000'],
    ['peer', 'yjs'],
    ['quick', '']
  ])
  expect(readCommandLine(['--json', 'sync']).subject).toBe('sync')
  expect(() => readCommandLine(['sync', 'web'])).toThrow(UsageError)
})

test('a number is read as one or refused in a sentence', () => {
  const read = valueReaders(new Map(Object.entries({ n: '1_000', bad: 'many', bare: '' })))
  expect(read.number('n', 5)).toBe(1000)
  expect(read.number('absent', 5)).toBe(5)
  expect(() => read.number('bad', 5)).toThrow('`--bad` takes a number')
  expect(() => read.number('bare', 5)).toThrow('`--bare` takes a number')
  expect(read.flag('bare')).toBe(true)
  expect(read.text('absent', 'x')).toBe('x')
})

test('a table rounds figures to what they are worth', () => {
  expect(table({ ofFloor: 0.71234, entriesPerS: 61234.5, note: 'cold', parts: [1] })).toBe(
    ['ofFloor      0.712', 'entriesPerS  61,235', 'note         cold', 'parts        [1]'].join('\n')
  )
})
