/**
 * One page that is open here, with the others who have it open (T5): what they write comes in letter by letter, what is written here
 * goes out the same way, and at each pause one's own part is stored as an edit.
 *
 * Invariants: nothing that others said live is stored by it; every letter written here is stored once, at the latest when the page
 * is closed. Who has not been heard of for some time is gone; what they left unsaid and others built on is then written as it reads.
 */
import { type CheckedEdit, LivePage, type MadeEdit, nonceBytes, type Texts } from '@commune/commune'
import type { Cancel, IdText, StatementId } from '@commune/protocol'
import type { LiveWord } from './message.ts'

/** A pause this long ends a part. */
const pauseMs = 2_000
/** Who writes without a pause is stored this often. */
const partMsMax = 60_000
/**
 * How long one's own part waits for the letters of others that it stands on: until they are stored, or who wrote them is gone. When
 * others stand on letters of one's own as well, nobody waits for anybody.
 */
const waitMs = 30_000
const beatMs = 8_000
const goneMs = 20_000
/** The page is not looked at any more: whoever had it open has gone without a word. */
const leftMs = 60_000
const othersMax = 64
/** Client ids of others that are remembered, to know for whom one waits. */
const clientsMax = 1_024

export interface SessionPorts {
  readonly nowMs: () => number
  after(delayMs: number, run: () => void): Cancel
  bytes(length: number): Uint8Array
  readonly device: IdText
  /** The edits of the page now. */
  edits(): { readonly applied: readonly CheckedEdit[]; readonly waiting: readonly CheckedEdit[] }
  /** Says edits, in order. */
  store(edits: readonly MadeEdit[]): Promise<boolean>
  tell(says: LiveWord, named: boolean): void
  changed(): void
  /** Nobody looks at the page any more. */
  left(): void
}

interface Other {
  device: IdText | null
  heardMs: number
}

export class LiveSession {
  readonly #ports: SessionPorts
  #page: LivePage
  readonly #others = new Map<IdText, Other>()
  readonly #writerOf = new Map<number, IdText>()
  readonly #taken = new Set<StatementId>()
  /** Edits that wait for letters that never come, and were written otherwise. */
  readonly #givenUp = new Set<StatementId>()
  /** Somebody builds on what is not stored here yet. */
  #needed = false
  /** Parts that are to be said, in order, before anything that is written from now on. */
  #unsaid: MadeEdit[] = []
  #storing: Promise<void> | undefined
  #pause: Cancel | undefined
  #beat: Cancel
  #partSinceMs: number | undefined
  #waitSinceMs: number | undefined
  #heardMs: number
  #lookedMs: number
  #named = false
  #ended = false
  /** Begins at the time, so that no answer of an earlier opening is taken for a later one. */
  version: number

  constructor(ports: SessionPorts, named: boolean) {
    this.#ports = ports
    this.#named = named
    this.version = ports.nowMs()
    this.#page = this.#open()
    this.#heardMs = this.#lookedMs = ports.nowMs()
    this.#sayHere()
    this.#beat = this.#next()
  }

