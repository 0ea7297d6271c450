/**
 * Ships of libsodium what this project asks for: its WebAssembly as the file it is (in its script it lies as text in base 64),
 * and in it, in its loader and in its wrappers nothing that is never called. The code that is left is byte for byte the same, so
 * every peer still has the one C code base; for whoever comes for the first time it is a third of what has to be loaded.
 *
 * Refuses to build when the scripts no longer look as they did: then this file has to be looked at again.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { askedIn, slimLoader, slimWrappers } from './sodium/asked.ts'
import { slimWasm } from './sodium/wasm.ts'

const wrappers = /libsodium-wrappers\.mjs$/
const loader = /libsodium-sumo\.mjs$/
/** `(A=>{ … decodes … return E})("AGFzbQ…")` */
const embedded = /\(\w=>\{for\(var .{1,400}?return \w\}\)\("(AGFzbQ[A-Za-z0-9+/=]{100000,})"\)/
const askers = new URL('../../../packages/protocol/src/sodium/', import.meta.url)

export const sodiumApart = (): Plugin => {
  let inside: ReadonlySet<string> | undefined
  return {
    name: 'sodium-apart',
    apply: 'build',
    transform(code, id) {
      if (wrappers.test(id)) {
        const slim = slimWrappers(code, askedIn(askerTexts()))
        inside = slim.inside
        return { code: slim.code, map: null }
      }
      if (!loader.test(id)) return undefined
      const found = embedded.exec(code)
      if (!found?.[1]) return this.error('libsodium no longer carries its WebAssembly where it did')
      if (!inside) return this.error('nobody asked for libsodium by its wrappers')
      const slim = slimLoader(code.slice(0, found.index), inside)
      const file = this.emitFile({ type: 'asset', name: 'libsodium.wasm', source: slimWasm(Buffer.from(found[1], 'base64'), slim.exports) })
      const load = `const wasmOfSodium = new Uint8Array(await (await fetch(import.meta.ROLLUP_FILE_URL_${file})).arrayBuffer());\n`
      return { code: load + slim.code + 'wasmOfSodium' + code.slice(found.index + found[0].length), map: null }
    }
  }
}

const askerTexts = (): readonly string[] =>
  readdirSync(askers).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => readFileSync(new URL(name, askers), 'utf8'))
