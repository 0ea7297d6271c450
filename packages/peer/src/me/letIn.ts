/**
 * Open invitations for further devices: kept by the device that made them, over a restart, until they lapse (K5). Each lets one
 * device in; the same device may ask again, because the answer may have been lost.
 *
 * An invitation may also be for somebody who left a way back here (I4): then `back` names the device that left it.
 *
 * Invariants: at most 16, the oldest go first; one is marked as used before anybody is let in by it.
 */
import { type Change, decodeValue, encodeValue, fromText, type IdText, invitationHandle, invitationKey, sameBytes, toText, type Value } from '@commune/protocol'
import type { Lock } from '../world/keyring.ts'

export const letInKey = 'invites'
const form = 1
const openMax = 16

export interface LetIn {
  readonly secret: Uint8Array
  /** Seconds since 1970; 0: it does not lapse. */
  readonly untilS: number
  /** The device that left a way back, when it is for that one's ware. */
  readonly back: IdText | null
  /** The device that was let in. */
  usedBy: Uint8Array | null
}

export class LetIns {
  readonly #all = new Map<IdText, LetIn>()

  /** Takes up what was kept; what is none, or does not open, is passed over: invitations can be made again. */
  load(locked: Uint8Array | undefined, lock: Lock, nowS: number): void {
    const plain = locked && lock.unlock(locked)
    const decoded = plain && decodeValue(plain)
    if (!decoded?.ok || !Array.isArray(decoded.value) || decoded.value[0] !== form) return
    for (const each of decoded.value[1] as readonly [Uint8Array, number, Uint8Array | null, Uint8Array | null][]) {
      const [secret, untilS, back, usedBy] = each
      this.#put({ secret: secret.slice(), untilS, back: back && toText(back), usedBy: usedBy && usedBy.slice() })
    }
    this.#drop(nowS)
  }

  change(lock: Lock): Change {
    const all = [...this.#all.values()].map(({ secret, untilS, back, usedBy }): Value => [secret, untilS, back === null ? null : (fromText(back) as Uint8Array), usedBy])
    return [letInKey, lock.lock(encodeValue([form, all]))]
  }

  /** Opens one; answers with its key in text form. */
  add(letIn: LetIn, nowS: number): IdText {
    this.#drop(nowS)
    return this.#put(letIn)
  }

  delete(key: IdText): boolean {
    return this.#all.delete(key)
  }

  all(): readonly (readonly [key: IdText, letIn: LetIn])[] {
    return [...this.#all]
  }

  /** Those that somebody may still come in by, for peers that pass questions on. */
  handles(nowS: number): Uint8Array[] {
    return [...this.#all].filter(([, { untilS }]) => untilS === 0 || nowS <= untilS).map(([key]) => invitationHandle(fromText(key) as Uint8Array))
  }

  #put(letIn: LetIn): IdText {
    const key = toText(invitationKey(letIn.secret))
    this.#all.set(key, letIn)
    for (const [oldest] of this.#all) if (this.#all.size > openMax) this.#all.delete(oldest)
    return key
  }

  #drop(nowS: number): void {
    for (const [key, { untilS }] of this.#all) if (untilS > 0 && nowS > untilS) this.#all.delete(key)
  }
}

/** Marks it as used by this device; false when another one was let in by it. */
export const useBy = (letIn: LetIn, device: Uint8Array): boolean => {
  if (letIn.usedBy && !sameBytes(letIn.usedBy, device)) return false
  letIn.usedBy = device
  return true
}
