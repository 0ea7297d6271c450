/** Turns what IndexedDB throws into the faults of the port. Names: https://w3c.github.io/IndexedDB/#exceptions */
import { StoreError, type StoreFault } from '@commune/protocol'

const faults: Readonly<Record<string, readonly [StoreFault, string]>> = {
  QuotaExceededError: ['full', 'the browser gives this page no more room'],
  ReadOnlyError: ['read-only', 'the browser lets this page only read'],
  SecurityError: ['read-only', 'the browser lets this page keep nothing, perhaps because the window is a private one'],
  NotAllowedError: ['read-only', 'the browser lets this page keep nothing, perhaps because the window is a private one'],
  VersionError: ['newer-format', 'a newer version of this program wrote what this browser keeps; load that version'],
  InvalidStateError: ['closed', 'the browser closed the store']
}

/** The fault behind an error, or its absence, that IndexedDB gave. What it has no name for is the disk's doing. */
export function storeErrorOf(error: unknown, key?: string): StoreError {
  if (error instanceof StoreError) return error
  const { name = 'no reason', message = '' } = (error ?? {}) as { name?: string, message?: string }
  const [fault, words] = faults[name] ?? ['damaged', 'the browser could not read or write what it keeps']
  return new StoreError(fault, `${words} (${message === '' ? name : `${name}: ${message}`})`, key)
}

/** What opening answers when the browser has no storage for this page at all. */
export function openErrorOf(error: unknown): StoreError {
  const fault = storeErrorOf(error)
  return fault.fault === 'closed' ? storeErrorOf({ name: 'SecurityError', message: fault.message }) : fault
}
