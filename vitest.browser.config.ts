import { defineConfig } from 'vitest/config'

/** Browser tests: `npm test -- --only browser` finds or installs a Chromium and names it in COMMUNE_CHROMIUM. */
export default defineConfig({
  test: {
    name: 'browser',
    environment: 'node',
    include: ['apps/web/e2e/**/*.test.ts'],
    globalSetup: ['apps/web/e2e/buildStage.ts'],
    // One browser at a time: they share the machine's two cores with the daemons they talk to.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
