/**
 * Who may have what on one channel (K3, K6): what is shown to the other side, and what it shows.
 *
 * Between members both prove epochs. A carrier can prove none: it shows the key by which it was appointed. It checks the proofs
 * of others with the public halves that members tell it, and learns nothing else of who is there.
 */
import { checkCarry, checkProof, type Epoch, fromText, type Half, halfOf, type IdText, proofTag, type Session as Ground, signCarry, syncAllowed, toText } from '@commune/protocol'
import { Carried } from '../carried/carried.ts'
import type { Hosted } from '../hosted/hosted.ts'
import type { Keyring } from '../world/keyring.ts'
import { halvesMax, type SyncMessage } from './message.ts'
import { Proofs } from './proofs.ts'
import { openWho, type Remote, sealWho } from './who.ts'

/** A world that is synced: as a member, or as one who carries it. */
export type Shared = Hosted | Carried
export type May = ReturnType<typeof syncAllowed>
export type AccessMessage = SyncMessage & { readonly type: 'prove' | 'who' | 'carry' | 'halves' }
/** What came of a message: nothing new, something to look at again, or why the conversation ends. */
export type Heard = 'nothing' | 'news' | { readonly fault: string }

export interface AccessPorts {
  readonly ground: Ground
  readonly channel: Uint8Array
  readonly mayForget: boolean
  readonly random: { bytes(length: number): Uint8Array }
  signKey(): { publicKey: Uint8Array; secretKey: Uint8Array }
}

export interface Access {
  readonly may: May
  /** Something was shown that gives a right to send. */
  readonly proven: boolean
  /** An epoch was named that is not held here, so that nobody here can tell whether it was proven. */
  readonly unknown: boolean
  readonly remote: Remote | undefined
  /** Ids of the epochs that the other side has proven, as far as they are held here. */
  readonly epochs: Iterable<IdText>
  /** Whether these bytes give this device an epoch that it does not hold. */
  isGrantToMe(bytes: Uint8Array): boolean
  /** Looks again at what came early: whether that is news. */
  again(): Heard
  /** What was not shown on this channel yet. */
  fresh(): SyncMessage[]
  /** Said the first time everything may be had. */
  introduction(): SyncMessage[]
  receive(message: AccessMessage): Promise<Heard>
}

/** Proofs of a carrier's visitors that came before the half they are checked with. */
const earlyMax = 32
const wrongProof = { fault: 'a proof that does not hold' }

/** What is asked of a world where both sides prove epochs. */
interface Proving extends Pick<Hosted, 'usable' | 'isGrantToMe'> {
  readonly keyring: Keyring
  carriers(): readonly { readonly key: IdText }[]
}

export const accessTo = (hosted: Shared, ports: AccessPorts): Access => {
  if (!(hosted instanceof Carried)) return new MemberAccess({ keyring: hosted.world.keyring, usable: () => hosted.usable(), isGrantToMe: hosted.isGrantToMe, carriers: () => hosted.carriers() }, ports)
  return hosted.keys ? new MemberAccess(leftHere(hosted.keys), ports) : new CarrierAccess(hosted, ports)
}

/** A world that lies here with a way back: whoever proves any epoch that the way names may have it back. */
const leftHere = (keyring: Keyring): Proving => ({ keyring, usable: () => new Set(keyring.all().map(({ id }) => toText(id))), isGrantToMe: () => false, carriers: () => [] })

class MemberAccess implements Access {
  readonly #hosted: Proving
  readonly #ports: AccessPorts
  readonly #proofs: Proofs
  readonly #halvesTold = new Set<string>()
  /** A carrier that showed its key; it counts while it is appointed. */
  #carrier: Remote | undefined
  #device: Remote | undefined

  constructor(hosted: Proving, ports: AccessPorts) {
    this.#hosted = hosted
    this.#ports = ports
    this.#proofs = new Proofs(hosted.keyring, ports.ground)
  }

