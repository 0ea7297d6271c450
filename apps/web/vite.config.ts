/** Builds the web app to `dist`. Everything is served from our own host: no address of another host may stand in the output. */
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [solid()],
  build: { target: 'es2023', outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', allowedHosts: true }
})
