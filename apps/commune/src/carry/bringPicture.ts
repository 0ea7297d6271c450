/**
 * A picture or another file beside a page: what a picture says beside what one sees is taken out before it is cut and said
 * (V5), and the same picture does not come twice.
 */
import { cleanPicture, type Message, type PictureFault } from '@commune/commune'
import type { Outcome, Peer } from '@commune/peer'
import { hash, type IdText, no, ok, toText } from '@commune/protocol'
import { cliMessage } from '../words/index.ts'

export interface BringPicture {
  readonly world: IdText
  /** The page it goes with: its id, or the name it was first said under. */
  readonly page: string
  readonly name: string
  readonly bytes: Uint8Array
  /** It was shared before and comes out of an export: taken as it is when it is no picture we know. */
  readonly media?: string
}

export type BroughtPicture = 'new' | 'same'

const words: Readonly<Record<PictureFault, (name: string) => Message>> = {
  'no-picture': (name) => cliMessage('picture.none', { name }),
  damaged: (name) => cliMessage('picture.damaged', { name }),
  kind: (name) => cliMessage('picture.kind', { name })
}

export const bringPicture = async (
  peer: Peer,
  { world, page, name, bytes, media }: BringPicture
): Promise<Outcome<BroughtPicture>> => {
  const held = peer.inside.find(world)
  if (!held) return no({ key: 'peer.world-unknown' })
  const { ideas } = held.views()
  const idea = ideas.has(page) ? page : ideas.cameFrom(page)
  if (idea === undefined) return no({ key: 'ideas.unknown' })
  const cleaned = cleanPicture(bytes)
  if (!cleaned.ok && media === undefined) return no(words[cleaned.error](name))
  const shared = cleaned.ok ? cleaned.value : { bytes, media: media ?? '' }
  const file = toText(hash(shared.bytes))
  if (ideas.files(idea).some((row) => row.file === file)) return ok('same')
  const added = await peer.act('addFile', { world, name, idea, bytes: shared.bytes, media: shared.media })
  return added.ok ? ok('new') : added
}