  get may(): May {
    if (this.#carrier) return this.#isAppointed(this.#carrier.device) ? 'everything' : 'nothing'
    return syncAllowed(this.#proofs.proven.keys(), this.#hosted.usable())
  }
  get proven(): boolean {
    return this.#carrier ? this.may === 'everything' : this.#proofs.proven.size > 0
  }
  get unknown(): boolean {
    return !this.#carrier && this.#proofs.unknown
  }
  get epochs(): Iterable<IdText> {
    return this.#proofs.proven.keys()
  }
  isGrantToMe(bytes: Uint8Array): boolean {
    return this.#hosted.isGrantToMe(bytes)
  }
  get remote(): Remote | undefined {
    return this.#carrier ?? this.#device
  }

  again(): Heard {
    const early = this.#proofs.take([])
    return early === 'wrong' ? wrongProof : early
  }

  fresh(): SyncMessage[] {
    const { channel } = this.#ports
    const proofs = this.#proofs.fresh()
    const messages: SyncMessage[] = proofs.length > 0 ? [{ type: 'prove', channel, proofs }] : []
    if (!this.#carrier || this.may !== 'everything') return messages
    const halves = usableHalves(this.#hosted).filter(({ tag }) => !this.#halvesTold.has(toText(tag)))
    for (const { tag } of halves) this.#halvesTold.add(toText(tag))
    for (let at = 0; at < halves.length; at += halvesMax) messages.push({ type: 'halves', channel, halves: halves.slice(at, at + halvesMax) })
    return messages
  }

  introduction(): SyncMessage[] {
    if (this.#carrier) return []
    const { ground, channel, mayForget, random } = this.#ports
    const epoch = [...this.#proofs.proven.values()].findLast((held) => this.#hosted.usable().has(toText(held.id))) as Epoch
    return [{ type: 'who', channel, sealed: sealWho(this.#ports.signKey(), mayForget, epoch, ground, channel, random.bytes(24)) }]
  }

  receive(message: AccessMessage): Promise<Heard> {
    return Promise.resolve(this.#receive(message))
  }

  #receive(message: AccessMessage): Heard {
    const { ground, channel } = this.#ports
    switch (message.type) {
      case 'prove': {
        const taken = this.#proofs.take(message.proofs)
        return taken === 'wrong' ? wrongProof : 'news'
      }
      case 'who':
        this.#device = openWho(message.sealed, (tag) => this.#hosted.keyring.byTag(tag), ground, channel)
        return this.#device ? 'nothing' : { fault: 'a device that does not show its key' }
      case 'carry':
        if (!checkCarry(message.key, message.signature, ground, channel)) return { fault: 'a carrier that does not show its key' }
        this.#carrier = { device: toText(message.key), mayForget: message.mayForget, carrier: true }
        return 'news'
      case 'halves':
        return 'nothing'
    }
  }

  #isAppointed(key: IdText): boolean {
    return this.#hosted.carriers().some((carrier) => carrier.key === key)
  }
}

/** What carriers are told of the epochs that are in use here. */
export const usableHalves = (hosted: Pick<Proving, 'keyring' | 'usable'>): Half[] => {
  const usable = hosted.usable()
  return hosted.keyring.all().filter((epoch) => usable.has(toText(epoch.id))).map(halfOf)
}

class CarrierAccess implements Access {
  readonly remote = undefined
  readonly epochs: readonly IdText[] = []
  readonly unknown = false
  readonly #carried: Carried
  readonly #ports: AccessPorts
  readonly #proven = new Set<string>()
  #early: Uint8Array[] = []
  #shown = false

  constructor(carried: Carried, ports: AccessPorts) {
    this.#carried = carried
    this.#ports = ports
  }

  get may(): May {
    return this.proven ? 'everything' : 'nothing'
  }
  get proven(): boolean {
    return this.#proven.size > 0
  }
  isGrantToMe(): boolean {
    return false
  }

  again(): Heard {
    return this.#take(this.#early.splice(0))
  }

  fresh(): SyncMessage[] {
    if (this.#shown) return []
    this.#shown = true
    const { ground, channel, mayForget } = this.#ports
    const { pair } = this.#carried
    return [{ type: 'carry', channel, mayForget, key: pair.publicKey, signature: signCarry(pair, ground, channel) }]
  }

  introduction(): SyncMessage[] {
    return []
  }

  async receive(message: AccessMessage): Promise<Heard> {
    if (message.type === 'prove') return this.#take([...this.#early.splice(0), ...message.proofs.slice(0, earlyMax)])
    if (message.type !== 'halves' || !this.proven) return 'nothing'
    return (await this.#carried.learn(message.halves)) ? this.again() : { fault: 'more epochs than are carried' }
  }

  #take(proofs: readonly Uint8Array[]): Heard {
    const before = this.#proven.size
    for (const proof of proofs) {
      const tag = proofTag(proof)
      if (!tag.ok) continue
      const text = toText(tag.value)
      const half = this.#carried.halves.get(text)
      if (!half) this.#early.push(proof)
      else if (checkProof(proof, tag.value, fromText(half) as Uint8Array, this.#ports.ground)) this.#proven.add(text)
      else return wrongProof
    }
    this.#early = this.#early.slice(-earlyMax)
    return this.#proven.size > before ? 'news' : 'nothing'
  }
}
