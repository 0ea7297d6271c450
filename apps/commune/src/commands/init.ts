/** `commune init`: makes the data folder, its ware and its first world, without serving anything. */
import { type Hand, peered, show } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { passphraseFor } from '../cli/passphrase.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, sentence } from '../words/index.ts'

interface InitOptions {
  readonly name?: string
  readonly kind?: string
  readonly worldName?: string
  readonly passphrase?: boolean
  readonly passphraseFile?: string
}

export const addInit: AddCommand = (program, start) => {
  const command = program
    .command('init')
    .helpGroup(sentence('group.box'))
    .description(sentence('init.about'))
    .option('--name <name>', sentence('init.name'))
    .option('--kind <kind>', sentence('me.kind'))
    .option('--world-name <name>', sentence('init.world-name'))
    .option('--passphrase', sentence('up.passphrase'))
    .option('--passphrase-file <file>', sentence('up.passphrase-file'))
    .action(start(init))
  finish(command, { examples: ['commune init', 'commune init --name Mira --kind wetware --world-name "The old mill"'] })
}

async function init(hand: Hand, { name, kind, worldName, passphrase, passphraseFile }: InitOptions): Promise<void> {
  const [{ openAlone }, { beginHere }] = await Promise.all([import('../daemon/alone.ts'), import('../daemon/firstStart.ts')])
  const source = passphraseFor(
    { ...hand, ...(passphraseFile !== undefined && { passphraseFile }) },
    passphrase === true || passphraseFile !== undefined
  )
  const alone = await openAlone(hand, { passphrase: source })
  try {
    const { ask } = peered(hand, alone)
    const worlds = await ask('worlds', {})
    if (worlds[0]) throw new Stop(cliMessage('init.there', { folder: hand.folder, world: worlds[0].name }))
    const world = await beginHere(alone.api, {
      ...(name !== undefined && { name }),
      ...(kind !== undefined && { kind }),
      ...(worldName !== undefined && { worldName })
    })
    const self = await ask('self', {})
    show(hand, { ware: self.ware, device: self.device, world, data: hand.folder }, () => [
      sentence('init.done', {
        name: clean(self.name ?? sentence('first.box')),
        world: clean(world.name),
        id: short(world.world),
        folder: hand.folder
      })
    ])
  } finally {
    await alone.close()
  }
}
