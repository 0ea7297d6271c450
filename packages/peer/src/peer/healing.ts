/**
 * What becomes of pieces of a world that turn out to be damaged (T4, S6).
 *
 * A start reads a snapshot and not the whole log, so damage in what was said long ago is met only when somebody asks for it. Then
 * the world is closed, every piece of it is read once, the damaged ones are let go, and it is opened again from what is left:
 * what lacks is no longer said to be here, and comes back from whoever holds it (see `mend`). The same is done at the start after
 * a database was carried over with losses, where pieces may lack that nobody can name.
 *
 * Of what lacks, some may be said by this very device. Until others have brought it back, it listens and says nothing: it would
 * contradict itself, or take its own words for those of a copy (I4). When nobody comes, it goes on as a new device of its ware.
 *
 * A damaged chunk of a file is let go by itself. Keys of a world that are damaged close that world and no other: whoever comes
 * into it again brings them anew. Other damage is in the shape of the database, and the next start carries over what can be read.
 */
import type { Message } from '@commune/commune'
import { type Change, type IdText, type Log, type Store, StoreError } from '@commune/protocol'
import { peerMessage } from '../words/index.ts'
import { openMending } from '../world/mend.ts'
import type { StoreEyes } from './watchedStore.ts'

/**
 * In the store from when something may lack in it until all of that is mended: a store that was carried over with losses has it
 * (`salvage` in packages/storage).
 */
const salvagedKey = 'salvaged'
/** What lacks is known by name, and reading it says so; or keys may lack, parts of logs among them. */
const [namedOnly, unnamed] = [Uint8Array.of(1), Uint8Array.of(2)]

export interface HealingPorts {
  readonly store: Store
  readonly log: Log
  /** Worlds that are registered, with the prefix of their keys. */
  worlds(): readonly Placed[]
}

interface Placed {
  readonly world: IdText
  readonly prefix: string
}

/** The peer whose worlds these are, once it is there. */
export interface Patient {
  /** Names a world for a person, when it is open. */
  nameOf(world: IdText): string | undefined
  /** Closes a world, runs `mend`, and opens it again. */
  reopen(world: IdText, mend: () => Promise<void>): Promise<void>
  /** True when somebody compared this world with us before the time was over. */
  heard(world: IdText): Promise<boolean>
  /** Goes on as a new device of its ware. */
  renew(): void
  /** Later, outside of what is going on now. */
  soon(run: () => void): void
  changed(): void
}

/** Open invitations for devices, and ways back: whoever needs them makes new ones. */
const canBeMadeAgain = /^(?:invites$|left$|back\/)/
const keysAtOnce = 1_000
/** Of one world, while this peer runs; damage that comes back again and again is not mended by this. */
const healsMax = 8

export class Healing implements StoreEyes {
  readonly #ports: HealingPorts
  #patient: Patient | undefined
  readonly #healing = new Set<IdText>()
  readonly #heals = new Map<IdText, number>()
  /** Names of worlds that were mended while this peer runs. */
  readonly #mended = new Map<IdText, string>()
  /** Worlds of whose log a part lacks that others have not brought back yet. */
  readonly #lacking = new Set<IdText>()
  readonly #locked = new Set<IdText>()
  #trouble: 'full' | 'read-only' | undefined
  #torn = false

  constructor(ports: HealingPorts) {
    this.#ports = ports
  }

  serve(patient: Patient): void {
    this.#patient = patient
  }

