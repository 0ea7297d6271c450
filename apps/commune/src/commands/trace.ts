/** `commune trace` and `commune recall`: where something came from, where it went, and who has to know. */
import type { TraceStep } from '@commune/commune'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, show, withPeer } from '../cli/hand.ts'
import { short } from '../cli/ids.ts'
import { type Names, namesIn } from '../cli/names.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { pickPortion } from './store.ts'

export const addTrace: AddCommand = (program, start) => {
  const command = program
    .command('trace [portion]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('trace.about'))
    .action(start((hand, _options: object, [portion]) => trace(hand, portion as string | undefined)))
  finish(command, { examples: ['commune trace 3kf0', 'commune trace'], world: true })
}

async function trace(hand: Hand, typed: string | undefined): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const names = await namesIn(peer, world)
    if (typed === undefined) {
      const recalls = await peer.ask('recalls', { world })
      return show(hand, recalls, () =>
        recalls.length === 0
          ? [sentence('trace.no-recalls')]
          : recalls.flatMap((row) => [`${short(row.id)}  ${names.of(row.ware)}: ${clean(row.why)}`, `  ${say(row.words)}`, ...row.here.map((each) => `  ${short(each.id)}  ${clean(say(each.what))}`)])
      )
    }
    const view = await peer.ask('portion', { world, id: await pickPortion(peer, world, typed) })
    if (!view) throw new Stop(cliMessage('cli.id-unknown', { id: typed.slice(0, 60) }))
    const { back, onward, portion, fresh } = view
    show(hand, view, () => [
      `${short(portion.id)}  ${clean(say(portion.what))}${fresh ? `  ${say(fresh.words)}` : ''}`,
      ...(back.steps.length > 0 ? [sentence('trace.from'), ...back.steps.map((step) => stepLine(step, names))] : []),
      ...(onward.steps.length > 0 ? [sentence('trace.to'), ...onward.steps.map((step) => stepLine(step, names))] : []),
      ...(back.steps.length + onward.steps.length === 0 ? [sentence('trace.nowhere')] : []),
      ...(back.more || onward.more ? [sentence('trace.more')] : [])
    ])
  })
}

function stepLine({ depth, portion, row, ware, words }: TraceStep, names: Names): string {
  const what = row ? `${short(row.id)}  ${clean(say(row.what))}, ${names.of(row.ware)}` : portion === undefined ? sentence('trace.got', { who: ware === undefined ? '' : names.of(ware) }) : short(portion)
  return `${'  '.repeat(Math.min(depth, 20))}${sentence('trace.step', { by: say(words), what })}`
}

interface RecallOptions {
  readonly why?: string
  readonly thing?: string
  readonly batch?: string
}

export const addRecall: AddCommand = (program, start) => {
  const command = program
    .command('recall [portion]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('recall.about'))
    .requiredOption('--why <words>', sentence('recall.why'))
    .option('--thing <thing>', sentence('recall.thing'))
    .option('--batch <batch>', sentence('recall.batch'))
    .action(start((hand, options: RecallOptions, [portion]) => recall(hand, portion as string | undefined, options)))
  finish(command, { examples: ['commune recall 3kf0 --why "nuts may be in it"', 'commune recall --thing flour --batch F1 --why "it smells"'], world: true })
}

async function recall(hand: Hand, typed: string | undefined, { why = '', thing, batch }: RecallOptions): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const what = typed === undefined ? { ...(thing !== undefined && { thing }), ...(batch !== undefined && { batch }) } : { portion: await pickPortion(peer, world, typed) }
    const { ids } = await peer.act('say', { world, wishes: [{ wish: 'recall', why, ...what }] })
    show(hand, { ids }, () => [sentence('stock.said', { id: short(ids[0] as string) })])
  })
}
