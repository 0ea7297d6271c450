/** A file of a world as it is shown. */
import type { FileRow } from '@commune/commune'
import { chunkIds, fromText, joinFile, type StatementId, toText } from '@commune/protocol'
import type { FileView } from '../api/api.ts'
import { deviceOf } from '../me/me.ts'
import { standingIn } from '../sync/standingIn.ts'
import type { Held, Inside } from './inside.ts'

/** The statement that names a file. */
export const fileRow = (held: Held, id: StatementId): FileRow | undefined => held.views().ideas.files().find((row) => row.id === id)

export const fileOf = async (inside: Inside, held: Held, id: StatementId): Promise<FileView | null> => {
  const row = fileRow(held, id)
  const chunks = row && chunkIds(row.chunks)
  if (!row || !chunks) return null
  const { shelf } = held.hosted
  const kept = new Map<string, Uint8Array>()
  for (const chunk of chunks) {
    const bytes = await shelf.get(chunk)
    if (!bytes) break
    kept.set(toText(chunk), bytes)
  }
  const file = fromText(row.file)
  const whole = file && kept.size > 0 ? joinFile({ file, key: row.key, sizeBytes: row.sizeBytes, chunks }, (chunk) => kept.get(toText(chunk))) : undefined
  const { name, media, sizeBytes } = row
  return { id, name, media, sizeBytes, keptByOthers: shelf.keepersOf(chunks, standingIn(held.hosted, deviceOf(inside.me()))), ...(whole?.ok && { bytes: whole.value }) }
}
