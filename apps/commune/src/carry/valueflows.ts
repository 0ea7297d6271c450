/**
 * Documents of ValueFlows among the files that are brought in or written. What reads them is loaded when the first one is there:
 * most imports have none.
 */
import type { importValueflows, isValueflows, previewValueflows, VfPreview } from '@commune/commune/valueflows'
import { decodeText } from '@commune/commune'
import type { Outcome, Peer } from '@commune/peer'
import { type IdText, no, ok } from '@commune/protocol'

/** What of it reads. */
export interface Valueflows {
  readonly importValueflows: typeof importValueflows
  readonly isValueflows: typeof isValueflows
  readonly previewValueflows: typeof previewValueflows
}

const bytesLooked = 100_000

/** Whether a file may be one, by its name and its first letters. */
const mayBe = (path: string, bytes: Uint8Array): boolean =>
  /\.jsonld$/i.test(path) || (/\.json$/i.test(path) && /"@(?:graph|type|context)"|valueflo/.test(new TextDecoder().decode(bytes.subarray(0, bytesLooked))))

/** What reads them, where one of these files is one. */
export const valueflowsFor = async (files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<Valueflows | undefined> =>
  files.some(({ path, bytes }) => mayBe(path, bytes)) ? import('@commune/commune/valueflows') : undefined

/** A name that says so settles it; else the text has to look like one. */
export const isDocument = (valueflows: Valueflows | undefined, path: string, text: string): valueflows is Valueflows =>
  valueflows !== undefined && (/\.jsonld$/i.test(path) || (/\.json$/i.test(path) && valueflows.isValueflows(text)))

export interface Previewed {
  readonly path: string
  readonly preview: VfPreview
}

/** What the documents among these files would come to; those that cannot be read are told of when they are brought in. */
export const previewsOf = async (files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<Previewed[]> => {
  const valueflows = await valueflowsFor(files)
  return files.flatMap(({ path, bytes }) => {
    const text = decodeText(bytes)
    if (text === undefined || !isDocument(valueflows, path, text)) return []
    const preview = valueflows.previewValueflows(path, text)
    return preview.ok ? [{ path, preview: preview.value }] : []
  })
}

/** A whole world as one document. */
export const carryValueflows = async (peer: Peer, world: IdText): Promise<Outcome<{ readonly text: string }>> => {
  const held = peer.inside.find(world)
  const members = await peer.ask('wares', { world })
  if (!held) return no({ key: 'peer.world-unknown' })
  if (!members.ok) return members
  const { exportValueflows } = await import('@commune/commune/valueflows')
  return ok({ text: exportValueflows(held.views(), members.value, Date.now()) })
}
