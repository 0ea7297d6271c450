/**
 * The ways on which this ware carries things between its worlds. Nothing runs, and nothing is looked at, before this ware
 * pledged a link. Carriers of one way take their turns in an order that all know, so that mostly one says a thing and the
 * others find it said.
 */
import type { LinkRow } from '@commune/commune'
import { aliasOf } from '@commune/commune/links'
import type { Cancel, IdText } from '@commune/protocol'
import { deviceOf } from '../me/me.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { Way } from './way.ts'

/** More may come in at once. */
const gatherMs = 1_000
/** Between the turns of carriers of one way. */
const turnMs = 3_000
const turnsMax = 10
/** What lapses does so with no word of anybody: now and then all is looked at. */
const lookAllMs = 600_000
const watched: readonly string[] = ['flows', 'links', 'undo', 'identity', 'wares']

export class Linking {
  readonly #inside: Inside
  readonly #worlds = new Map<IdText, { readonly stop: () => void; readonly alias: IdText }>()
  readonly #ways = new Map<string, Way>()
  #due: Cancel | undefined
  #dueMs = 0
  #carrying: Promise<void> | undefined
  #closed = false
  /** How many others come before. */
  #turn = 0

  constructor(inside: Inside) {
    this.#inside = inside
  }

  open(held: Held): void {
    const { world } = held.hosted
    if (held.left || this.#worlds.has(world.name)) return
    const stop = world.listen({
      folded: (rooms) => {
        if (watched.some((room) => rooms.has(room))) this.#soon(gatherMs + this.#turn * turnMs)
      }
    })
    this.#worlds.set(world.name, { stop, alias: aliasOf(world.name) })
    this.#soon(gatherMs)
  }

  close(world?: IdText): void {
    for (const [each, { stop }] of this.#worlds) {
      if (world !== undefined && each !== world) continue
      stop()
      this.#worlds.delete(each)
      for (const [key, way] of this.#ways) if (way.from === each || way.to === each) this.#ways.delete(key)
    }
    if (world !== undefined) return
    this.#closed = true
    this.#due?.()
  }

  /** The world of this ware that has this alias. */
  worldOf(alias: IdText): IdText | undefined {
    for (const [world, known] of this.#worlds) if (known.alias === alias) return world
    return undefined
  }

  #soon(afterMs: number): void {
    const { clock, log } = this.#inside.ports
    const nowMs = clock.nowMs()
    if (this.#closed || (this.#due && this.#dueMs <= nowMs + afterMs && this.#dueMs >= nowMs)) return
    this.#due?.()
    this.#dueMs = nowMs + afterMs
    this.#due = clock.after(afterMs, () => {
      this.#due = undefined
      if (this.#carrying) return this.#soon(gatherMs)
      this.#carrying = this.#carry()
        .catch((fault: unknown) => log.note('not-carried', { fault: String(fault).slice(0, 100) }))
        .finally(() => {
          this.#carrying = undefined
        })
    })
  }

  async #carry(): Promise<void> {
    this.#findWays()
    if (this.#ways.size === 0) return
    let more = false
    for (const way of [...this.#ways.values()]) more = (await way.carry(lookAllMs)) || more
    this.#soon(more ? gatherMs : lookAllMs)
  }

  /** All ways that this ware ever pledged: what was carried on one that is over has to be taken back. */
  #findWays(): void {
    this.#turn = 0
    const nowMs = this.#inside.ports.clock.nowMs()
    for (const [from] of this.#worlds) {
      const held = this.#inside.find(from)
      for (const row of held?.views().links.list(nowMs) ?? []) {
        const other = row.ware === held?.hosted.me ? this.worldOf(row.other) : undefined
        if (other === undefined || other === from) continue
        const [begins, leads] = row.way === 'out' ? [from, other] : [other, from]
        const key = `${begins} ${leads}`
        if (!this.#ways.has(key)) this.#ways.set(key, new Way(this.#inside, begins, leads))
        if (held && row.state === 'live') this.#turn = Math.min(turnsMax, Math.max(this.#turn, this.#turnIn(held, row)))
      }
    }
  }

  #turnIn({ hosted, views }: Held, { way, other }: LinkRow): number {
    const nowMs = this.#inside.ports.clock.nowMs()
    const rows = views().links.list(nowMs).filter((row) => row.way === way && row.other === other && row.state === 'live')
    const carriers = rows.map(({ ware }) => ware).toSorted()
    const mine = hosted.identities.devices(hosted.me).filter(({ ended }) => !ended).map(({ device }) => device).toSorted()
    return carriers.indexOf(hosted.me) + mine.indexOf(deviceOf(this.#inside.me()))
  }
}
