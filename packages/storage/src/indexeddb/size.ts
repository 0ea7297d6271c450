/**
 * How much a browser keeps for us.
 *
 * Where the browser says it (`navigator.storage`, secure contexts only), its word counts: it knows what the disk knows.
 * On plain http every value is read once and summed; after that what was written since is added, until it is a tenth of
 * the sum and the walk is due again.
 */

/** Bytes of everything kept, read in steps. */
export type Walk = () => Promise<number>

export function storedBytes(walk: Walk, bytesWritten: () => number): () => Promise<number> {
  let walked: { readonly bytes: number, readonly writtenThen: number } | undefined
  return async () => {
    const told = await browserEstimate()
    if (told !== undefined) return told
    if (walked === undefined || bytesWritten() - walked.writtenThen > walked.bytes / 10) {
      const writtenThen = bytesWritten()
      walked = { bytes: await walk(), writtenThen }
    }
    return walked.bytes + bytesWritten() - walked.writtenThen
  }
}

async function browserEstimate(): Promise<number | undefined> {
  const storage = globalThis.navigator?.storage as StorageManager | undefined
  if (storage?.estimate === undefined) return undefined
  const estimate: StorageEstimate & { usageDetails?: { indexedDB?: number } } = await storage.estimate()
  return estimate.usageDetails?.indexedDB ?? estimate.usage
}
