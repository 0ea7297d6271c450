/**
 * Carries what lies in the write-ahead log over into the file while nobody writes.
 *
 * Why: SQLite does so by itself when the log is long, in the middle of whichever commit comes then, and that one waits for some
 * fifty milliseconds. After much has come in there is nearly always a pause; whoever says something after it finds a short log.
 * Little is left where it is: each carrying over flushes the disk twice.
 */
const pauseMs = 250
const carriedBytesMin = 1_048_576
/** Pages that a commit writes beside its values, roughly. */
const commitBytes = 8_192

export interface Pause {
  /** A commit of so many bytes was written. */
  wrote(bytes: number): void
  end(): void
}

/** `carry` is called in a pause; what it throws is for `failed` to note: all of it is durable where it lies. */
export function pauseOf(carry: () => void, failed: (fault: unknown) => void): Pause {
  let bytesWritten = 0
  let timer: NodeJS.Timeout | undefined
  const rest = (): void => {
    timer = undefined
    if (bytesWritten < carriedBytesMin) return
    bytesWritten = 0
    try {
      carry()
    } catch (fault) {
      failed(fault)
    }
  }
  return {
    wrote(bytes) {
      bytesWritten += bytes + commitBytes
      if (bytesWritten < carriedBytesMin) return
      timer = timer?.refresh() ?? setTimeout(rest, pauseMs).unref()
    },
    end: () => clearTimeout(timer)
  }
}
