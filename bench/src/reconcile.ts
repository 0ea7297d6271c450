/**
 * Two peers with a million entries and ten differences each way find out what either lacks: bytes, rounds, and computing time on
 * either side, from trees that were just opened. The same sets through nostr-tools nip77 in the same run.
 *
 * Times of comparing are processor time of the thread that does it, so that what else runs on the machine does not count;
 * it reads its pages from SQLite. `msA` and `msB` are those of the first comparison after opening.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sodiumReady } from '@commune/protocol'
import type { Report } from './reconcile/compare.ts'
import { nostrTools } from './reconcile/nostrTools.ts'
import { itemsOf, load, scattered } from './reconcile/sets.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'

export const about = 'Comparing two sets of a million entries with ten differences each way.'
export const options: Readonly<Record<string, string>> = {
  n: 'entries in common (1,000,000)',
  differences: 'entries that either side has alone (10)',
  runs: 'comparisons with warm caches, after the first (5)'
}

export async function run({ number, note }: BenchOptions): Promise<Figures> {
  await sodiumReady
  const count = number('n', 1_000_000)
  const differences = number('differences', 10)
  const folder = mkdtempSync(join(tmpdir(), 'commune-bench-'))
  try {
    const common = itemsOf(count)
    const [own, other] = [[...common, ...scattered(differences, count)], [...common, ...scattered(differences, count)]]
    note(`${count} entries, ${differences} differences each way`)
    const [folderA, folderB] = [join(folder, 'a'), join(folder, 'b')]
    const loadMs = Math.max(await load(folderA, own), await load(folderB, other))
    // In a thread of its own: a heap with millions of items beside it is not what a peer has.
    const worker = new Worker(new URL('reconcile/compare.ts', import.meta.url), {
      workerData: { folderA, folderB, differences, runs: number('runs', 5) }
    })
    const [report] = (await once(worker, 'message')) as [Report]
    await worker.terminate()
    note('nostr-tools')
    const theirs = nostrTools(own, other, 2 * differences)
    return {
      bytes: report.bytes,
      rounds: report.rounds,
      msA: report.msA,
      msB: report.msB,
      overNostrTools: theirs.ms / (report.msA + report.msB),
      warmMsA: report.warmMsA,
      warmMsB: report.warmMsB,
      openMs: report.openMs,
      loadMs,
      wallMs: report.wallMs,
      pagesRead: report.pagesRead,
      nostrToolsMs: theirs.ms,
      nostrToolsLoadMs: theirs.loadMs,
      nostrToolsBytes: theirs.bytes,
      nostrToolsRounds: theirs.rounds
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
