/**
 * What can go wrong on a memory wire, by argument. Everything left out means: does not happen.
 *
 * The first group keeps the promise of a wire (whole messages, in order, until it ends), as TCP does. The second breaks
 * that promise on purpose: what a lying or broken peer could do to the bytes. Chances are between 0 and 1 and drawn for
 * each message; a chance that is left out draws nothing, so adding a fault to one wire does not change another.
 */
export interface Faults {
  /** Milliseconds each message takes, at least. */
  readonly delayMs?: number
  /** Up to this many milliseconds more, drawn for each message; order is kept. */
  readonly jitterMs?: number
  /** Bytes a second in each direction. */
  readonly bytesPerS?: number
  /** The wire breaks instead of carrying this message. */
  readonly breakChance?: number
  /** A dial is refused. */
  readonly refuseChance?: number

  readonly dropChance?: number
  readonly duplicateChance?: number
  /** The message is held back for a while and later ones pass it. */
  readonly reorderChance?: number
  /** One bit of the message is turned. */
  readonly corruptChance?: number
}

/** What can happen to a message or a dial, by name: told to whoever counts. */
export type FaultName = 'break' | 'drop' | 'corrupt' | 'reorder' | 'duplicate' | 'delay' | 'narrow' | 'refuse' | 'cut' | 'stall'

/** Faults of a direction, asked for each message; `from` and `to` are addresses. */
export type FaultsBetween = (from: string, to: string) => Faults

/** A message as it will come out at the other side. */
export interface Passage {
  readonly message: Uint8Array
  /** When it comes out. */
  readonly dueMs: number
  /** It does not push back those behind it. */
  readonly overtaken: boolean
}

/** How long a message that is held back waits beyond its delay, at most. */
const heldBackMsMax = 500

/** Draws what becomes of one message: none, one or two passages, or `undefined` when the wire breaks. */
export function drawPassages(
  message: Uint8Array,
  readyMs: number,
  faults: Faults,
  chance: () => number,
  fired: (fault: FaultName) => void
): Passage[] | undefined {
  const happens = (odds: number | undefined, fault: FaultName): boolean => {
    const hit = odds !== undefined && odds > 0 && chance() < odds
    if (hit) fired(fault)
    return hit
  }
  if (happens(faults.breakChance, 'break')) return undefined
  if (happens(faults.dropChance, 'drop')) return []
  const late = (faults.delayMs ?? 0) + (faults.jitterMs === undefined ? 0 : Math.floor(chance() * faults.jitterMs))
  if (late > 0) fired('delay')
  const carried = happens(faults.corruptChance, 'corrupt') ? turnOneBit(message, chance) : message
  const overtaken = happens(faults.reorderChance, 'reorder')
  const dueMs = readyMs + late + (overtaken ? 1 + Math.floor(chance() * heldBackMsMax) : 0)
  const passages: Passage[] = [{ message: carried, dueMs, overtaken }]
  if (happens(faults.duplicateChance, 'duplicate')) {
    passages.push({ message: carried.slice(), dueMs: dueMs + Math.floor(chance() * heldBackMsMax), overtaken: true })
  }
  return passages
}

function turnOneBit(message: Uint8Array, chance: () => number): Uint8Array {
  if (message.length === 0) return message
  const turned = message.slice()
  const bit = Math.floor(chance() * turned.length * 8)
  turned[bit >> 3]! ^= 1 << (bit & 7)
  return turned
}
