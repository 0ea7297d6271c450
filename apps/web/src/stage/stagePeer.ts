/**
 * A peer for previews and tests: the rooms of a commune in memory, with no keys, no store and no network. It answers as the
 * real one does, so that every screen can be shown and tried; what only a network can do is played.
 */
import type { ActName, Acts, AskName, Asks, Outcome, PeerApi } from '@commune/peer'
import { actsOn } from './stageActs.ts'
import { answersOn } from './stageAnswers.ts'
import type { Stage } from './stage.ts'

/** How soon whoever looks sees that somebody passes. */
const walkMs = 500

export class StagePeer implements PeerApi {
  readonly #stage: Stage
  readonly #watching = new Set<() => void>()

  constructor(stage: Stage) {
    this.#stage = stage
    stage.onChange = () => {
      for (const look of this.#watching) queueMicrotask(look)
    }
    // Nothing is said when somebody passes; those who look are told all the same.
    if (stage.walks === 'now-and-then') setInterval(() => stage.onChange(), walkMs)
  }

  ask = <K extends AskName>(name: K, params: Asks[K][0]): Promise<Outcome<Asks[K][1]>> => {
    const answer = answersOn(this.#stage)[name] as (params: Asks[K][0]) => Outcome<Asks[K][1]>
    return Promise.resolve(structuredClone(answer(params)))
  }

  act = async <K extends ActName>(name: K, params: Acts[K][0]): Promise<Outcome<Acts[K][1]>> => {
    const act = actsOn(this.#stage)[name] as (params: Acts[K][0]) => Outcome<Acts[K][1]>
    try {
      return structuredClone(act(params))
    } catch (fault) {
      return { ok: false, error: { key: 'app.fault', params: { fault: String(fault) } } }
    } finally {
      this.#stage.onChange()
    }
  }

  watch = <K extends AskName>(name: K, params: Asks[K][0], onAnswer: (answer: Outcome<Asks[K][1]>) => void): (() => void) => {
    let last = ''
    const look = (): void => void this.ask(name, params).then((answer) => {
      const text = JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
      if (text === last || !this.#watching.has(look)) return
      last = text
      onAnswer(answer)
    })
    this.#watching.add(look)
    look()
    return () => this.#watching.delete(look)
  }
}

