/**
 * How much a browser keeps for us.
 *
 * Where the browser says it (`navigator.storage`, secure contexts only), its word counts, although it lags behind and
 * speaks of all that the page keeps. On plain http every value is read once and summed. To either is added what was written
 * since, until that is a tenth of the sum and it is time to ask again.
 */

/** Bytes of everything kept, read in steps. */
export type Walk = () => Promise<number>

/** What was written since counts up to here without asking again, however little is kept. */
const askAfterBytes = 1_048_576

export function storedBytes(walk: Walk, bytesWritten: () => number): () => Promise<number> {
  let known: { readonly bytes: number, readonly writtenThen: number } | undefined
  return async () => {
    if (known === undefined || bytesWritten() - known.writtenThen > Math.max(askAfterBytes, known.bytes / 10)) {
      const writtenThen = bytesWritten()
      known = { bytes: await browserEstimate() ?? await walk(), writtenThen }
    }
    return known.bytes + bytesWritten() - known.writtenThen
  }
}

async function browserEstimate(): Promise<number | undefined> {
  const storage = globalThis.navigator?.storage as StorageManager | undefined
  if (storage?.estimate === undefined) return undefined
  const estimate: StorageEstimate & { usageDetails?: { indexedDB?: number } } = await storage.estimate()
  return estimate.usageDetails?.indexedDB ?? estimate.usage
}
