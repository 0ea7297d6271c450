/** A process with many members of one world in it: whole peers, each with a network of its own and a store in memory. */
import { Peer, plainOpener, plainPacker } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { memoryDisk } from '@commune/storage/memory'
import { openNodeTransport } from '@commune/transport/node'
import { clock, log, random } from '../sync/ports.ts'
import { answerAll } from '../sync/talk.ts'

export type Ask =
  /** One more member comes in by a link; answers when nothing more comes. */
  { readonly ask: 'join'; readonly link: string }

const pollMs = 500
const lock = { lock: (plain: Uint8Array) => plain, unlock: (locked: Uint8Array) => locked }

answerAll<Ask>(async ({ link }) => {
  const store = await memoryDisk().open()
  const transport = await openNodeTransport({ listen: {}, clock, log })
  const peer = await Peer.open({ store, clock, random, log, opener: plainOpener, packer: plainPacker, transport }, { lock, mayForget: false, version: 'bench' })
  const joined = await peer.act('join', { link })
  if (!joined.ok) throw new Error(joined.error.key)
  for (let [before, now] = [-1, 0]; now !== before; ) {
    await new Promise((resolve) => setTimeout(resolve, pollMs))
    ;[before, now] = [now, await held(peer, joined.value.world)]
  }
})

async function held(peer: Peer, world: IdText): Promise<number> {
  const summary = await peer.ask('world', { world })
  return summary.ok ? summary.value.entries : 0
}
