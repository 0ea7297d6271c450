/** Bounds of discovery (E7): over one of them an announcement is refused with a reason, counted, and named once. */
export const discoveryLimits = {
  /** One announcement, and one message of state. */
  announcementBytesMax: 262_144,
  messageBytesMax: 65_536,
  /** Tables and lists within one another. */
  depthMax: 16,
  /** Keys and members of one announcement. */
  membersMax: 10_000,
  /** Topics are kept whole, so they are bounded: characters of one, and of all that listen to something. */
  topicCharsMax: 300,
  topicsMax: 20_000,
  /** Filters with wildcards are tried one by one. */
  filtersMax: 200,
  thingsOfSourceMax: 500,
  thingsMax: 2_000,
  /** Entities of one thing, and of one announcement in the device form. */
  entitiesOfThingMax: 150,
  entitiesMax: 10_000,
  /** Points of one kind in one thing. */
  pointsMax: 200,
  availabilityMax: 16,
  /** Of a word on whether something is there so much is remembered, for those that are announced after it. */
  reachCharsMax: 256,
  /** Words that a point shows; of longer lists it shows none, and takes them as text. */
  wordsMax: 100,
  optionsMax: 500,
  /** All points of a thing as JSON. */
  pointsCharsMax: 48_000,
  eventTypesMax: 60,
  /** Distinct refusals that are remembered; further ones are counted together. */
  refusalsMax: 500,
  idCharsMax: 100,
  keyCharsMax: 120,
  nameCharsMax: 80,
  textCharsMax: 255,
  /** All announcements that are kept, in bytes as they came. */
  keptBytesMax: 16_777_216
} as const
