import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

/** The Markdown reader asks the document what a named character is; tests have none, so the table is asked instead. */
const alias = { 'decode-named-character-reference': new URL('../../node_modules/decode-named-character-reference/index.js', import.meta.url).pathname }

export default defineConfig({
  plugins: [solid()],
  resolve: { alias },
  test: {
    name: 'web',
    environment: 'node',
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'vite/**/*.test.ts'],
    setupFiles: ['../../scripts/check/seeding.ts'],
    testTimeout: 30_000,
    server: { deps: { inline: [/mdast-util|micromark/] } }
  }
})
