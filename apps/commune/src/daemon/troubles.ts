/**
 * What goes wrong with the data folder while the daemon runs, said once in its terminal when it begins and once when it is over:
 * who starts it by hand looks there, and a log on a full disk cannot be written.
 */
import type { PeerApi } from '@commune/peer'
import type { Cancel, Clock } from '@commune/protocol'
import { say, sentence } from '../words/index.ts'

const lookMs = 5_000
const ofFolder = /^peer\.(?:store|world)-/
/** These pass; what was damaged stays said. */
const passing: ReadonlySet<string> = new Set(['peer.store-full', 'peer.store-read-only'])

export const sayTroubles = (api: PeerApi, clock: Clock, tell: (line: string) => void): Cancel => {
  let known = new Set<string>()
  let cancel: Cancel = clock.after(lookMs, () => void look())
  let ended = false

  async function look(): Promise<void> {
    const status = await api.ask('status', {})
    if (ended) return
    const problems = status.ok ? status.value.problems.filter(({ key }) => ofFolder.test(key)) : []
    const found = new Set(problems.map(({ key }) => key))
    for (const problem of problems) if (!known.has(problem.key)) tell(say(problem))
    if ([...known].some((key) => passing.has(key) && !found.has(key))) tell(sentence('up.written-again'))
    known = found
    cancel = clock.after(lookMs, () => void look())
  }

  return () => {
    ended = true
    cancel()
  }
}
