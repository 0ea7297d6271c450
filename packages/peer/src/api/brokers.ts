/** Brokers, as apps show them: where devices that are no peers come in, which may, and what was refused of them. */
import type { Message } from '@commune/commune'
import type { IdText } from '@commune/protocol'

/** Beginnings of topics (`packages/bridges/src/mqtt/SPEC.md`): what a device may say, hear besides, and where it is asked. */
export interface AccessGrant {
  readonly says: readonly string[]
  readonly hears: readonly string[]
  readonly asked: readonly string[]
}

/** A device, or a gateway that speaks for many, that was let in. */
export interface AccessRow extends AccessGrant {
  /** The name that it gives when it connects. */
  readonly id: string
  readonly name: string
  /** It is connected now. Left out for those of other wares: when a device is at home tells of whoever carries it. */
  readonly here?: boolean
}

/**
 * Why something is not taken: `held-back`, it is nothing that is taken in at all (whereabouts, pictures, codes); `template`, it is worked out
 * in a way that is not understood here; `announced`, a device says of itself what cannot be; `refused`, it may not do that.
 */
export const refusedKinds = ['refused', 'held-back', 'template', 'announced'] as const
export type RefusedKind = (typeof refusedKinds)[number]

export interface RefusedRow {
  readonly kind: RefusedKind
  readonly words: Message
  readonly times: number
  /** Whose it is, as its people call it. */
  readonly of?: string
  /** What was announced: the topic of its announcement. */
  readonly at?: string
}

/** What a box tells of its broker. */
export interface BrokerView {
  /** Where devices connect to: `mqtt://host:port`. */
  readonly address: string
  /** Whoever the broker lets in commands its devices past what is agreed. */
  readonly bypassable: boolean
  /** The broker is part of the box, and devices can be let in from here. */
  readonly builtIn: boolean
  /** Who asks may let devices in. */
  readonly mayLetIn: boolean
  /** Why nothing is heard now. */
  readonly problem?: Message
  readonly access: readonly AccessRow[]
  readonly refused: readonly RefusedRow[]
}

export interface BrokerRow {
  readonly device: IdText
  readonly ware: IdText
  /** It is this device. */
  readonly me: boolean
  /** Left out: it cannot be asked now; things of this world came in by it. */
  readonly view?: BrokerView
}

/** What a device needs to come in; the secret is nowhere else, and is shown once. */
export interface LetIn {
  readonly id: string
  readonly secret: string
}
