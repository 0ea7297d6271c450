import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', environment: 'node', include: ['packages/**/*.test.ts', 'apps/commune/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 30_000 } },
      'apps/web/vitest.config.ts'
    ]
  }
})
