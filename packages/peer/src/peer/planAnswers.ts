/** What this device says to plans by itself: a no where what it promised is gone, and a yes again where its person chose so. */
import { plansByItself, type PlansState } from '@commune/commune'
import { deviceOf } from '../me/me.ts'
import { sayWishes, usable } from './acts.ts'
import type { Held, Inside } from './inside.ts'

/** What comes within so long is looked at once. */
const gatherMs = 500

/** From now on, as long as the world is open here. */
export const answerPlans = (inside: Inside, held: Held): void => {
  const { name, folds } = held.hosted.world
  const { clock, log } = inside.ports
  let soon = false
  const answer = async (): Promise<void> => {
    soon = false
    const found = inside.find(name) === held ? usable(inside, name) : undefined
    if (!found?.ok) return
    const teller = { ware: held.hosted.me, device: deviceOf(inside.me()), nowMs: clock.nowMs() }
    for (const wish of plansByItself(held.views().plans, teller)) {
      const said = await sayWishes(inside, held, [wish])
      if (!said.ok) log.note('plan-not-answered', { why: said.error.key })
    }
  }
  held.hosted.world.listen({
    folded: (rooms) => {
      if (soon || !(rooms.has('plans') || rooms.has('flows') || rooms.has('undo'))) return
      // Most worlds have no plans, and pay nothing for it.
      if ((folds.state('plans') as unknown as PlansState).proposed.size === 0) return
      soon = true
      clock.after(gatherMs, () => void answer())
    }
  })
}
