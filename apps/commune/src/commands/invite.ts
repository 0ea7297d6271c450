/** `commune invite`: a link and a QR code that let one in; a list of those that were made; taking one back. */
import type { InviteRow } from '@commune/commune'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pick, short } from '../cli/ids.ts'
import { namesIn } from '../cli/names.ts'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { atTime } from '../cli/when.ts'
import { cliMessage, sentence } from '../words/index.ts'

interface InviteOptions {
  readonly carrier?: boolean
  readonly history: boolean
  readonly days: string
  readonly base?: string
  readonly list?: boolean
  readonly close?: string
}

const dayMs = 86_400_000
const daysMax = 365

export const addInvite: AddCommand = (program, start) => {
  const command = program
    .command('invite')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('invite.about'))
    .option('--carrier', sentence('invite.carrier'))
    .option('--no-history', sentence('invite.no-history'))
    .option('--days <number>', sentence('invite.days'), '2')
    .option('--base <address>', sentence('invite.base'))
    .option('--list', sentence('invite.list'))
    .option('--close <invitation>', sentence('invite.close'))
    .action(start(invite))
  finish(command, {
    examples: ['commune invite', 'commune invite --days 7 --no-history', 'commune invite --carrier', 'commune invite --close 3kf0'],
    world: true
  })
}

/** A link has to fit into a square that a camera reads. */
const baseCharsMax = 300

async function invite(hand: Hand, options: InviteOptions): Promise<void> {
  oneOf({ '--list': options.list, '--close': options.close, '--carrier': options.carrier })
  if (options.base !== undefined && !isPage(options.base)) throw new Stop(cliMessage('invite.base-wrong'))
  await withPeer(hand, async (peer) => {
    if (options.list === true) return list(hand, peer)
    if (options.close !== undefined) return close(hand, peer, options.close)
    const days = /^\d{1,4}(?:\.\d{1,4})?$/.test(options.days.trim()) ? Number(options.days) : 0
    if (!(days > 0 && days <= daysMax)) throw new Stop(cliMessage('invite.days-wrong', { most: daysMax }))
    await makeLink(hand, peer, {
      kind: options.carrier === true ? 'carrier' : 'ware',
      history: options.history,
      untilMs: hand.nowMs() + days * dayMs,
      ...(options.base !== undefined && { base: options.base })
    })
  })
}

/** The address of a page, with room behind it for the secret. */
function isPage(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return (url?.protocol === 'http:' || url?.protocol === 'https:') && !text.includes('#') && text.length <= baseCharsMax
}

export interface LinkWish {
  readonly kind: 'ware' | 'device' | 'carrier'
  readonly history: boolean
  readonly untilMs: number
  readonly base?: string
}

/** Makes an invitation and shows it, as a QR code too where there is a screen for it. */
export const makeLink = async (hand: Hand, { act, world }: Peered, wish: LinkWish): Promise<void> => {
  const { world: id, name } = await world()
  const invited = await act('invite', { world: id, ...wish })
  const { qrLines } = await import('../daemon/qr.ts')
  const until = atTime(invited.untilMs, hand.nowMs())
  show(hand, invited, () => [
    ...((hand.terminal.isTty && qrLines(invited.link, hand.terminal.columns)) || []),
    linkWords(wish.kind, clean(name), until),
    `  ${invited.link}`,
    ...(wish.kind === 'device' ? [] : [sentence('invite.back', { id: short(invited.key) })])
  ])
}

const linkWords = (kind: LinkWish['kind'], world: string, until: string): string => {
  if (kind === 'device') return sentence('invite.device', { until })
  return sentence(kind === 'carrier' ? 'invite.carrier-link' : 'invite.link', { world, until })
}

async function list(hand: Hand, peer: Peered): Promise<void> {
  const { world } = await peer.world()
  const [rows, names] = await Promise.all([peer.ask('invitations', { world }), namesIn(peer, world)])
  const state = (row: InviteRow): string => {
    if (row.state === 'used') return sentence('invite.used', { who: row.usedBy === undefined ? '' : names.of(row.usedBy) })
    return row.state === 'open'
      ? sentence('invite.open', { until: atTime(row.untilMs, hand.nowMs()) })
      : sentence(`invite.${row.state}`)
  }
  // The secret of an open invitation lets somebody in: it is shown when it is made, and not in a list.
  const shown = rows.map(({ secret: _secret, ...row }) => row)
  show(hand, shown, () =>
    table(
      hand,
      rows.map((row) => [short(row.key), names.of(row.ware), state(row)])
    )
  )
}

async function close(hand: Hand, { ask, act, world }: Peered, typed: string): Promise<void> {
  const { world: id } = await world()
  const rows = await ask('invitations', { world: id })
  const key = pick(
    typed,
    rows.map((row) => row.key)
  )
  await act('closeInvite', { world: id, key })
  show(hand, { closed: key }, () => [sentence('invite.closed-now', { id: short(key) })])
}
