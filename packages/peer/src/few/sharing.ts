/**
 * A further device of this ware is given the keys of what was told to its ware before it came: by a device that has them.
 * Devices of one ware take turns, so that one gives what is due and the others find it given.
 */
import type { Cancel, IdText } from '@commune/protocol'
import { deviceOf } from '../me/me.ts'
import { usable } from '../peer/acts.ts'
import type { Held, Inside } from '../peer/inside.ts'

/** Others may come in at once. */
const gatherMs = 3_000
const turnMs = 5_000

export class Sharing {
  readonly #inside: Inside
  readonly #worlds = new Map<IdText, { readonly stop: () => void; due: Cancel | undefined }>()

  constructor(inside: Inside) {
    this.#inside = inside
  }

  open(held: Held): void {
    const { world } = held.hosted
    if (held.left || this.#worlds.has(world.name)) return
    const stop = world.listen({
      folded: (rooms) => {
        if (rooms.has('identity') || rooms.has('few')) this.#soon(held)
      }
    })
    this.#worlds.set(world.name, { stop, due: undefined })
    this.#soon(held)
  }

  close(world?: IdText): void {
    for (const [each, known] of this.#worlds) {
      if (world !== undefined && each !== world) continue
      known.stop()
      known.due?.()
      this.#worlds.delete(each)
    }
  }

  #soon({ hosted }: Held): void {
    const { clock, log } = this.#inside.ports
    const { name } = hosted.world
    const known = this.#worlds.get(name)
    if (!known || known.due) return
    const mine = hosted.identities.devices(hosted.me).map(({ device }) => device).toSorted()
    const turn = Math.max(0, mine.indexOf(deviceOf(this.#inside.me())))
    known.due = clock.after(gatherMs + turn * turnMs, () => {
      known.due = undefined
      this.#give(name).catch((fault: unknown) => log.note('few-not-shared', { fault: String(fault).slice(0, 100) }))
    })
  }

  async #give(world: IdText): Promise<void> {
    const held = usable(this.#inside, world)
    if (!held.ok) return
    const { hosted, told } = held.value
    await hosted.inTurn(async () => {
      const due = told().keysDue(this.#inside.ports.random)
      if (due.length > 0) await hosted.say(due)
    })
  }
}
