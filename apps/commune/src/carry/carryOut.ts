/**
 * Carrying a world out as plain files, a few megabytes at a time: what its rooms write, then the pictures and files beside its
 * pages, fetched from others where they are not here.
 */
import { exportWorld, type FileRow, type PlainFile } from '@commune/commune'
import type { Outcome, Peer } from '@commune/peer'
import { type IdText, no, ok, utf8 } from '@commune/protocol'
import { type Attachment, attachmentsName } from './beside.ts'

export interface Carried {
  readonly files: readonly PlainFile[]
  /** What to ask with next; null when this was all. */
  readonly next: number | null
  /** Files that nobody within reach has. */
  readonly missing: number
}

const bytesAtOnce = 4_000_000

interface UnderWay {
  readonly world: IdText
  readonly files: AsyncIterator<PlainFile>
  at: number
  missing: number
}

/** Asks begin with `after` 0 and go on with what the last answer named; one at a time goes on. */
export const carryOut = (peer: Peer): ((params: { world: IdText; after: number }) => Promise<Outcome<Carried>>) => {
  let under: UnderWay | undefined
  return async ({ world, after }) => {
    if (!peer.inside.find(world)) return no({ key: 'peer.world-unknown' })
    if (after === 0) {
      const begun: UnderWay = { world, at: 0, missing: 0, files: allFiles(peer, world, () => begun.missing++) }
      under = begun
    }
    if (!under || under.world !== world || under.at !== after) return no({ key: 'export.again' })
    const files: PlainFile[] = []
    for (let bytes = 0; bytes < bytesAtOnce;) {
      const next = await under.files.next()
      if (next.done) {
        const { missing } = under
        under = undefined
        return ok({ files, next: null, missing })
      }
      files.push(next.value)
      bytes += next.value.bytes.length
      under.at++
    }
    return ok({ files, next: under.at, missing: under.missing })
  }
}

async function* allFiles(peer: Peer, world: IdText, onMissing: () => void): AsyncGenerator<PlainFile> {
  const held = peer.inside.find(world)
  const members = await peer.ask('wares', { world })
  if (!held || !members.ok) return
  yield* exportWorld(held.views(), members.value, Date.now())
  const { ideas } = held.views()
  const taken = new Set<string>()
  const attachments: Attachment[] = []
  for (const row of ideas.files()) {
    const page = row.idea === undefined ? undefined : ideas.row(row.idea)
    if (!page) continue
    const bytes = await bytesOf(peer, world, row)
    if (!bytes) {
      onMissing()
      continue
    }
    const path = freePath(taken, row.name)
    attachments.push({ path, name: row.name, media: row.media, page: page.from ?? page.id })
    yield { path, bytes }
  }
  yield { path: attachmentsName, bytes: utf8(`${JSON.stringify(attachments, null, 2)}\n`) }
}

async function bytesOf(peer: Peer, world: IdText, { id }: FileRow): Promise<Uint8Array | undefined> {
  const here = await peer.ask('file', { world, id })
  if (here.ok && here.value?.bytes) return here.value.bytes
  const fetched = await peer.act('fetchFile', { world, id })
  return fetched.ok ? fetched.value.bytes : undefined
}

/** `files/pond.jpg`; the name is somebody else's, so that only letters, digits and one ending are taken from it. */
function freePath(taken: Set<string>, name: string): string {
  const [, stem = 'file', ending = ''] = /^(.*?)(\.\w{1,8})?$/s.exec(name) ?? []
  const plain =
    stem
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'file'
  let path = `files/${plain}${ending.toLowerCase()}`
  for (let nth = 2; taken.has(path); nth++) path = `files/${plain}-${nth}${ending.toLowerCase()}`
  taken.add(path)
  return path
}
