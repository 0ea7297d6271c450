/**
 * One way between two worlds in which this ware lives and which it pledged to carry things on: looks at what changed in
 * either, and says in the second what is to be said of it (worlds/links). What it did is nowhere but in the second world
 * itself: so it goes on after a crash where it was, and another device of this ware, or another carrier, does not repeat it.
 */
import type { Views } from '@commune/commune'
import { aliasOf, nameOnWays, type Pledge, pledgeOf, stepOf, toSay, type Wanted } from '@commune/commune/links'
import type { IdText, RawStatement, StatementId } from '@commune/protocol'
import { partsOf } from '../hosted/parts.ts'
import { usable } from '../peer/acts.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { Source, type SourceSight } from './source.ts'

/** Said in one go at most, and things looked at: what else is due comes after others had their turn. */
const saidMax = 200
const lookedMax = 2_000

export class Way {
  readonly from: IdText
  readonly to: IdText
  readonly #inside: Inside
  readonly #aliases: { readonly from: IdText; readonly to: IdText }
  readonly #source: Source
  readonly #due = new Set<string>()
  #pledge: Pledge | undefined
  #pledged = ''
  #thereViews: Views | undefined
  #takeThere: (() => ReadonlySet<StatementId> | undefined) | undefined
  #lookedAllMs = Number.NEGATIVE_INFINITY

  constructor(inside: Inside, from: IdText, to: IdText) {
    this.#inside = inside
    this.from = from
    this.to = to
    this.#aliases = { from: aliasOf(from), to: aliasOf(to) }
    this.#source = new Source(this.#aliases.to)
  }

  /** Says what is due there; true when more is due at once. `lookAllMs`: how long ago all was looked at, at most. */
  async carry(lookAllMs: number): Promise<boolean> {
    const there = usable(this.#inside, this.to)
    if (!there.ok || this.#held(this.from) === undefined) return false
    return there.value.hosted.inTurn(async () => {
      const statements = this.#steps(there.value, lookAllMs)
      for (const part of partsOf(statements)) await there.value.hosted.say(part)
      return this.#due.size > 0
    })
  }

  #held(world: IdText): Held | undefined {
    const held = this.#inside.find(world)
    return held && !held.left && !this.#inside.lacks(world) ? held : undefined
  }

  #steps(there: Held, lookAllMs: number): RawStatement[] {
    const here = this.#held(this.from)
    if (!here) return []
    const me = here.hosted.me
    const nowMs = this.#inside.ports.clock.nowMs()
    const out = here.views().links.live(me, 'out', this.#aliases.to, nowMs)
    const into = there.views().links.live(me, 'in', this.#aliases.from, nowMs)
    this.#pledge = out && into && pledgeOf(out, into)
    const sight: SourceSight = {
      world: this.from,
      views: here.views(),
      lamport: here.hosted.world.nextLamport - 1,
      nowMs,
      there: (name) => this.#idThere(there.views(), name)
    }
    this.#note(sight, there.views(), lookAllMs)
    const statements: RawStatement[] = []
    let looked = 0
    for (const name of this.#due) {
      if (statements.length >= saidMax || ++looked > lookedMax) break
      this.#due.delete(name)
      const copies = there.views().intents.copies(name)
      statements.push(...stepOf(this.#wanted(name, sight), { copies, me, from: this.#aliases.from, nowMs }))
    }
    return statements
  }

  #wanted(name: string, sight: SourceSight): Wanted {
    const pledge = this.#pledge
    const found = pledge && this.#source.find(name, sight)
    if (!pledge || !found) return 'not-ours'
    if ('over' in found) return found
    const said = toSay(found.item, name, found.at, this.#aliases, pledge, () => undefined)
    return said === 'mine-not' ? { over: true, at: found.at } : said
  }

  /** Notes the names that have to be looked at. */
  #note(sight: SourceSight, there: Views, lookAllMs: number): void {
    const pledged = this.#pledge ? JSON.stringify([...this.#pledge.kinds, this.#pledge]) + String(sight.views.links.version) : ''
    const changed = this.#source.changed(sight)
    if (this.#thereViews !== there) {
      this.#thereViews = there
      this.#takeThere = there.intents.follow()
    }
    const changedThere = this.#takeThere?.()
    const isOld = this.#pledge !== undefined && sight.nowMs - this.#lookedAllMs >= lookAllMs
    if (changed === undefined || changedThere === undefined || pledged !== this.#pledged || isOld || sight.nowMs < this.#lookedAllMs) {
      this.#lookedAllMs = sight.nowMs
      this.#pledged = pledged
      // Without a pledge only what was carried by one is taken back.
      if (this.#pledge) for (const name of this.#source.names()) this.#due.add(name)
      for (const name of there.intents.copied()) this.#due.add(name)
      return
    }
    for (const name of changed) this.#due.add(name)
    for (const id of changedThere) {
      const from = there.intents.record(id)
      if (from?.carried !== undefined && from.from !== undefined) this.#due.add(from.from)
    }
  }

  /** The need or offer that is known by this name in the world where this way leads. */
  #idThere(there: Views, name: string): StatementId | undefined {
    const copies = there.intents.copies(name)
    if (copies.length > 0) return copies.find((copy) => copy.outweighed !== true && !copy.withdrawn)?.id
    return this.#began.idOf(there, name)
  }
  readonly #began = new Began()
}

/** Names of what began in a world, for answers that come back to it. */
class Began {
  readonly #ids = new Map<string, StatementId>()
  #views: Views | undefined
  #take: (() => ReadonlySet<StatementId> | undefined) | undefined

  idOf(views: Views, name: string): StatementId | undefined {
    if (this.#views !== views) {
      this.#views = views
      this.#take = views.intents.follow()
      this.#ids.clear()
    }
    for (const id of this.#take?.() ?? views.intents.ids()) if (views.intents.record(id)?.carried === undefined) this.#ids.set(nameOnWays(id), id)
    return this.#ids.get(name)
  }
}
