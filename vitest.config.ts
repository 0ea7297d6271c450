import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Long enough for a slow machine that does other things; a test that takes seconds is a fault of the test. */
const testTimeout = 30_000

export default defineConfig({
  test: {
    // One process a core, each for many files: most of what they load is the same. No test may lean on what another left behind.
    isolate: false,
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['packages', 'apps/commune', 'bench/src', 'scripts'].map((folder) => `${folder}/**/*.test.ts`),
          setupFiles: ['scripts/check/seeding.ts'],
          testTimeout
        }
      },
      'apps/web/vitest.config.ts'
    ]
  }
})
