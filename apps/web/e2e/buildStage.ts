/** Builds the app over a commune in memory, once for all browser tests of a run. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const app = fileURLToPath(new URL('..', import.meta.url))

export default async function buildStage(): Promise<void> {
  // Built as it is shipped, not as the test runner would have it.
  process.env['NODE_ENV'] = 'production'
  await build({ root: app, configFile: `${app}vite.config.ts`, mode: 'stage', logLevel: 'error' })
}
