import { expect, test } from 'vitest'
import { OptionsError, readOptions, type Wanted } from './options.ts'

const read = (...argv: string[]): Wanted => {
  const options = readOptions(argv)
  if (options === 'help') throw new Error('asked for help')
  return options
}

test('fifty seeds unless told otherwise, and one when it is named', () => {
  expect(read().jobs.map(({ options }) => options.seed)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  const [only, ...more] = read('--seed', '7').jobs
  expect(only).toEqual({ options: { seed: 7, peersMin: 3, peersMax: 12, mode: 'both' }, replay: 'npm run sim -- --seed 7 --peers 3..12' })
  expect(more).toEqual([])
})

test('large communes come first, one for each 150 seeds unless told otherwise', () => {
  expect(read('--seeds', '500').jobs.map(({ options }) => options.peersMin).filter((peers) => peers === 200)).toHaveLength(3)
  expect(read('--seeds', '500', '--large', '0').jobs).toHaveLength(500)
  expect(read('--seeds', '0', '--large', '2', '--seed', '9').jobs.map(({ options }) => [options.seed, options.peersMax])).toEqual([[9, 200], [10, 200]])
})

test('what runs a seed again asks for the same run', () => {
  for (const argv of [['--seed', '5', '--peers', '2..3', '--mode', 'safety', '--events', '40'], ['--large', '1', '--seeds', '0'], ['--peers', '4'], ['--seed', '7', '--senses']]) {
    const [job] = read(...argv).jobs
    expect(read(...(job?.replay.split(' ').slice(4) ?? [])).jobs[0]).toEqual(job)
  }
})

test('what cannot be is refused with what can', () => {
  const senseless = [
    ['--jobs', '0'], ['--peers', '12..3'], ['--peers', '0'], ['--peers', '5..2000'], ['--mode', 'fast'], ['--sed', '3'], ['3']
  ]
  for (const argv of senseless) expect(() => readOptions(argv), argv.join(' ')).toThrow(OptionsError)
  expect(() => readOptions(['--seeds', 'many'])).toThrow('--seeds is a whole number from 0, not many')
  expect(readOptions(['--help'])).toBe('help')
})
