/** `commune leave` and `commune fork`: going with everything, and beginning anew with those who come along. */
import { confirm } from '../cli/confirm.ts'
import { chooseWorld } from '../cli/choose.ts'
import { type Hand, show, showAnd, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { namesIn, pickWare } from '../cli/names.ts'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { sentence } from '../words/index.ts'

interface LeaveOptions {
  readonly again?: boolean
  readonly forget?: boolean
  readonly yes?: boolean
}

export const addLeave: AddCommand = (program, start) => {
  const command = program
    .command('leave')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('leave.about'))
    .option('--forget', sentence('leave.forget'))
    .option('--again', sentence('leave.again'))
    .option('--yes', sentence('help.yes'))
    .action(start(leave))
  finish(command, {
    examples: ['commune leave --world "The garden"', 'commune leave --world "The garden" --forget --yes', 'commune leave --world "The garden" --again'],
    world: true
  })
}

async function leave(hand: Hand, { forget = false, again, yes }: LeaveOptions): Promise<void> {
  oneOf({ '--forget': forget, '--again': again })
  await withPeer(hand, async ({ ask, act, world }) => {
    const { world: id, name, left } = await world()
    if (again) {
      await act('comeBack', { world: id })
      const back = await ask('world', { world: id })
      return show(hand, back, () => [sentence('leave.back', { name: clean(name) })])
    }
    if (left && !forget) throw new Stop({ key: 'peer.world-left' })
    await confirm(hand, sentence(forget ? 'leave.ask-forget' : 'leave.ask', { name: clean(name) }), yes)
    await act('leave', { world: id, forget })
    show(hand, { left: id, forgotten: forget }, () => [
      sentence(forget ? 'leave.forgotten' : 'leave.left', { name: clean(name) })
    ])
  })
}

interface ForkOptions {
  readonly with?: readonly string[]
}

export const addFork: AddCommand = (program, start) => {
  const command = program
    .command('fork <name>')
    .helpGroup(sentence('group.worlds'))
    .description(sentence('fork.about'))
    .option('--with <ware...>', sentence('fork.with'))
    .action(start((hand, options: ForkOptions, [name]) => fork(hand, name as string, options.with ?? [])))
  finish(command, {
    examples: ['commune fork "The upper garden" --with Mira Jonas', 'commune fork "All of us again" --with all'],
    world: true
  })
}

async function fork(hand: Hand, name: string, typed: readonly string[]): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const names = await namesIn(peer, world)
    const others = names.rows.filter((row) => !row.me && row.iShareWith)
    const wares =
      typed.length === 1 && typed[0] === 'all' ? others.map((row) => row.ware) : typed.map((one) => pickWare(one, others))
    const forked = await peer.act('fork', { world, name, wares })
    const failed = chooseWorld(hand, forked.world)
    const begun = await peer.ask('world', { world: forked.world })
    const come = wares.length === 0 ? sentence('fork.alone') : sentence('fork.come', { who: wares.map(names.of) })
    const lines = (): string[] => [
      sentence('fork.done', { name: clean(begun.name), id: short(begun.world) }),
      come,
      ...(failed ? [] : [sentence('join.chosen')])
    ]
    showAnd(hand, { ...begun, wares }, lines, failed)
  })
}
