/**
 * Newcomers who were given no history (K4), and members who were apart when something was said, cannot read what was said of things before:
 * they would see none, or see the usual form leave where another one does. So each ware says again what it said itself and still stands,
 * under the epoch it writes under, where somebody that this is for was given none of those it was said under.
 *
 * Said once: what was said again counts where it stood first, and is looked for before it is said. The device that said it says it; another
 * one of its ware does where that one has not for a while. Nothing older than what stands, no reading, and no more than a world can bear.
 */
import type { StandingWord, ThingId } from '@commune/commune'
import { type Address, type Cancel, type EpochView, epochViews, fromText, type IdText, isMintDue, type Origin, parseEnvelope, type RawStatement, toText } from '@commune/protocol'
import { partsOf } from '../hosted/parts.ts'
import { deviceOf } from '../me/me.ts'
import { usable } from '../peer/acts.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { Sayable, saidAgainMs } from './sayable.ts'

/** History may be given in between, and others may come in at once. */
const gatherMs = 3_000
/** What another device of this ware said waits so long for that one. */
const othersMs = 60_000
/** Entries of which it is remembered under which epoch they were said. */
const rememberedMax = 20_000
const watched: readonly string[] = ['senses', 'undo', 'identity', 'epochs']

interface Running {
  readonly stop: () => void
  readonly underEpoch: Map<IdText, IdText>
  readonly sayable: Sayable
  due: Cancel | undefined
  dueMs: number
  /** Since when something of another device of this ware waits. */
  othersSinceMs: number | undefined
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
    this.#running.set(world, { stop, underEpoch: new Map(), sayable: new Sayable(), due: undefined, dueMs: 0, othersSinceMs: undefined })
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
    const { hosted, views } = held
    const choice = hosted.choice()
    if (!choice || !hosted.informed || isMintDue(choice)) return []
    const wanted = new Set(hosted.wanted())
    const readers = [...choice.audience].filter((ware) => ware !== hosted.me && wanted.has(ware))
    const epochs = new Map(epochViews(hosted.epochs, hosted.identities).map((view) => [view.epoch, view]))
    if (hosted.world.keyring.all().every((epoch) => isFor(epochs.get(toText(epoch.id)), readers))) return []
    const { things } = views()
    const statements: RawStatement[] = []
    let isMore = false
    const mine = { left: running.sayable.left('', this.#inside.ports.clock.nowMs()), mayOthers: this.#mayOthers(running), waits: false }
    for (const { id } of things.list({ gone: true })) {
      for (const word of await this.#lackingOf(held, id, readers, epochs, running)) {
        if (!this.#isMine(held, word) && !mine.mayOthers) mine.waits = true
        else if (statements.length >= mine.left) isMore = true
        else statements.push(word.statement)
      }
    }
    running.othersSinceMs = mine.waits ? (running.othersSinceMs ?? this.#inside.ports.clock.nowMs()) : undefined
    if (mine.waits || isMore) this.#soon(hosted.world.name, isMore ? saidAgainMs : othersMs)
    return statements
  }

  /** Words of this ware that somebody cannot have read. */
  async #lackingOf({ hosted, views }: Held, thing: ThingId, readers: readonly IdText[], epochs: ReadonlyMap<IdText, EpochView>, running: Running): Promise<StandingWord[]> {
    const words = views().things.words(thing)
    if (!words.some(({ by }) => by === hosted.me)) return []
    const without = async ({ said }: StandingWord): Promise<IdText[]> => {
      let left = [...readers]
      for (const at of said) {
        const epoch = await this.#epochOf(hosted, at, running)
        left = left.filter((ware) => epoch === undefined || !epochs.get(epoch)?.audience.has(ware))
      }
      return left
    }
    const isGone = words.some(({ takesBack }) => takesBack)
    const [first] = words
    const unaware = new Set(isGone && first ? await without(first) : [])
    const lacking: StandingWord[] = []
    for (const word of words) {
      if (word.by !== hosted.me || (isGone && !word.takesBack)) continue
      if ((await without(word)).some((ware) => !unaware.has(ware))) lacking.push(word)
    }
    return lacking
  }

  #isMine({ hosted }: Held, { place }: StandingWord): boolean {
    const me = deviceOf(this.#inside.me())
    return place.device === me || hosted.identities.devices(hosted.me).some(({ device, ended }) => device === place.device && ended)
  }
  #mayOthers({ othersSinceMs }: Running): boolean {
    return othersSinceMs !== undefined && this.#inside.ports.clock.nowMs() - othersSinceMs >= othersMs
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
