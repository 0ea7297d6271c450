/** Bounds of all that comes in as a description of a thing, or from a thing. Over one of them it is refused with a reason (E7). */
export const wotLimits = {
  charsMax: 262_144,
  depthMax: 24,
  /** Values of any kind in one description. */
  partsMax: 20_000,
  listMax: 1_000,
  /** Faults and doubts that are said of one description; what is more is counted by nobody. */
  faultsMax: 50,
  /** Points that one thing brings in. */
  pointsMax: 500,
  formsMax: 50,
  nameCharsMax: 120,
  textCharsMax: 200,
  /** One body that comes in over HTTP, one message over MQTT, one event of a stream. */
  bodyBytesMax: 262_144,
  redirectsMax: 3,
  timeoutMs: 10_000,
  longPollMs: 120_000,
  pollMsMin: 1_000,
  pollMsDefault: 30_000,
  retryMsMax: 300_000,
  /** Models that one description rests on, one above the other, and all in all. */
  modelsDeepMax: 5,
  modelsMax: 20,
  /** Requests that stand open towards one thing. */
  openMax: 4,
  /** Streams and long polls that stand open towards one thing; what is more is asked again and again, where it can be. */
  followedMax: 32,
  /** Listeners that the server keeps open, all in all and of one token. */
  streamsMax: 64,
  streamsOfOneMax: 8,
  /** Events that wait for a slow listener; then the oldest go. */
  waitingMax: 100,
  /** A wish that comes in with a request. */
  wishBytesMax: 16_384
} as const
