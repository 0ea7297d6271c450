/** A peer without any network: whole when alone (P7). */
import type { Sync } from './inside.ts'

const nobody = { others: 0, browsers: 0, carriers: 0 }
const unreachable = (): Promise<never> => Promise.reject(new Error('there is no network here'))

export const silentSync: Sync = {
  add: () => undefined,
  remove: () => undefined,
  carry: () => undefined,
  carryNoMore: () => undefined,
  again: () => undefined,
  connect: unreachable,
  even: () => Promise.resolve(),
  addresses: () => [],
  beside: () => undefined,
  live: () => undefined,
  question: () => Promise.resolve(undefined),
  keepers: () => [],
  join: unreachable,
  present: () => [],
  compared: () => false,
  keptBy: () => nobody,
  isKeptBy: () => false,
  coming: () => 0,
  bring: (_world, ids) => Promise.resolve([...ids]),
  connections: () => [],
  refused: () => 0,
  problems: () => [],
  restart: () => undefined,
  close: () => Promise.resolve()
}
