/**
 * Builds the web app to `dist`. Everything is served from our own host: no address of another host may stand in the output.
 *
 * `--mode stage` builds the same app over a commune in memory, for previews and browser tests, into a folder of its own.
 */
import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig, type UserConfig } from 'vite'
import { contentPolicyTag } from './vite/contentPolicy.ts'
import { earlyForWorker } from './vite/early.ts'
import { packed } from './vite/packed.ts'
import { sodiumApart } from './vite/sodiumApart.ts'
import { serviceWorker } from './vite/serviceWorker.ts'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Many files of a kilobyte each cost more in heads than in contents: what is needed at once is one file, the drawings one, the rooms one. */
const inFewFiles = [
  { name: 'first', tags: ['$initial' as const], test: /solid-js|suncalc|apps\/web\/src|packages\/(commune|peer)\/src\/words|packages\/commune\/src\/(quantity|flows\/records)|packages\/protocol\/src|vite\/preload|rolldown\/runtime/ },
  { name: 'picture', test: /solid-js\/store|apps\/web\/src\/(drawing\/(?!agreements|senses|gate|map\/Drawn)|parts\/scenery)/ },
  { name: 'rules', test: /packages\/commune\/src\/(agreements\/(language|rule|points|shape)|senses\/units|words\/en\/rules)|ohm-js/ },
  { name: 'chart', test: /uplot|rooms\/senses\/chart\.ts/ },
  { name: 'things', test: /apps\/web\/src\/(rooms\/(senses|agreements)\/|drawing\/(agreements|senses)|telling\/(sensed|rule|why|points)|words-later\/(things|en\/(senses|agreements)))|packages\/commune\/src\/senses\/(leaving|spoken|counters)|packages\/commune\/src\/words\/(english-later|en\/(agreements|discovery|import|mqtt|senses|leaving|senseImport|wot))/ },
  { name: 'saying', test: /rooms\/say\/|packages\/commune\/src\/(say|quantity)/ },
  { name: 'rooms', test: /apps\/web\/src\/((rooms|parts|telling|app|words-later)\/(?!.*markdown)|drawing\/(gate\/|map\/Drawn))|packages\/peer\/src\/words|packages\/(commune|protocol)\/src|node_modules\/valibot/ }
]

export default defineConfig(({ mode }): UserConfig => {
  const stage = mode === 'stage'
  // Rooms have no effects of their own when they are loaded: what a page or a worker does not use stays out of it.
  const treeshake = { moduleSideEffects: (id: string) => !/\/packages\/(commune|peer|protocol)\/src\//.test(id), manualPureFunctions: ['v'] }
  const alias = stage ? [{ find: /^\.\/compose\.ts$/, replacement: file('src/stage/compose.ts') }] : []
  return {
    root: file('.'),
    base: './',
    plugins: [solid(), contentPolicyTag(), earlyForWorker(), serviceWorker(file('src/sw/sw.ts')), packed()],
    resolve: { alias },
    worker: { format: 'es', plugins: () => [sodiumApart()], rollupOptions: { treeshake } },
    build: {
      target: 'es2023',
      outDir: stage ? 'e2e/dist' : 'dist',
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { treeshake, output: { codeSplitting: { groups: inFewFiles, includeDependenciesRecursively: false } } }
    },
    server: { host: '127.0.0.1', allowedHosts: true }
  }
})
