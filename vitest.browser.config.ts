import { configDefaults, defineConfig } from 'vitest/config'

/** Those with a broker of the house's own, where `npm test` said aloud that there is no mosquitto. */
const left = process.env['COMMUNE_MOSQUITTO'] === 'without' ? ['**/*.mosquitto.test.ts'] : []

/** Browser tests: `npm test -- --only browser` finds or installs a Chromium and names it in COMMUNE_CHROMIUM. */
export default defineConfig({
  test: {
    name: 'browser',
    environment: 'node',
    include: ['apps/web/e2e/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...left],
    globalSetup: ['apps/web/e2e/buildStage.ts'],
    // Half of the time a page waits for a daemon, or a test for a page: two at once use what each leaves of the machine.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
