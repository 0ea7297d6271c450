/** `commune wares`: who takes part. `commune me`: who this ware says it is. */
import type { MeWish } from '@commune/commune'
import type { MemberRow } from '@commune/peer'
import { type Hand, show, table, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { clean } from '../cli/table.ts'
import { say, sentence } from '../words/index.ts'

export const addWares: AddCommand = (program, start) => {
  const command = program
    .command('wares')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('wares.about'))
    .action(start(wares))
  finish(command, { examples: ['commune wares'], world: true })
}

async function wares(hand: Hand): Promise<void> {
  await withPeer(hand, async ({ ask, world }) => {
    const { world: id } = await world()
    const rows = await ask('wares', { world: id })
    show(hand, rows, () =>
      table(
        hand,
        rows.map((row) => [short(row.ware), clean(say(row.called)), row.kind ?? '', clean(row.place ?? ''), aboutLine(row)])
      )
    )
  })
}

const aboutLine = (row: MemberRow): string =>
  [
    ...(row.me ? [sentence('wares.row-you')] : row.here ? [sentence('wares.row-here')] : []),
    ...(row.skills.length > 0 ? [sentence('wares.row-can', { skills: row.skills.map(clean) })] : []),
    ...(row.iShareWith ? [] : [sentence('wares.row-apart')]),
    ...(row.sharesWithMe ? [] : [sentence('wares.row-apart-from-you')]),
    ...(row.forked ? [sentence('wares.row-forked')] : [])
  ].join(' ')

interface MeOptions {
  readonly name?: string
  readonly kind?: string
  readonly about?: string
  readonly place?: string
  readonly skill?: readonly string[]
}

export const addMe: AddCommand = (program, start) => {
  const command = program
    .command('me')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('me.about'))
    .option('--name <name>', sentence('me.name'))
    .option('--kind <kind>', sentence('me.kind'))
    .option('--about <words>', sentence('me.words'))
    .option('--place <place>', sentence('me.place'))
    .option('--skill <skill...>', sentence('me.skill'))
    .action(start(me))
  finish(command, {
    examples: ['commune me', 'commune me --name Mira --kind wetware --skill baking "mending nets"', "commune me --name ''"],
    world: true
  })
}

async function me(hand: Hand, options: MeOptions): Promise<void> {
  await withPeer(hand, async ({ ask, act, world }) => {
    const { world: id } = await world()
    const wish = wishOf(options)
    if (Object.keys(wish).length > 1) await act('say', { world: id, wishes: [wish] })
    const [self, rows] = await Promise.all([ask('self', {}), ask('wares', { world: id })])
    const row = rows.find((each) => each.me)
    show(hand, { ...self, ...row }, () => [
      sentence('me.is', {
        name: row ? clean(say(row.called)) : sentence('first.box'),
        id: short(self.ware),
        kind: row?.kind ?? sentence('me.no-kind')
      }),
      ...(row?.about === undefined ? [] : [clean(row.about)]),
      ...(row?.place === undefined ? [] : [sentence('me.stands', { place: clean(row.place) })]),
      ...(row && row.skills.length > 0 ? [sentence('wares.row-can', { skills: row.skills.map(clean) })] : []),
      sentence('me.devices', { n: row?.deviceRows.filter((device) => !device.ended).length ?? 1 }),
      ...(self.backedUp ? [] : [sentence('status.no-backup')])
    ])
  })
}

/** An empty text takes the field back. */
const wishOf = ({ name, kind, about, place, skill }: MeOptions): MeWish => ({
  wish: 'me',
  ...(name !== undefined && { name: name === '' ? null : name }),
  ...(kind !== undefined && { kind: kind === '' ? null : kind }),
  ...(about !== undefined && { about: about === '' ? null : about }),
  ...(place !== undefined && { place: place === '' ? null : place }),
  ...(skill !== undefined && { skills: skill.length === 1 && skill[0] === '' ? null : skill })
})
