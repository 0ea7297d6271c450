/** What one transaction writes of a month: chunks that came and went, readings in no chunk, and what follows from both. */
import { encodeTail, type TailPiece } from './journal.ts'
import type { Opened } from './opened.ts'
import type { Run } from './run.ts'
import { checkOf, partId } from './schema.ts'

export interface WriteOptions {
  readonly monthStartMs: number
  /** Runs whose readings up to a row of the tail are in chunks now. */
  readonly sealedUpto: ReadonlyMap<Run, number>
  /** Leaves what is in no chunk for later. */
  readonly chunksOnly: boolean
  /** All that the rows of the tail hold is in chunks: they are taken away. */
  readonly empties: boolean
}

/** What is so once the transaction is through. */
export interface Written {
  readonly names: readonly (readonly [name: string, id: number])[]
  readonly lastPlace: number
  /** Series whose chunks are others now. */
  readonly changed: ReadonlySet<number>
  readonly tailBytes: number | undefined
  readonly empties: boolean
}

/** Runs within a transaction, and changes nothing but the file. */
export function writeRuns(opened: Opened, runs: readonly Run[], { monthStartMs, sealedUpto, chunksOnly, empties }: WriteOptions): Written {
  const { say, ids } = opened
  const names: [string, number][] = []
  const changed = new Set<number>()
  const pieces: TailPiece[] = []
  let [lastPlace, lastId] = [opened.lastPlace, opened.lastId]
  if (empties) {
    say.dropTails.run()
    say.dropSealed.run()
  }
  for (const run of runs) {
    const changes = run.made.size > 0 || run.gone.size > 0
    if (chunksOnly && !changes) continue
    let id = ids.get(run.name)
    if (id === undefined) {
      id = ++lastId
      names.push([run.name, id])
      say.putName.run(id, run.name)
    }
    if (changes) changed.add(id)
    if (changes && opened.withHours.has(id)) say.dropHours.run(id)
    for (const firstMs of run.gone) {
      say.dropChunk.run(partId(id, firstMs - monthStartMs))
      say.dropPart.run(partId(id, firstMs - monthStartMs))
    }
    for (const { sums, bytes } of run.made.values()) {
      const part = partId(id, sums.firstMs - monthStartMs)
      say.putChunk.run(++lastPlace, part, checkOf(part, bytes), bytes)
      say.putPart.run(part, lastPlace, sums.lastMs - monthStartMs, sums.count, sums.mean, sums.min, sums.max, sums.first, sums.last)
    }
    const upto = sealedUpto.get(run)
    if (upto !== undefined && !empties) say.putSealed.run(id, upto)
    if (!chunksOnly && run.journaled < run.tail.length) pieces.push({ series: id, tail: run.tail, from: run.journaled })
  }
  for (const [id, bytes] of opened.hours) if (!changed.has(id)) say.putHours.run(id, checkOf(id, bytes), bytes)
  const tail = pieces.length === 0 ? undefined : encodeTail(pieces, monthStartMs)
  if (tail !== undefined) say.putTail.run(opened.lastTail + 1, checkOf(opened.lastTail + 1, tail), tail)
  return { names, lastPlace, changed, tailBytes: tail?.length, empties }
}

/** The transaction is through: what is known of the file says so. */
export function takeForWritten(opened: Opened, { names, lastPlace, changed, tailBytes, empties }: Written): void {
  opened.lastPlace = lastPlace
  for (const [name, id] of names) {
    opened.ids.set(name, id)
    opened.lastId = id
  }
  for (const id of changed) {
    opened.hours.delete(id)
    opened.withHours.delete(id)
  }
  for (const id of opened.hours.keys()) opened.withHours.add(id)
  opened.hours.clear()
  if (empties) opened.journalBytes = 0
  if (tailBytes === undefined) return
  opened.lastTail++
  opened.journalBytes += tailBytes
}
