/** `commune say-yes` and `commune handover`: the yes of both sides, and what came of it. */
import type { CommitmentRow, IntentDetail, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { type Hand, type Peered, show, withPeer } from '../cli/hand.ts'
import { pick, short } from '../cli/ids.ts'
import { type Names, namesIn, pickWare } from '../cli/names.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { commitmentLine, isMine, stateWords, whatLine } from '../cli/rows.ts'
import { Stop } from '../cli/stop.ts'
import { readUntil } from '../cli/when.ts'
import { cliMessage, sentence } from '../words/index.ts'

const intentsMax = 1_000

interface YesOptions {
  readonly with?: string
  readonly quantity?: string
  readonly until?: string
  readonly note?: string
}

export const addSayYes: AddCommand = (program, start) => {
  const command = program
    .command('say-yes <id> [own]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('yes.about'))
    .option('--with <ware>', sentence('yes.with'))
    .option('--quantity <amount>', sentence('yes.quantity'))
    .option('--until <when>', sentence('flow.until'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: YesOptions, [id, own]) => sayYes(hand, id as string, own as string | undefined, options)))
  finish(command, { examples: ['commune say-yes 3kf0 --quantity "2 loaves"', 'commune say-yes 3kf0 8ab2'], world: true })
}

async function sayYes(hand: Hand, typed: string, own: string | undefined, options: YesOptions): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const { rows } = await peer.ask('intents', { world, show: 'all', limit: intentsMax })
    const ids = rows.map((row) => row.id)
    const named = [pick(typed, ids), ...(own === undefined ? [] : [pick(own, ids)])]
    const wish: { -readonly [K in keyof Extract<Wish, { wish: 'yes' }>]: Extract<Wish, { wish: 'yes' }>[K] } = { wish: 'yes' }
    for (const id of named) wish[rows.find((row) => row.id === id)?.kind === 'need' ? 'need' : 'offer'] = id
    if (options.with !== undefined) wish.with = pickWare(options.with, (await namesIn(peer, world)).rows)
    if (own === undefined) Object.assign(wish, await answerTo(peer, world, named[0] as string, wish.with))
    if (options.quantity !== undefined) wish.quantity = options.quantity
    if (options.until !== undefined) wish.untilMs = readUntil(options.until, hand.nowMs())
    if (options.note !== undefined) wish.note = options.note
    await peer.act('say', { world, wishes: [wish] })
    await showIntent(hand, peer, world, named[0] as string)
  })
}

/**
 * The other's yes that waits for this one: theirs may stand on an offer of their own as well, and a yes to the need alone would
 * be to something else. Nothing when none waits, or several do.
 */
async function answerTo(peer: Peered, world: IdText, id: string, other: IdText | undefined): Promise<Partial<Extract<Wish, { wish: 'yes' }>>> {
  const [detail, { ware: me }] = await Promise.all([peer.ask('intent', { world, id }), peer.ask('self', {})])
  const waiting = (detail?.commitments ?? []).filter(({ giver, receiver, giverYes, receiverYes }) => {
    const [mine, theirs, who] = giver === me ? [giverYes, receiverYes, receiver] : [receiverYes, giverYes, giver]
    return (giver === me || receiver === me) && mine === undefined && theirs !== undefined && (other === undefined || other === who)
  })
  const [only, second] = waiting
  if (!only || second) return {}
  const { giver, receiver, need, offer } = only
  return { with: giver === me ? receiver : giver, ...(need !== undefined && { need }), ...(offer !== undefined && { offer }) }
}

/** A need or an offer with everything that hangs on it. */
export const showIntent = async (hand: Hand, peer: Peered, world: IdText, id: string): Promise<void> => {
  const [detail, names] = await Promise.all([peer.ask('intent', { world, id }), namesIn(peer, world)])
  if (!detail) throw new Stop(cliMessage('cli.id-unknown', { id: short(id) }))
  show(hand, detail, () => [
    `${short(detail.id)}  ${whoWhat(detail, names, hand.nowMs())}`,
    stateWords(detail, names),
    ...(detail.note === undefined ? [] : [detail.note]),
    ...detail.commitments.map((row) => `  ${commitmentLine(row, names)}`)
  ])
}

