/** The contract of the `SeriesStore` port as vitest tests: an adapter's own test file is one call. */
import { describe, test } from 'vitest'
import { seriesCases, type SeriesUnderTest } from './seriesCases.ts'

/** Registers every case for the adapter `name`. `open` gives a fresh, empty store each time. */
export function seriesContract(name: string, open: () => Promise<SeriesUnderTest>): void {
  describe(`the contract of readings on ${name}`, () => {
    for (const { title, run } of seriesCases) test(title, () => run(open))
  })
}
