/** `commune bundle`: a world in one file, carried by hand to where no network leads. */
import { bytesWords } from '../cli/bytes.ts'
import { readWhole, writeNew } from '../cli/files.ts'
import { type Hand, isNamed, type Peered, show, showAnd, withPeerOrAlone, worldNamed } from '../cli/hand.ts'
import { type AddCommand, finish, oneOf } from '../cli/command.ts'
import { pick, short } from '../cli/ids.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

export const addBundle: AddCommand = (program, start) => {
  const command = program
    .command('bundle <file>')
    .helpGroup(sentence('group.files'))
    .description(sentence('bundle.about'))
    .option('--take', sentence('bundle.take'))
    .option('--since <number>', sentence('bundle.since'))
    .action(
      start((hand, options: { take?: boolean; since?: string }, [file]) => {
        oneOf({ '--take': options.take, '--since': options.since })
        return options.take ? take(hand, file as string) : write(hand, file as string, options.since)
      })
    )
  finish(command, {
    alone: true,
    examples: ['commune bundle stick/our-place.bundle', 'commune bundle stick/news.bundle --since 3145731', 'commune bundle --take stick/our-place.bundle'],
    world: true
  })
}

async function write(hand: Hand, file: string, since: string | undefined): Promise<void> {
  if (since !== undefined && !/^\d{1,15}$/.test(since)) throw new Stop(cliMessage('bundle.since-wrong'))
  await withPeerOrAlone(hand, async (peer) => {
    const { act } = peer
    const { id, name } = await toWrite(hand, peer)
    const { bytes, end } = await writeNew(file, async () => {
      const written = await act('writeBundle', { world: id, ...(since !== undefined && { since: Number(since) }) })
      // Nothing has come here yet that lies behind it: it was told elsewhere, or mistyped.
      if (Number(since) > written.end) throw new Stop(cliMessage('bundle.since-wrong'))
      return written
    })
    show(hand, { world: id, file, bytes: bytes.length, end }, () => [
      name === undefined
        ? sentence('bundle.written-carried', { id: short(id), file, size: bytesWords(bytes.length) })
        : sentence('bundle.written', { name: clean(name), file, size: bytesWords(bytes.length) }),
      sentence('bundle.next', { end: String(end) })
    ])
  })
}

/** The world that is meant; one that is only carried here has no name, and is meant by its id, or where there is no other. */
async function toWrite(hand: Hand, { ask, world }: Peered): Promise<{ readonly id: string; readonly name?: string }> {
  const [worlds, carried] = [await ask('worlds', {}), await ask('carried', {})]
  const named = worldNamed(hand)
  const isHere = named === undefined ? worlds.length > 0 : worlds.some((each) => isNamed(each, named))
  if (carried.length === 0 || isHere) {
    const { world: id, name } = await world()
    return { id, name }
  }
  const handles = carried.map(({ handle }) => handle)
  if (named !== undefined) return { id: pick(named, [...handles, ...worlds.map((each) => each.world)]) }
  const [only, second] = handles
  if (second !== undefined) throw new Stop(cliMessage('bundle.which-carried', { ids: handles.map(short) }))
  return { id: only as string }
}

async function take(hand: Hand, file: string): Promise<void> {
  const bytes = readWhole(file)
  await withPeerOrAlone(hand, async ({ act, ask }) => {
    const taken = await act('takeBundle', { bytes })
    const { fresh, known, left = 0 } = taken
    const where = taken.carried
      ? sentence('bundle.taken-carried', { id: short(taken.world), n: fresh, known })
      : sentence('bundle.taken', { name: clean((await ask('world', { world: taken.world })).name), n: fresh, known })
    // What is not kept here must not be taken for kept: whoever carries the file on is told, and scripts as well.
    const failed = left > 0 ? cliMessage('bundle.left', { n: left }) : undefined
    const lines = (): string[] => [
      where,
      ...(taken.refused > 0 ? [sentence('bundle.refused', { n: taken.refused })] : []),
      ...(taken.damage ? [say(taken.damage)] : [])
    ]
    showAnd(hand, taken, lines, failed)
  })
}
