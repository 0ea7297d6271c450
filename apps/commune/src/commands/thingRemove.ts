/** `commune thing remove`: a thing is let go of, after it was shown what rests on it. */
import { type AgreementRow, pointsOf, type ThingRow } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { Command } from 'commander'
import { finish, type Start } from '../cli/command.ts'
import { confirm } from '../cli/confirm.ts'
import { type Hand, type Peered, show, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { pickThing } from '../cli/sensed.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

export const addThingRemove = (thing: Command, start: Start): void => {
  const command = thing
    .command('remove <name>')
    .description(sentence('thing-remove.about'))
    .option('--yes', sentence('thing-add.yes'))
    .action(start((hand, { yes }: { yes?: boolean }, [name]) => remove(hand, name as string, yes)))
  finish(command, { examples: ['commune thing remove "gate lamp"'], world: true })
}

async function remove(hand: Hand, typed: string, yes: boolean | undefined): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const row = pickThing(typed, await peer.ask('things', { world }))
    const thing = clean(say(row.called))
    const { device } = await peer.ask('self', {})
    if (row.device !== device) throw new Stop(cliMessage('thing-remove.not-here', { thing }))
    if (row.source === 'mqtt') throw new Stop(cliMessage('thing-remove.mqtt', { thing }))
    const resting = (await peer.ask('agreements', { world })).filter((each) => restsOn(each, row.id))
    if (resting.length > 0 && !hand.json)
      hand.terminal.err(sentence('thing-remove.stands', { names: resting.map(({ id, name }) => clean(name ?? short(id))) }))
    await confirm(hand, sentence('thing-remove.question', { name: thing }), yes)
    await letGo(peer, world, row)
    show(hand, { removed: row.id, agreements: resting.map(({ id }) => id) }, () => [sentence('thing-remove.done', { thing })])
  })
}

/** One that was kept is dropped by the box, which says that it is gone; of any other it is said here. */
async function letGo(peer: Peered, world: IdText, { source, key, id }: ThingRow): Promise<void> {
  const { brought } = await peer.own('webThings', {})
  if (source === 'wot' && brought.some((each) => each.world === world && each.key === key)) return void (await peer.own('dropThing', { world, key }))
  await peer.act('say', { world, wishes: [{ wish: 'thing-gone', thing: id }] })
}

const restsOn = ({ state, rules }: AgreementRow, thing: string): boolean =>
  state === 'holds' && rules.some((rule) => rule.act.startsWith(`${thing}/`) || pointsOf(rule).senses.some((point) => point.startsWith(`${thing}/`)))
