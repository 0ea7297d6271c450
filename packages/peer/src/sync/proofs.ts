/**
 * Epochs proven on one channel, from either side (K6).
 *
 * A proof may come before the epoch it proves: the grant is still on its way. It is kept and looked at again, or the two
 * would never meet in that epoch on this connection.
 */
import { checkProof, type Epoch, type IdText, proofTag, proveEpoch, type Session, toText } from '@commune/protocol'
import type { Keyring } from '../world/keyring.ts'

const proofsMax = 32

export class Proofs {
  /** What the other side has proven. */
  readonly proven: Map<IdText, Epoch> = new Map()
  readonly #keyring: Keyring
  readonly #ground: Session
  readonly #shown = new Set<Epoch>()
  /** How many epochs were held when it was looked last for what is to be shown. */
  #lookedAt = 0
  readonly #early: Uint8Array[] = []

  constructor(keyring: Keyring, ground: Session) {
    this.#keyring = keyring
    this.#ground = ground
  }

  /** Whether the other side says that it holds an epoch which is not held here, so that nobody here can tell whether it does. */
  get unknown(): boolean {
    return this.#early.length > 0
  }

  /** Proofs of the newest epochs held, of those not shown on this channel yet. */
  fresh(): Uint8Array[] {
    // Asked after each thing that is said of epochs, on every channel there is: mostly no more are held than before.
    if (this.#keyring.size === this.#lookedAt) return []
    this.#lookedAt = this.#keyring.size
    const epochs = this.#keyring.all().slice(-proofsMax).filter((epoch) => !this.#shown.has(epoch))
    for (const epoch of epochs) this.#shown.add(epoch)
    return epochs.map((epoch) => proveEpoch(epoch, this.#ground))
  }

  /** Files what these prove, and what came early: whether that is news, or one of them does not hold. */
  take(proofs: readonly Uint8Array[]): 'news' | 'nothing' | 'wrong' {
    const before = this.proven.size
    for (const proof of [...this.#early.splice(0), ...proofs.slice(0, proofsMax)]) {
      const tag = proofTag(proof)
      if (!tag.ok) continue
      const epoch = this.#keyring.byTag(tag.value)
      if (!epoch) this.#early.push(proof)
      else if (checkProof(proof, tag.value, epoch.prove.publicKey, this.#ground)) this.proven.set(toText(epoch.id), epoch)
      else return 'wrong'
    }
    if (this.#early.length > proofsMax) this.#early.splice(0, this.#early.length - proofsMax)
    return this.proven.size > before ? 'news' : 'nothing'
  }
}
