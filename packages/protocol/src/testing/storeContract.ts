/** The contract of the `Store` port as vitest tests: an adapter's own test file is one call. */
import { describe, test } from 'vitest'
import { storeCases, type StoreUnderTest } from './storeCases.ts'

/**
 * Registers every case for the adapter `name`. `open` gives a fresh, empty store each time; `able` says what the harness
 * can do to the bytes beneath (`damage`, `reopenTight`), both unless told.
 */
export function storeContract(
  name: string, open: () => Promise<StoreUnderTest>, able: { damage: boolean, tight: boolean } = { damage: true, tight: true }
): void {
  describe(`the store contract on ${name}`, () => {
    for (const { title, run } of storeCases(able)) test(title, () => run(open))
  })
}
