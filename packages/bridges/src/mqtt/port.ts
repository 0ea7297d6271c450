/**
 * The port `Mqtt`: how the commune hears devices and asks things of them, whoever runs the broker.
 *
 * Two adapters serve it alike (`testing/contract.ts`): the built-in broker, where each device has credentials and topics of its own,
 * and a client of a broker that its people run themselves. There anyone whom that broker lets in may command any device:
 * `bypassable` says so, and the page repeats it.
 *
 * Nothing is queued for a broker that is away. What an agreement asks is said anew when it is back; an old command is never
 * carried out late.
 */
import type { Message } from '@commune/commune'
import type { Cancel, Result } from '@commune/protocol'

export interface MqttMessage {
  readonly topic: string
  /** Valid for the time of the call: whoever keeps it copies it. */
  readonly payload: Uint8Array
  /** It lay at the broker from before this subscription; false for what is said now, kept or not. */
  readonly retained: boolean
  /** The credential of who said it. Undefined where the broker does not tell. */
  readonly from?: string
}

export interface PublishOptions {
  /** 1: the broker is asked to say that it has it. 0 where left out. */
  readonly qos?: 0 | 1
  /** The broker keeps it for those who come later; an empty payload removes what it kept. */
  readonly retain?: boolean
}

/**
 * - `topic`: empty, longer than `topicBytesMax`, with a wildcard or a control character, or one that begins with `$`.
 * - `too-large`: the payload is over `payloadBytesMax`.
 * - `away`: the broker is not there now. `busy`: it does not take in what was sent to it before.
 * - `closed`: this port was closed.
 */
export type PublishFault = 'topic' | 'too-large' | 'away' | 'busy' | 'closed'

/** `refused`: the broker does not let this be heard. `many`: over `prefixesMax`. The others as when publishing. */
export type SubscribeFault = 'topic' | 'refused' | 'many' | 'away' | 'closed'

export type MqttStatus =
  | { readonly is: 'here'; readonly sinceMs: number }
  /** `why` is a sentence for the person who looks after this box. */
  | { readonly is: 'away'; readonly sinceMs: number; readonly why: Message }
  | { readonly is: 'closed'; readonly sinceMs: number }

/**
 * - A prefix is a topic: it stands for itself and for all below it (`house` hears `house` and `house/lamp`, not `housework`). The
 *   empty prefix stands for every topic that does not begin with `$`.
 * - What is subscribed to stays so while the broker goes away and comes back. On each coming back retained messages come again.
 * - Prefixes that lie in one another bring a message once.
 * - What is published through the port does not come back through it (of a broker that speaks MQTT 3.1.1 only it does).
 * - Handlers are called in the order of subscribing to them, one message after the other, in the order the broker gives them. One that
 *   throws is noted, and does not keep the message from the others.
 */
export interface Mqtt {
  /** Whether there are other ways to command a device than through the agreements. */
  readonly bypassable: boolean
  /** Resolves when the broker has said yes or no. While it is away: `away`, and it is subscribed to when it comes. */
  subscribe(prefix: string): Promise<Result<undefined, SubscribeFault>>
  unsubscribe(prefix: string): Promise<void>
  /** Takes it in at once or says why not; text is sent as UTF-8. */
  publish(topic: string, payload: Uint8Array | string, options?: PublishOptions): Result<undefined, PublishFault>
  onMessage(handler: (message: MqttMessage) => void): Cancel
  status(): MqttStatus
  onStatus(handler: (status: MqttStatus) => void): Cancel
  close(): Promise<void>
}

/** Bounds of the port, the same for both adapters. */
export const mqttLimits = {
  topicBytesMax: 256,
  topicLevelsMax: 16,
  /** A device bundle of Home Assistant's discovery takes some 30 KiB. */
  payloadBytesMax: 131_072,
  /** Boards say each value on a topic of its own: as many as discovery listens to. */
  prefixesMax: 20_000
} as const
