/** Pictures and files: cut here, fetched from others when they are wanted (V5). */
import { chunkIds, concat, cutFile, no, ok, type StatementId, toText } from '@commune/protocol'
import type { ActName, Acts, Outcome } from '../api/api.ts'
import { peerMessage } from '../words/index.ts'
import { sayWishes, usable } from './acts.ts'
import { fileOf, fileRow } from './fileOf.ts'
import type { Inside } from './inside.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

export const filesOf = (inside: Inside): Doing => ({
  async addFile({ world, bytes, name, media, idea }) {
    const held = usable(inside, world)
    if (!held.ok) return held
    const cut = cutFile(bytes, inside.ports.random)
    if (!cut.ok) return no(peerMessage('peer.file-large'))
    const { file, key, sizeBytes, chunks } = cut.value
    const kept = await held.value.hosted.shelf.put(chunks)
    if (kept.length < chunks.length) return no(peerMessage('peer.file-no-room'))
    const run = concat(...chunks.map((chunk) => chunk.id))
    const wish = { wish: 'file', file: toText(file), name, media, sizeBytes, key, chunks: run, ...(idea !== undefined && { idea }) } as const
    const said = await sayWishes(inside, held.value, [wish])
    return said.ok ? ok({ id: said.value[0] as StatementId }) : said
  },

  async fetchFile({ world, id }) {
    const held = inside.find(world)
    if (!held) return no(peerMessage('peer.world-unknown'))
    const row = fileRow(held, id)
    const ids = row && chunkIds(row.chunks)
    if (!row || !ids) return no(peerMessage('peer.nothing-found'))
    if (!held.hosted.shelf.hasRoomFor(row.sizeBytes)) return no(peerMessage('peer.file-no-room'))
    const missing = await inside.sync.bring(world, ids)
    const view = missing.length === 0 ? await fileOf(inside, held, id) : null
    return view?.bytes ? ok(view) : no(peerMessage('peer.file-away'))
  }
})
