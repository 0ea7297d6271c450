/** `commune devices lost`: the walk through for a device that was lost: end it, see what it can still read, put in a new one. */
import type { DeviceRow } from '@commune/peer'
import { confirm } from '../cli/confirm.ts'
import { type Hand, type Peered, show, table } from '../cli/hand.ts'
import { pick, short } from '../cli/ids.ts'
import { Stop } from '../cli/stop.ts'
import { clean, wrap } from '../cli/table.ts'
import { atTime } from '../cli/when.ts'
import { cliMessage, sentence } from '../words/index.ts'

const linkMs = 3_600_000

export const devicesOf = async ({ ask }: Peered, world: string): Promise<readonly DeviceRow[]> =>
  (await ask('wares', { world })).find((row) => row.me)?.deviceRows ?? []

export const deviceLines = (hand: Hand, rows: readonly DeviceRow[]): string[] =>
  table(
    hand,
    rows.map((row) => [short(row.device), sentence(row.ended ? 'devices.is-ended' : row.me ? 'devices.is-this' : row.here ? 'devices.is-here' : 'devices.is-away')])
  )

export interface Ending {
  readonly yes?: boolean
  /** Of the last backup: the recovery key in it ends the device, whatever that one said. */
  readonly passphrase?: string
}

/** Ends the device in all worlds, says what that changed, and makes the link for the next one. */
export const lost = async (hand: Hand, peer: Peered, world: string, which: string | undefined, { yes, passphrase }: Ending): Promise<void> => {
  const rows = (await devicesOf(peer, world)).filter(({ me, ended }) => !me && !ended)
  const [only] = rows
  if (!only) throw new Stop(cliMessage('lost.alone'))
  if (which === undefined && (rows.length > 1 || hand.json)) {
    return show(hand, rows, () => [sentence('lost.which'), ...deviceLines(hand, rows), sentence('lost.how', { id: short(only.device) })])
  }
  const device = which === undefined ? only.device : pick(which, rows.map((row) => row.device))
  const before = await peer.ask('lost', { device })
  const worlds = before.worlds.map(({ name }) => clean(name))
  for (const line of wrap(sentence('lost.reads', { worlds }), hand.terminal.columns)) if (!hand.json) hand.terminal.out(line)
  await confirm(hand, sentence('devices.ask-end', { id: short(device) }), yes)
  await peer.act('endDevice', { device, ...(passphrase !== undefined && { passphrase }) })
  const after = await peer.ask('lost', { device })
  const { backedUp } = await peer.ask('self', {})
  const next = await peer.act('invite', { world, kind: 'device', history: true, untilMs: hand.nowMs() + linkMs })
  const { qrLines } = await import('../daemon/qr.ts')
  show(hand, { ...after, link: next.link, backedUp }, () => [
    sentence('devices.ended', { id: short(device) }),
    ...after.worlds.map(({ name, closed, kept }) => closed ? sentence('lost.closed', { world: clean(name), n: kept.others + kept.browsers }) : sentence('lost.open', { world: clean(name) })),
    '',
    ...((hand.terminal.isTty && qrLines(next.link, hand.terminal.columns)) || []),
    sentence('lost.next', { until: atTime(next.untilMs, hand.nowMs()) }),
    `  ${next.link}`,
    ...(backedUp ? [] : [sentence('status.no-backup')])
  ])
}
