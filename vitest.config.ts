import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** Long enough for a slow machine that does other things; a test that takes seconds is a fault of the test. */
const testTimeout = 30_000

/** `npm test` says so aloud when there is no mosquitto here; asked for directly, its tests fail with what to do. */
const left = process.env.COMMUNE_MOSQUITTO === 'without' ? ['**/*.mosquitto.test.ts'] : []

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
          exclude: [...configDefaults.exclude, ...left],
          setupFiles: ['scripts/check/seeding.ts'],
          testTimeout
        }
      },
      'apps/web/vitest.config.ts'
    ]
  }
})