function whoWhat(detail: IntentDetail, names: Names, nowMs: number): string {
  const what = whatLine(detail, nowMs)
  return isMine(detail, names)
    ? sentence(`row.${detail.kind}-you`, { what })
    : sentence(`row.${detail.kind}`, { who: names.of(detail.ware), what })
}

interface HandoverOptions {
  readonly quantity?: string
  readonly portion?: string
  readonly note?: string
}

export const addHandover: AddCommand = (program, start) => {
  const command = program
    .command('handover [id]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('handover.about'))
    .option('--quantity <amount>', sentence('handover.quantity'))
    .option('--portion <portion>', sentence('handover.portion'))
    .option('--note <words>', sentence('flow.note'))
    .action(start((hand, options: HandoverOptions, [id]) => handover(hand, id as string | undefined, options)))
  finish(command, {
    examples: ['commune handover', 'commune handover 3kf0', 'commune handover 3kf0 --quantity "2 loaves" --portion 8ab2'],
    world: true
  })
}

async function handover(hand: Hand, typed: string | undefined, { quantity, portion, note }: HandoverOptions): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const [found, names] = await Promise.all([commitmentsIn(peer, world), namesIn(peer, world)])
    const open = [...new Map(found.map((row) => [row.id, row])).values()]
    if (typed === undefined) {
      const lines = () => (open.length === 0 ? [sentence('handover.none')] : open.map((row) => commitmentLine(row, names)))
      return show(hand, open, lines)
    }
    const yes = pickCommitment(typed, found)
    const held =
      portion === undefined
        ? undefined
        : pick(
            portion,
            (await peer.ask('stock', { world })).flatMap((place) =>
              place.lines.flatMap((line) => line.portions.map((each) => each.id))
            )
          )
    await peer.act('say', {
      world,
      wishes: [
        {
          wish: 'handed',
          yes,
          ...(quantity !== undefined && { quantity }),
          ...(held !== undefined && { portion: held }),
          ...(note !== undefined && { note })
        }
      ]
    })
    const now = (await commitmentsIn(peer, world)).find((row) => row.id === yes)
    show(hand, now ?? { yes }, () => [now ? commitmentLine(now, names) : sentence('handover.done')])
  })
}

/** Everything somebody has said yes to here, that this ware has a side in. */
export const commitmentsIn = async ({ ask }: Peered, world: IdText): Promise<CommitmentRow[]> => {
  const [self, { rows }] = await Promise.all([ask('self', {}), ask('intents', { world, show: 'all', limit: intentsMax })])
  const touched = rows.filter((row) => row.answers > 0 || row.agreements > 0 || row.state !== 'open')
  const details = await Promise.all(touched.map((row) => ask('intent', { world, id: row.id })))
  const all = details.flatMap((detail: IntentDetail | null) => detail?.commitments ?? [])
  return all.filter((row) => row.giver === self.ware || row.receiver === self.ware)
}

/** By its own name, that of one of its yeses, or that of a need or offer it is the only one of. */
export function pickCommitment(typed: string, rows: readonly CommitmentRow[]): string {
  const byName = new Map(
    rows.flatMap((row) =>
      [row.id, row.giverYes, row.receiverYes, row.need, row.offer].flatMap((name) =>
        name === undefined ? [] : [[name, row.id] as const]
      )
    )
  )
  const name = pick(typed, byName.keys())
  const hits = new Set(rows.filter((row) => row.need === name || row.offer === name || row.id === name).map((row) => row.id))
  if (hits.size > 1) throw new Stop(cliMessage('cli.id-many', { id: typed, n: hits.size }))
  return byName.get(name) as string
}
