/** A peer as commands use it: an answer, or a stop with the sentence why not. */
import type { ActName, Acts, AskName, Asks, Outcome, PeerApi } from '@commune/peer'
import { Stop } from './stop.ts'

export interface Talk {
  readonly ask: <K extends AskName>(name: K, params: Asks[K][0]) => Promise<Asks[K][1]>
  readonly act: <K extends ActName>(name: K, params: Acts[K][0]) => Promise<Acts[K][1]>
}

export const talk = (api: PeerApi): Talk => ({
  ask: async (name, params) => valueOf(await api.ask(name, params)),
  act: async (name, params) => valueOf(await api.act(name, params))
})

export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Stop(outcome.error)
  return outcome.value
}
