/**
 * Bounds of the built-in broker. Together they say how much memory it holds at most, whatever comes. A piece that was read from the
 * network has up to 64 KiB, so: 64 waiting × 80 KiB, 256 connections × (half a packet and a piece, 192 KiB), what is not read (36 MiB),
 * what is retained (16 MiB). That is 105 MiB when every connection of 64 credentials is hostile; a house takes a few.
 */
export interface BrokerLimits {
  /** Connections that were let in, in all and of one credential. */
  readonly connectionsMax: number
  readonly connectionsPerCredentialMax: number
  /** Connections that have not shown a credential yet, in all and from one address. The oldest makes way for a new one. */
  readonly waitingMax: number
  readonly waitingPerAddressMax: number
  /** How long a connection may take to show its credential. */
  readonly waitingMs: number
  /** A message beyond it is passed over as it comes, acknowledged, and named. */
  readonly packetBytesMax: number
  /** Any packet that carries no message (CONNECT, SUBSCRIBE, …): beyond it the connection ends. */
  readonly controlBytesMax: number
  /** A connection that sends quicker is read more slowly. A packet counts 1, and 1 more for each KiB of it. */
  readonly packetsPerS: number
  readonly packetsBurst: number
  /** What one filter in a SUBSCRIBE counts beside. */
  readonly packetsPerFilter: number
  readonly subscriptionsMax: number
  /** What a connection has not read: beyond it messages pass it by; after `stalledMs` without reading it ends. */
  readonly unreadBytesMax: number
  /** What is said to a connection in one turn of the event loop, before it could read any of it. */
  readonly atOnceBytesMax: number
  /** What all have not read: beyond it messages pass by those that have more than `unreadFewBytes` to read. */
  readonly unreadAllBytesMax: number
  readonly unreadFewBytes: number
  readonly stalledMs: number
  /** Retained messages of one credential, and of all. A topic counts as bytes as well. */
  readonly retainedMax: number
  readonly retainedBytesMax: number
  readonly retainedAllMax: number
  readonly retainedAllBytesMax: number
  /** Messages of one connection for which the second half of QoS 2 has not come. */
  readonly halfSentMax: number
  readonly clientIdCharsMax: number
}

export const brokerLimits: BrokerLimits = {
  connectionsMax: 256,
  connectionsPerCredentialMax: 4,
  waitingMax: 64,
  waitingPerAddressMax: 16,
  waitingMs: 10_000,
  packetBytesMax: 131_584,
  controlBytesMax: 16_384,
  packetsPerS: 1_000,
  packetsBurst: 5_000,
  packetsPerFilter: 20,
  subscriptionsMax: 100,
  unreadBytesMax: 262_144,
  atOnceBytesMax: 1_048_576,
  unreadAllBytesMax: 33_554_432,
  unreadFewBytes: 16_384,
  stalledMs: 30_000,
  retainedMax: 5_000,
  retainedBytesMax: 4_194_304,
  retainedAllMax: 20_000,
  retainedAllBytesMax: 16_777_216,
  halfSentMax: 100,
  clientIdCharsMax: 128
}
