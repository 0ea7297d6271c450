/**
 * Everything that goes wrong in the simulator, by name. Over many seeds each of it has to have hit: a fault that never does
 * is a bug of the simulator, and is told as one.
 */
import { lieNames } from '../lies/tellLies.ts'

const faults = [
  'break', 'drop', 'corrupt', 'reorder', 'duplicate', 'delay', 'narrow', 'refuse', 'cut', 'stall', 'partition',
  'crash', 'crash between writes', 'crash at a planned commit', 'commit lost', 'commit kept that was never answered',
  'torn write (l)', 'torn write (t)', 'torn write (s)', 'torn write (c)', 'disk full', 'disk read-only', 'disk slow', 'disk nearly full',
  'clock jumps', 'clock is wrong', 'sleep'
]
const lies = [...lieNames, 'falseFingerprint', 'equalAll', 'keptBack', 'garbage', 'repeat']

/** Seeds after which each fault should have hit. */
export const seedsForAll = 100

/** Names as they are counted. */
export const allFaults: readonly string[] = [...faults.map((name) => `fault: ${name}`), ...lies.map((name) => `lie: ${name}`)]

/** Those that never hit. */
export const neverHit = (counts: ReadonlyMap<string, number>): string[] => allFaults.filter((name) => (counts.get(name) ?? 0) === 0)