  get texts(): Texts {
    return this.#page.texts()
  }
  /** Devices of those who have it open and are named; null for each that is not. */
  get others(): readonly (IdText | null)[] {
    return [...this.#others.values()].map(({ device }) => device)
  }
  /** All that was written here is stored. */
  get isStored(): boolean {
    return this.#unsaid.length === 0 && this.#page.own() === undefined
  }

  /** Somebody here looks at it still. */
  look(named: boolean): void {
    this.#lookedMs = this.#ports.nowMs()
    if (named === this.#named) return
    this.#named = named
    this.#sayHere()
  }

  write(wanted: Texts): void {
    this.#lookedMs = this.#ports.nowMs()
    const before = this.#page.texts()
    if (Object.entries(before).every(([field, text]) => wanted[field as keyof Texts] === text)) return
    this.#page.write(wanted)
    this.version++
    this.#partSinceMs ??= this.#lookedMs
    this.#rest(this.#lookedMs - this.#partSinceMs > partMsMax ? 0 : pauseMs)
    this.#ports.changed()
  }

  hear(writer: IdText, says: LiveWord): void {
    if (this.#ended) return
    const nowMs = this.#ports.nowMs()
    if (says.word === 'goes') {
      if (this.#others.delete(writer)) this.#ports.changed()
      return
    }
    const known = this.#others.get(writer)
    if (!known && this.#others.size >= othersMax) return
    const device = says.word === 'here' ? says.device : (known?.device ?? null)
    this.#others.set(writer, { device, heardMs: nowMs })
    if (says.word === 'here') {
      // Who has just come has none of what was not stored yet.
      if (!known) this.#sayPart()
    } else this.#takeIn(writer, says.update)
    if (!known || known.device !== device) this.#ports.changed()
  }

  /** Edits were stored, here or elsewhere. */
  folded(): void {
    let news = false
    for (const edit of this.#ports.edits().applied) {
      if (this.#taken.has(edit.id)) continue
      this.#taken.add(edit.id)
      news = this.#page.takeIn(edit.update).ok || news
    }
    if (!news) return
    this.version++
    this.#ports.changed()
  }

  /** Stores what is left and says that one goes. */
  async end(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    this.#pause?.()
    this.#beat()
    await this.#store(true)
    this.#ports.tell({ word: 'goes' }, false)
  }

  #open(): LivePage {
    const { applied } = this.#ports.edits()
    const page = new LivePage(applied, this.#ports.device, () => this.#ports.bytes(nonceBytes))
    page.onOwn((update) => this.#ports.tell({ word: 'writes', update }, false))
    for (const { id } of applied) this.#taken.add(id)
    return page
  }

  #takeIn(writer: IdText, update: Uint8Array): void {
    const before = this.#page.texts()
    const taken = this.#page.takeIn(update)
    if (!taken.ok) return
    this.#heardMs = this.#ports.nowMs()
    const { client, onOwn } = taken.value
    if (client !== undefined && this.#writerOf.size < clientsMax) this.#writerOf.set(client, writer)
    this.#needed ||= onOwn
    const after = this.#page.texts()
    if (Object.entries(before).every(([field, text]) => after[field as keyof Texts] === text)) return
    this.version++
    this.#ports.changed()
  }

  #rest(ms: number): void {
    this.#pause?.()
    this.#pause = this.#ports.after(ms, () => void this.#store(false))
  }

  /** One at a time; what is written meanwhile is the next part. */
  #store(last: boolean): Promise<void> {
    const storing = (this.#storing ?? Promise.resolve()).then(() => this.#storeNow(last))
    this.#storing = storing.catch(() => undefined)
    return storing
  }

  async #storeNow(last: boolean): Promise<void> {
    const nowMs = this.#ports.nowMs()
    const waits = this.#page.waitsFor(this.#ports.edits().applied)
    // Whoever is here will store theirs; whoever is gone never will: then the page is written as it reads.
    const alone = waits.some((client) => !this.#isHere(client))
    if (waits.length > 0 && !alone && !last && !this.#needed) {
      this.#waitSinceMs ??= nowMs
      if (nowMs - this.#waitSinceMs < waitMs) return this.#rest(pauseMs / 2)
    }
    this.#waitSinceMs = undefined
    this.#partSinceMs = undefined
    this.#needed = false
    this.#unsaid.push(...(alone ? this.#page.alone(this.#ports.edits().applied) : this.#page.takeOwn()))
    if (alone) this.#page = this.#reopened()
    const parts = this.#unsaid
    if (parts.length === 0) return
    if (await this.#ports.store(parts)) this.#unsaid = this.#unsaid.slice(parts.length)
    else if (!last) this.#rest(pauseMs)
    this.folded()
    this.#ports.changed()
  }

  #isHere(client: number): boolean {
    const writer = this.#writerOf.get(client)
    return writer !== undefined && this.#others.has(writer)
  }

  /** As it is stored; what was said of it but is not stored yet comes back with `folded`. */
  #reopened(): LivePage {
    this.#taken.clear()
    return this.#open()
  }

  #next(): Cancel {
    return this.#ports.after(beatMs, () => {
      const nowMs = this.#ports.nowMs()
      if (nowMs - this.#lookedMs > leftMs) return this.#ports.left()
      let gone = false
      for (const [writer, { heardMs }] of this.#others) if (nowMs - heardMs > goneMs) gone = this.#others.delete(writer) || gone
      this.#sayHere()
      this.#sayPart()
      if (!this.#writeForGone()) this.#mend(nowMs)
      if (gone) this.#ports.changed()
      this.#beat = this.#next()
    })
  }

  /** What was stored here stands on letters of somebody who went without storing them: the page is written as it reads. */
  #writeForGone(): boolean {
    const { applied, waiting } = this.#ports.edits()
    const mine = waiting.filter((edit) => edit.device === this.#ports.device && !this.#givenUp.has(edit.id))
    if (mine.length === 0) return false
    const there = new Set([...applied, ...waiting].map((edit) => edit.client))
    const isGone = mine.some(({ checked }) => checked.needs.some(({ client }) => !there.has(client) && !this.#isHere(client)))
    if (isGone && this.isStored) {
      for (const { id } of mine) this.#givenUp.add(id)
      this.#unsaid.push(...this.#page.alone(applied))
      this.#page = this.#reopened()
      this.#rest(0)
    }
    return true
  }

  /** What somebody said live and never stored, or said twice in different words, does not stay on the page for ever. */
  #mend(nowMs: number): void {
    if (!this.isStored || nowMs - this.#heardMs < goneMs) return
    const stored = this.#reopened()
    const [now, then] = [stored.texts(), this.#page.texts()]
    this.#page = stored
    if (JSON.stringify(now) === JSON.stringify(then)) return
    this.version++
    this.#ports.changed()
  }

  #sayHere(): void {
    this.#ports.tell({ word: 'here', device: null }, this.#named)
  }

  #sayPart(): void {
    const own = this.#page.own()
    if (own) this.#ports.tell({ word: 'writes', update: own.update }, false)
  }
}
