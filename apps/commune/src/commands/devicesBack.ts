/** `commune devices back`: who left a way back with this box, and a link for one of them to come back by (I4). */
import type { WaysBackView } from '@commune/peer'
import { type Hand, type Peered, show, table } from '../cli/hand.ts'
import { pickNamed, short } from '../cli/ids.ts'
import { clean } from '../cli/table.ts'
import { atTime } from '../cli/when.ts'
import { sentence } from '../words/index.ts'

const linkMs = 3_600_000
type KeptRow = WaysBackView['kept'][number]

export const back = async (hand: Hand, { ask, act }: Peered, which: string | undefined, forget: string | undefined): Promise<void> => {
  const { kept } = await ask('waysBack', {})
  if (forget !== undefined) {
    const { device, name } = chosen(forget, kept)
    await act('forgetWayBack', { device })
    return show(hand, { forgotten: device }, () => [sentence('back.forgotten', { who: nameOf(name, device) })])
  }
  if (which === undefined) {
    return show(hand, kept, () => [
      ...(kept.length === 0 ? [sentence('back.none')] : []),
      ...table(
        hand,
        kept.map(({ device, name, worlds, madeMs }) => [short(device), nameOf(name, device), sentence('back.row', { worlds: worlds.map(clean), when: atTime(madeMs, hand.nowMs()) })])
      ),
      ...(kept.length === 0 ? [] : [sentence('back.how')])
    ])
  }
  const { device, name } = chosen(which, kept)
  const opened = await act('openWayBack', { device, untilMs: hand.nowMs() + linkMs })
  const { qrLines } = await import('../daemon/qr.ts')
  show(hand, opened, () => [
    ...((hand.terminal.isTty && qrLines(opened.link, hand.terminal.columns)) || []),
    sentence('back.link', { who: nameOf(name, device), until: atTime(opened.untilMs, hand.nowMs()) }),
    `  ${opened.link}`
  ])
}

/** By name, or by the beginning of the device's id. */
function chosen(typed: string, kept: readonly KeptRow[]): KeptRow {
  const id = pickNamed(typed, kept.map(({ device, name }) => ({ id: device, name })))
  return kept.find(({ device }) => device === id) as KeptRow
}

const nameOf = (name: string, device: string): string => clean(name) || short(device)
