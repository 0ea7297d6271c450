/**
 * Newcomers who were given no history (K4), and members who were apart when something was said, cannot read what was said of things and
 * agreements before: they would see none, see the usual form leave where another one does, or see a lamp act as if nothing were agreed. So
 * each ware says again what it said itself and still stands, under the epoch it writes under, where somebody that this is for was given none
 * of those it was said under. What an agreement says, whoever says yes to it may say again: each yes names it.
 *
 * Said once: what was said again counts where it stood first, and is looked for before it is said. The device that said it says it; another
 * one of its ware, or of another side, does where that one has not for a while. Nothing older than what stands, no reading, and no more than
 * a world can bear.
 */
import { type Address, type Cancel, type EpochView, epochViews, fromText, type IdText, isMintDue, type Origin, parseEnvelope, type RawStatement, toText } from '@commune/protocol'
import { partsOf } from '../hosted/parts.ts'
import { usable } from '../peer/acts.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { againWords } from './againWords.ts'
import { Sayable, saidAgainMs } from './sayable.ts'

/** History may be given in between, and others may come in at once. */
const gatherMs = 3_000
/** Entries of which it is remembered under which epoch they were said. */
const rememberedMax = 20_000
const watched: readonly string[] = ['senses', 'agreements', 'undo', 'identity', 'epochs']

interface Running {
  readonly stop: () => void
  readonly underEpoch: Map<IdText, IdText>
  readonly sayable: Sayable
  due: Cancel | undefined
  dueMs: number
  /** Since when what somebody else should rather say waits, by its name. */
  waiting: ReadonlyMap<string, number>
}

export class SayingAgain {
  readonly #inside: Inside
  readonly #running = new Map<IdText, Running>()

  constructor(inside: Inside) {
    this.#inside = inside
  }

  open(held: Held): void {
    const world = held.hosted.world.name
    if (held.left || this.#running.has(world)) return
    const stop = held.hosted.world.listen({
      folded: (rooms) => {
        if (watched.some((room) => rooms.has(room))) this.#soon(world, gatherMs)
      }
    })
    this.#running.set(world, { stop, underEpoch: new Map(), sayable: new Sayable(), due: undefined, dueMs: 0, waiting: new Map() })
    this.#soon(world, gatherMs)
  }

  close(world?: IdText): void {
    for (const [each, { stop, due }] of this.#running) {
      if (world !== undefined && each !== world) continue
      stop()
      due?.()
      this.#running.delete(each)
    }
  }

  #soon(world: IdText, afterMs: number): void {
    const { clock, log } = this.#inside.ports
    const running = this.#running.get(world)
    if (!running || (running.due && running.dueMs <= clock.nowMs() + afterMs)) return
    running.due?.()
    running.dueMs = clock.nowMs() + afterMs
    running.due = clock.after(afterMs, () => {
      running.due = undefined
      this.#say(world, running).catch((fault: unknown) => log.note('not-said-again', { fault: String(fault).slice(0, 100) }))
    })
  }

  async #say(world: IdText, running: Running): Promise<void> {
    const held = usable(this.#inside, world)
    if (!held.ok) return
    await held.value.hosted.inTurn(async () => {
      const { hosted } = held.value
      await hosted.refresh()
      const statements = this.#running.get(world) === running ? await this.#lacking(held.value, running) : []
      for (const part of partsOf(statements)) await hosted.say(part)
      running.sayable.spend('', statements.length, this.#inside.ports.clock.nowMs())
    })
  }

  /** What is to be said again now. While an epoch is due for those who are left out, nothing is. */
  async #lacking(held: Held, running: Running): Promise<RawStatement[]> {
    const { hosted } = held
    const choice = hosted.choice()
    if (!choice || !hosted.informed || isMintDue(choice)) return []
    const wanted = new Set(hosted.wanted())
    const readers = [...choice.audience].filter((ware) => ware !== hosted.me && wanted.has(ware))
    const epochs = new Map(epochViews(hosted.epochs, hosted.identities).map((view) => [view.epoch, view]))
    if (hosted.world.keyring.all().every((epoch) => isFor(epochs.get(toText(epoch.id)), readers))) return []
    const nowMs = this.#inside.ports.clock.nowMs()
    const left = running.sayable.left('', nowMs)
    const statements: RawStatement[] = []
    const waiting = new Map<string, number>()
    let nextMs = Number.POSITIVE_INFINITY
    for (const { statement, name, waitMs, ways, newsTo } of againWords(held, this.#inside.me(), nowMs)) {
      const without = await this.#without(hosted, readers, ways, epochs, running)
      const strangers = without.length > 0 && newsTo ? await this.#without(hosted, without, newsTo, epochs, running) : []
      if (without.length === strangers.length) continue
      // A clock that was set back makes nobody wait for longer.
      const sinceMs = Math.min(running.waiting.get(name) ?? nowMs, nowMs)
      const isDue = sinceMs + waitMs <= nowMs
      if (isDue && statements.length < left) {
        statements.push(statement)
        continue
      }
      waiting.set(name, sinceMs)
      nextMs = Math.min(nextMs, isDue ? saidAgainMs : sinceMs + waitMs - nowMs)
    }
    running.waiting = waiting
    if (nextMs < Number.POSITIVE_INFINITY) this.#soon(hosted.world.name, nextMs)
    return statements
  }

  /** Those of these wares who can know of something by none of these ways. */
  async #without(hosted: Held['hosted'], wares: readonly IdText[], ways: readonly (readonly Origin[])[], epochs: ReadonlyMap<IdText, EpochView>, running: Running): Promise<readonly IdText[]> {
    let left = wares
    for (const way of ways) {
      if (left.length === 0) break
      const audiences: (ReadonlySet<IdText> | undefined)[] = []
      for (const at of way) {
        const epoch = await this.#epochOf(hosted, at, running)
        audiences.push(epoch === undefined ? undefined : epochs.get(epoch)?.audience)
      }
      left = left.filter((ware) => !audiences.every((audience) => audience?.has(ware)))
    }
    return left
  }

  /** Under which epoch something was said. */
  async #epochOf({ world }: Held['hosted'], at: Origin, { underEpoch }: Running): Promise<IdText | undefined> {
    const id = at.id.slice(0, at.id.indexOf('.'))
    const known = underEpoch.get(id)
    if (known !== undefined) return known
    const address: Address = { lamport: at.lamport, id: fromText(id) as Uint8Array }
    const [bytes] = await world.read([address])
    const envelope = bytes && parseEnvelope(bytes)
    const epoch = envelope?.ok ? world.keyring.byTag(envelope.value.tag) : undefined
    if (!epoch) return undefined
    if (underEpoch.size >= rememberedMax) underEpoch.clear()
    underEpoch.set(id, toText(epoch.id))
    return toText(epoch.id)
  }
}

const isFor = (view: EpochView | undefined, readers: readonly IdText[]): boolean => view !== undefined && readers.every((ware) => view.audience.has(ware))
