/** What is asked of a thing: which entity answers, and what it sends. */
import { discoveryMessage, type Message, type Value } from '@commune/commune'
import { no, ok, type Result } from '@commune/protocol'
import type { ActOf, Sent, Voice } from '../entity/entity.ts'
import { wrongValue } from '../entity/maker.ts'
import type { Live } from './live.ts'
import type { Told } from './told.ts'

export interface Asked {
  readonly sent: readonly Sent[]
  /** What is taken for granted from now on. */
  readonly told: readonly Told[]
}

type Act = (voice: Voice) => ReturnType<ActOf> | undefined

export function askOne(lives: readonly Live[], point: string, value: Value | undefined, atMs: number): Result<Asked, Message> {
  const live = actor(lives, point)
  if (live === undefined) return no(discoveryMessage('discovery.act-unknown'))
  return ask(live, atMs, (voice) => live.entity.act.get(point)?.(value, voice))
}

export function askTogether(lives: readonly Live[], wishes: ReadonlyMap<string, Value>, atMs: number): Result<Asked, Message> {
  const byLive = new Map<Live, Map<string, Value>>()
  for (const [point, value] of wishes) {
    const live = actor(lives, point)
    if (live === undefined) return no(discoveryMessage('discovery.act-unknown'))
    const shape = live.entity.acts.find(({ key }) => key === point)?.shape
    const wrong = shape === undefined ? undefined : wrongValue(shape, value)
    if (wrong !== undefined) return no(wrong)
    byLive.set(live, (byLive.get(live) ?? new Map<string, Value>()).set(point, value))
  }
  const [sent, told]: [Sent[], Told[]] = [[], []]
  for (const [live, values] of byLive) {
    for (const act of actsOf(live, values)) {
      const asked = ask(live, atMs, act)
      if (!asked.ok) return asked
      sent.push(...asked.value.sent)
      told.push(...asked.value.told)
    }
  }
  return ok({ sent, told })
}

const actor = (lives: readonly Live[], point: string): Live | undefined => lives.find(({ entity }) => entity.act.has(point))

function actsOf({ entity }: Live, values: ReadonlyMap<string, Value>): readonly Act[] {
  const { together } = entity
  if (together !== undefined) return [(voice) => together(values, voice)]
  return [...values].map(
    ([point, value]): Act =>
      (voice) =>
        entity.act.get(point)?.(value, voice)
  )
}

function ask(live: Live, atMs: number, act: Act): Result<Asked, Message> {
  if (live.availability.isThere === false || live.isMoving) return no(discoveryMessage('discovery.act-gone'))
  const told: Told[] = []
  const sent = act(live.voice(atMs, told, () => {})) ?? no(discoveryMessage('discovery.act-unknown'))
  return sent.ok ? ok({ sent: sent.value, told }) : sent
}
