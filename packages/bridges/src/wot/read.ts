/** Text of a Thing Description to one that holds, or to everything that is wrong with it. */
import { no, ok, type Result } from '@commune/protocol'
import { checkThing } from './check.ts'
import { type Fault, faultOf } from './fault.ts'
import { type JsonObject, readJson } from './json.ts'

/** A description that passed every check. Nothing else may be opened. */
export interface Description {
  readonly root: JsonObject
  /** Where it was found: what relative addresses without a `base` within are relative to. */
  readonly base?: string
  /** What is allowed and yet doubtful. */
  readonly doubts: readonly Fault[]
}

export interface ReadOptions {
  /** The address it was fetched from, or the one the person gave; absolute. */
  readonly base?: string
  /** What the person calls the file. */
  readonly name?: string
}

/**
 * Reads a Thing Description 1.1. Never throws, whatever the text.
 *
 * Refused besides what the standard refuses: one whose addresses are all relative with nothing that they are relative to (nothing of
 * it could be reached); over the bounds of `wotLimits`.
 */
export const readThing = (text: string, options: ReadOptions = {}): Result<Description, readonly Fault[]> => {
  const read = readJson(text, options.name ?? 'thing.td.json')
  if (!read.ok) return no(read.faults)
  const { faults, doubts } = checkThing(read.value, options.base)
  if (faults.length > 0) return no(faults)
  if (relativeOnly(read.value, doubts)) return no([faultOf('td-vocab-base--Thing', '', 'wot.relative-only')])
  return ok({ root: read.value, doubts, ...(options.base !== undefined && { base: options.base }) })
}

/** No form says where to go by itself. */
const relativeOnly = (root: JsonObject, doubts: readonly Fault[]): boolean =>
  doubts.some(({ message }) => message.key === 'wot.relative') &&
  !/"href":"[A-Za-z][A-Za-z\d+.-]*:/.test(JSON.stringify({ ...root, links: [] }))
