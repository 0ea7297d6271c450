/** The other process of the bench: a peer that does what the parent asks. */
import { toText } from '@commune/protocol'
import { writeEntries } from './entries.ts'
import { openPeer } from './ports.ts'

type Ask = { readonly ask: 'prepare'; readonly count: number; readonly authors: number; readonly perEntry: number } | { readonly ask: 'say'; readonly index: number } | { readonly ask: 'stop' }

const { peer } = await openPeer(process.argv[2] as string)
const begun = await peer.act('beginWorld', { name: 'Bench' })
if (!begun.ok) throw new Error(begun.error.key)
const { world } = begun.value

process.on('message', (ask: Ask) => {
  void answer(ask).then((value) => process.send?.(value))
})
process.send?.({ ready: true })

async function answer(ask: Ask): Promise<unknown> {
  switch (ask.ask) {
    case 'prepare': {
      const hosted = peer.inside.find(world)?.hosted
      const epoch = hosted?.writing()
      if (!hosted || !epoch) throw new Error('no epoch')
      const { envelopes, statementBytes } = writeEntries(hosted.world.id, epoch, ask.count, ask.authors, ask.perEntry)
      for (let at = 0; at < envelopes.length; at += 2_000) await hosted.world.take(envelopes.slice(at, at + 2_000), undefined, true)
      await hosted.world.settle()
      await hosted.world.checkpoint()
      const invited = await peer.act('invite', { world, kind: 'ware', history: true, untilMs: Date.now() + 600_000 })
      if (!invited.ok) throw new Error(invited.error.key)
      return { link: invited.value.link, world, statementBytes, envelopeBytes: envelopes.reduce((sum, each) => sum + each.length, 0) / envelopes.length, digest: hosted.world.folds.digest() }
    }
    case 'say': {
      const said = await peer.act('say', { world, wishes: [{ wish: 'offer', thing: `live ${ask.index}` }] })
      return { said: said.ok }
    }
    case 'stop':
      await peer.close()
      setTimeout(() => process.exit(0), 50)
      return { stopped: toText(new Uint8Array(1)) }
  }
}
