/** Comparing without a test runner, for contract cases that also run on a browser page. */
import { StoreError, type StoreFault } from '../ports/ports.ts'

/** The bytes of a text, as a value to store. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Throws when the two are not the same in value; bytes are compared as bytes, and must be a plain `Uint8Array`. */
export function same(actual: unknown, expected: unknown): void {
  if (!equal(actual, expected)) throw new Error(`expected ${shown(expected)}, found ${shown(actual)}`)
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.constructor === b.constructor && a.length === b.length && a.every((byte, index) => byte === b[index])
  }
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]))
}

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_, part) =>
    part instanceof Uint8Array ? `${part.constructor.name}(${part.length}) ${part.subarray(0, 16).toString()}` : part)
  return text === undefined ? 'undefined' : text.length > 600 ? `${text.slice(0, 600)}…` : text
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('expected a refusal')
}

/** Throws when the promise does not reject with this class of error and a message that has this in it. */
export async function refuses(promise: Promise<unknown>, kind: typeof RangeError, part: string): Promise<void> {
  const error = await failureOf(promise)
  if (!(error instanceof kind)) throw new Error(`expected a ${kind.name}, found ${String(error)}`)
  if (!error.message.includes(part)) throw new Error(`expected a message with "${part}", found "${error.message}"`)
}

/** Throws when the promise does not reject with a `StoreError` of this fault and key. */
export async function fails(promise: Promise<unknown>, fault: StoreFault, key?: string): Promise<void> {
  const error = await failureOf(promise)
  if (!(error instanceof StoreError)) throw new Error(`expected a StoreError ${fault}, found ${String(error)}`)
  same([error.fault, error.key], [fault, key])
}
