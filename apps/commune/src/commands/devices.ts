/** `commune devices`, `backup` and `restore`: the devices of one ware, and coming back when one is lost (I3, I4). */
import { confirm } from '../cli/confirm.ts'
import { newFile, readWhole } from '../cli/files.ts'
import { daemonOf, type Hand, type Peered, peered, show, withDaemon, withPeer, withPeerOrAlone } from '../cli/hand.ts'
import { pick, short } from '../cli/ids.ts'
import { passphraseIn, readPassphrase } from '../cli/passphrase.ts'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, sentence } from '../words/index.ts'
import { back } from './devicesBack.ts'
import { deviceLines, devicesOf, lost } from './devicesLost.ts'
import { makeLink } from './invite.ts'

interface DevicesOptions {
  readonly add?: boolean
  readonly end?: string
  readonly forget?: string
  readonly passphraseFile?: string
  readonly yes?: boolean
}

const linkMs = 3_600_000

export const addDevices: AddCommand = (program, start) => {
  const command = program
    .command('devices [what] [which]')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('devices.about'))
    .option('--add', sentence('devices.add'))
    .option('--end <device>', sentence('devices.end'))
    .option('--forget <device>', sentence('devices.forget'))
    .option('--passphrase-file <file>', sentence('devices.passphrase-file'))
    .option('--yes', sentence('help.yes'))
    .action(start((hand, options: DevicesOptions, [what, which]) => devices(hand, options, what as string | undefined, which as string | undefined)))
  finish(command, {
    examples: ['commune devices', 'commune devices --add', 'commune devices --end 3kf0', 'commune devices lost', 'commune devices back', 'commune devices back Mira'],
    world: true
  })
}

async function devices(hand: Hand, { add, end, forget, passphraseFile, yes }: DevicesOptions, what: string | undefined, which: string | undefined): Promise<void> {
  if (what !== undefined && what !== 'lost' && what !== 'back') throw new Stop(cliMessage('devices.what-wrong', { what: what.slice(0, 40) }))
  if (forget !== undefined && what !== 'back') throw new Stop(cliMessage('devices.forget-where'))
  if (passphraseFile !== undefined && what !== 'lost' && end === undefined) throw new Stop(cliMessage('devices.passphrase-where'), exitCodes.usage)
  const passphrase = passphraseFile === undefined ? {} : { passphrase: passphraseIn(passphraseFile) }
  oneOf({ '--add': add, '--end': end, [`“${what}”`]: what })
  await withPeer(hand, async (peer) => {
    if (what === 'back') return back(hand, peer, which, forget)
    const { world } = await peer.world()
    if (what === 'lost') return lost(hand, peer, world, which, { ...passphrase, ...(yes !== undefined && { yes }) })
    if (add) return makeLink(hand, peer, { kind: 'device', history: true, untilMs: hand.nowMs() + linkMs })
    const rows = await devicesOf(peer, world)
    if (end !== undefined) {
      const device = pick(
        end,
        rows.map((row) => row.device)
      )
      await confirm(hand, sentence('devices.ask-end', { id: short(device) }), yes)
      await peer.act('endDevice', { device, ...passphrase })
      return show(hand, { ended: device }, () => [sentence('devices.ended', { id: short(device) })])
    }
    show(hand, rows, () => [...deviceLines(hand, rows), sentence('devices.lost')])
  })
}

interface PassphraseOptions {
  readonly passphraseFile?: string
}

export const addBackup: AddCommand = (program, start) => {
  const command = program
    .command('backup <file>')
    .helpGroup(sentence('group.files'))
    .description(sentence('backup.about'))
    .option('--passphrase-file <file>', sentence('up.passphrase-file'))
    .action(start((hand, options: PassphraseOptions, [file]) => backup(hand, file as string, options)))
  finish(command, { examples: ['commune backup mira.backup'] })
}

async function backup(hand: Hand, file: string, options: PassphraseOptions): Promise<void> {
  await withPeerOrAlone(ofBackup(hand), async ({ act, ask }) => {
    const { recovery } = await ask('self', {})
    const kept = newFile(file)
    let bytes: Uint8Array
    try {
      // Of a key that lies here under a passphrase only that one opens it: nothing new is set.
      const passphrase = await said(hand, options, recovery === 'locked' ? 'backup.ask-same' : 'backup.ask-new')
      ;({ bytes } = await act('backup', { passphrase, later: true }))
      kept.write(bytes)
    } catch (error) {
      kept.drop()
      throw error
    }
    await act('backupKept', {})
    show(hand, { file, bytes: bytes.length }, () => [sentence('backup.done', { file })])
  })
}

export const addRestore: AddCommand = (program, start) => {
  const command = program
    .command('restore <file>')
    .helpGroup(sentence('group.files'))
    .description(sentence('restore.about'))
    .option('--passphrase-file <file>', sentence('up.passphrase-file'))
    .action(start((hand, options: PassphraseOptions, [file]) => restore(hand, file as string, options)))
  finish(command, { examples: ['commune restore mira.backup --data ~/commune-again'] })
}

async function restore(hand: Hand, file: string, options: PassphraseOptions): Promise<void> {
  const bytes = readWhole(file)
  const passphrase = await said(hand, options, 'backup.ask')
  const daemon = await daemonOf(hand)
  if (daemon) return withDaemon(hand, daemon, (peer) => restoreWith(hand, peer, bytes, passphrase))
  const { openAlone } = await import('../daemon/alone.ts')
  const alone = await openAlone(ofBackup(hand))
  try {
    await restoreWith(hand, peered(hand, alone), bytes, passphrase)
  } finally {
    await alone.close()
  }
}

async function restoreWith(hand: Hand, { act, ask }: Peered, bytes: Uint8Array, passphrase: string): Promise<void> {
  const self = await act('restore', { bytes, passphrase })
  const worlds = await ask('worlds', {})
  show(hand, { self, worlds }, () => [
    sentence('restore.done', { name: clean(self.name ?? short(self.ware)), n: worlds.length }),
    sentence('restore.next')
  ])
}

/** The file named here holds the passphrase of the backup, not that of the data folder. */
function ofBackup(hand: Hand): Hand {
  const { passphraseFile: _, ...options } = hand.options
  return { ...hand, options }
}

type Question = 'backup.ask' | 'backup.ask-new' | 'backup.ask-same'

async function said(hand: Hand, { passphraseFile }: PassphraseOptions, question: Question): Promise<string> {
  const passphrase = await readPassphrase(
    { ...hand, ...(passphraseFile !== undefined && { passphraseFile }) },
    question === 'backup.ask-new',
    sentence(question)
  )
  if (passphrase === undefined) throw new Stop(cliMessage('backup.needs-passphrase'))
  return passphrase
}