  /** What a person has to know of the store, in words. */
  problems(): Message[] {
    return [
      ...(this.#trouble ? [peerMessage(this.#trouble === 'full' ? 'peer.store-full' : 'peer.store-read-only')] : []),
      ...(this.#torn ? [peerMessage('peer.store-torn')] : []),
      ...[...this.#mended.values()].map((world) => peerMessage('peer.world-mended', { world })),
      ...(this.#locked.size > 0 ? [peerMessage('peer.world-locked', { n: this.#locked.size })] : [])
    ]
  }

  /** Nothing is said in this world for the moment. */
  isLacking(world: IdText): boolean {
    return this.#lacking.has(world)
  }
  isLocked(world: IdText): boolean {
    return this.#locked.has(world)
  }

  committed(): void {
    if (this.#trouble === undefined) return
    this.#trouble = undefined
    this.#patient?.changed()
  }

  fault({ fault, key }: StoreError): void {
    if ((fault === 'full' || fault === 'read-only') && this.#trouble !== fault) {
      this.#trouble = fault
      this.#patient?.changed()
    }
    if (fault !== 'damaged') return
    const of = key === undefined ? undefined : this.#ports.worlds().find(({ prefix }) => key.startsWith(prefix))
    if (key === undefined || (!of && !canBeMadeAgain.test(key))) return this.#tear()
    if (!of || key.startsWith(`${of.prefix}f/`)) return void this.#ports.store.commit([[key, undefined]]).catch(() => this.#tear())
    if (isOfLog(key, of.prefix)) this.#lacking.add(of.world)
    // One that is being opened mends itself.
    const patient = this.#patient
    const name = patient?.nameOf(of.world)
    if (!patient || name === undefined || this.#healing.has(of.world)) return
    this.#healing.add(of.world)
    patient.soon(() => void this.#heal(patient, { ...of, name }))
  }

  /** Where something may lack: reads all pieces of all worlds once and lets go of what is damaged, before any is opened. */
  async begin(): Promise<void> {
    const { store, log } = this.#ports
    const mark = await store.get(salvagedKey).catch(() => unnamed)
    if (mark === undefined) return
    for (const prefix of await prefixesIn(store)) {
      const lacks = (await mendPieces(this.#ports, prefix)) || mark[0] === unnamed[0]
      const of = this.#ports.worlds().find((placed) => placed.prefix === prefix)
      if (lacks && of) this.#lacking.add(of.world)
    }
    log.note('worlds-mended', { lacking: this.#lacking.size })
    await this.#mark()
  }

  /**
   * Opens a world, or says that it stays closed because its keys are damaged. Opened once more, it lets go of them: somebody
   * brings new ones.
   */
  async open<T>(world: IdText, prefix: string, open: () => Promise<T>): Promise<T> {
    if (this.#locked.delete(world)) await this.#ports.store.commit([[`${prefix}k`, undefined]])
    try {
      return await open()
    } catch (fault) {
      if (!isDamaged(fault, prefix)) throw fault
      if (fault.key === `${prefix}k`) {
        this.#locked.add(world)
        throw fault
      }
      await mendPieces(this.#ports, prefix)
      return open()
    }
  }

  /** Once the worlds are open: those that lack something wait for others. */
  wait(): void {
    const patient = this.#patient
    if (!patient) return
    for (const { world, prefix } of this.#ports.worlds()) {
      const name = patient.nameOf(world)
      if (!this.#lacking.has(world) || name === undefined || this.#healing.has(world)) continue
      this.#healing.add(world)
      this.#mended.set(world, name)
      void this.#ending(patient, world, this.#await(patient, { world, prefix }))
    }
  }

  async #heal(patient: Patient, { world, prefix, name }: Placed & { readonly name: string }): Promise<void> {
    const { log } = this.#ports
    const heals = (this.#heals.get(world) ?? 0) + 1
    this.#heals.set(world, heals)
    if (heals > healsMax) return this.#tear()
    log.note('world-damaged', { heals })
    const healed = async (): Promise<void> => {
      await this.#mark()
      await patient.reopen(world, () => this.#mend(world, prefix))
      this.#mended.set(world, name)
      patient.changed()
      await this.#await(patient, { world, prefix })
    }
    await this.#ending(patient, world, healed())
  }

  /** A world that could not be mended while others are open is mended by the next start. */
  async #ending(patient: Patient, world: IdText, healed: Promise<void>): Promise<void> {
    try {
      await healed
    } catch (fault) {
      this.#ports.log.note('healing-failed', { fault: String(fault) })
      if (!this.#locked.has(world)) this.#tear()
    } finally {
      this.#healing.delete(world)
      patient.changed()
    }
  }

  async #mend(world: IdText, prefix: string): Promise<void> {
    if (await mendPieces(this.#ports, prefix)) this.#lacking.add(world)
    await this.#mark()
  }

  /** Listens first, when a part of the log lacks. */
  async #await(patient: Patient, { world, prefix }: Placed): Promise<void> {
    if (!this.#lacking.has(world)) return
    const heard = await patient.heard(world)
    // What came back is taken in once more from the log: there it is known to be this device's own.
    if (heard) await patient.reopen(world, () => this.#done(world, prefix))
    else {
      await this.#done(world)
      patient.renew()
    }
  }

  async #done(world: IdText, prefix?: string): Promise<void> {
    if (prefix !== undefined) await mendPieces(this.#ports, prefix)
    this.#lacking.delete(world)
    await this.#mark()
  }

  /** Says in the store whether anything lacks, so that it is known after a restart. */
  async #mark(): Promise<void> {
    await this.#ports.store.commit([[salvagedKey, this.#lacking.size > 0 ? unnamed : undefined]])
  }

  #tear(): void {
    if (this.#torn) return
    this.#torn = true
    this.#patient?.changed()
    // It may fail, where no more can be written: then the damage is met again.
    this.#ports.store.commit([[salvagedKey, this.#lacking.size > 0 ? unnamed : namedOnly]]).catch(() => undefined)
  }
}

/** Of worlds, and of those that are carried: `w1/`, `c1/`. */
async function prefixesIn(store: Store): Promise<string[]> {
  const found: string[] = []
  for (const kind of ['c', 'w']) {
    for (let after: string | undefined; ;) {
      const [next] = await store.keys(kind, { limit: 1, ...(after !== undefined && { after }) })
      if (next === undefined) break
      const prefix = /^[cw]\d+\//.exec(next)?.[0]
      if (prefix !== undefined) found.push(prefix)
      // Behind all that it begins.
      after = prefix === undefined ? next : `${prefix}~`
    }
  }
  return found
}

/** Lets go of every piece that cannot be read, and of all that follows from the log. True when a part of the log was among it. */
async function mendPieces(ports: Pick<HealingPorts, 'store' | 'log'>, prefix: string): Promise<boolean> {
  const { store } = ports
  const beside: string[] = []
  const damaged: string[] = []
  for (let after: string | undefined; ;) {
    const keys = await store.keys(prefix, { limit: keysAtOnce, ...(after !== undefined && { after }) })
    for (const key of keys) {
      const fault = await store.get(key).then(() => undefined, (reason: unknown) => reason)
      if (fault === undefined) continue
      if (!isDamaged(fault, prefix)) throw fault
      // Chunks of files, how many bytes they are, and who holds what: all of it is found out again.
      if (/^(?:f\/|[abn]$)/.test(key.slice(prefix.length))) beside.push(key)
      else if (key !== `${prefix}k`) damaged.push(key)
    }
    after = keys.at(-1)
    if (after === undefined || keys.length < keysAtOnce) break
  }
  const lacks = damaged.some((key) => isOfLog(key, prefix))
  if (beside.length > 0) await store.commit(beside.map((key): Change => [key, undefined]))
  const letGo = [`${prefix}t/`, ...damaged]
  await openMending(ports, prefix, async () => {
    const key = letGo.pop()
    if (key !== undefined) throw new StoreError('damaged', 'a piece of a world is let go', key)
  })
  return lacks
}

const isOfLog = (key: string, prefix: string): boolean => key.startsWith(`${prefix}l/`)

const isDamaged = (fault: unknown, prefix: string): fault is StoreError & { readonly key: string } =>
  fault instanceof StoreError && fault.fault === 'damaged' && fault.key?.startsWith(prefix) === true

/** For what can be made again: a damaged value is none. */
export const nothingIfDamaged = (fault: unknown): undefined => {
  if (!(fault instanceof StoreError) || fault.fault !== 'damaged') throw fault
  return undefined
}
