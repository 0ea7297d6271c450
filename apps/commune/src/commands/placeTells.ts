/** `commune tells`: lets this box tell the people of its place what agreements ask it to. */
import { placeThing } from '@commune/commune'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, show, withPeer } from '../cli/hand.ts'
import { sentence } from '../words/index.ts'

export const addPlaceTells: AddCommand = (program, start) => {
  const command = program
    .command('tells')
    .helpGroup(sentence('group.senses'))
    .description(sentence('tells.about'))
    .option('--off', sentence('tells.off'))
    .action(start((hand, options: { off?: boolean }) => tells(hand, options.off === true)))
  finish(command, { examples: ['commune tells', 'commune tells --off'], world: true })
}

async function tells(hand: Hand, off: boolean): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const { device } = await peer.ask('self', {})
    const known = (await peer.ask('things', { world })).find((row) => row.source === 'box' && row.device === device)
    if (off) {
      if (known) await peer.act('say', { world, wishes: [{ wish: 'thing-gone', thing: known.id }] })
      return show(hand, { tells: false }, () => [sentence('tells.off-done')])
    }
    if (!known) await peer.act('say', { world, wishes: [{ wish: 'thing', source: 'box', thing: placeThing(sentence('tells.name')) }] })
    show(hand, { tells: true }, () => [sentence('tells.done')])
  })
}
