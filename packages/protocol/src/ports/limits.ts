/** E7: a bound on everything that comes from outside. Over the limit means refused, with a reason. */
export const limits = {
  /** Whole envelope, bytes. */
  envelopeBytesMax: 65_536,
  /** One message on a wire, bytes. */
  messageBytesMax: 1_048_576,
  /** Statements in an entry. */
  statementsMax: 1_024,
  /** Parents of an entry, without `prev`. */
  parentsMax: 64,
  /** Nesting of a statement's values. */
  depthMax: 16,
  /** Characters of one text value. */
  textCharsMax: 60_000,
  /** First value that is not a lamport any more. */
  lamportEnd: 281_474_976_710_656,
  /** Bytes that wait (no parent yet, no signature yet, or not opening at all), charged to the device they came from. */
  waitingBytesMax: 8_388_608,
  /** Key of a store, characters. */
  storeKeyCharsMax: 200,
  /** Value of a store, bytes. */
  storeValueBytesMax: 1_048_576
} as const
