/** `commune bundle`: a world in one file, carried by hand to where no network leads. */
import { readFileSync, writeFileSync } from 'node:fs'
import { bytesWords } from '../cli/bytes.ts'
import { type Hand, show, withPeerOrAlone } from '../cli/hand.ts'
import { type AddCommand, finish } from '../cli/command.ts'
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
      start((hand, options: { take?: boolean; since?: string }, [file]) =>
        options.take ? take(hand, file as string) : write(hand, file as string, options.since)
      )
    )
  finish(command, {
    examples: ['commune bundle stick/our-place.bundle', 'commune bundle stick/news.bundle --since 3145731', 'commune bundle --take stick/our-place.bundle'],
    world: true
  })
}

async function write(hand: Hand, file: string, since: string | undefined): Promise<void> {
  if (since !== undefined && !/^\d{1,15}$/.test(since)) throw new Stop(cliMessage('bundle.since-wrong'))
  await withPeerOrAlone(hand, async ({ act, world }) => {
    const { world: id, name } = await world()
    const { bytes, end } = await act('writeBundle', { world: id, ...(since !== undefined && { since: Number(since) }) })
    writeNew(file, bytes)
    show(hand, { world: id, file, bytes: bytes.length, end }, () => [
      sentence('bundle.written', { name: clean(name), file, size: bytesWords(bytes.length) }),
      sentence('bundle.next', { end: String(end) })
    ])
  })
}

async function take(hand: Hand, file: string): Promise<void> {
  const bytes = readWhole(file)
  await withPeerOrAlone(hand, async ({ act, ask }) => {
    const taken = await act('takeBundle', { bytes })
    const { name } = await ask('world', { world: taken.world })
    show(hand, taken, () => [
      sentence('bundle.taken', { name: clean(name), n: taken.fresh, known: taken.known }),
      ...(taken.refused > 0 ? [sentence('bundle.refused', { n: taken.refused })] : []),
      ...(taken.damage ? [say(taken.damage)] : [])
    ])
  })
}

export const readWhole = (file: string): Uint8Array => {
  try {
    return new Uint8Array(readFileSync(file))
  } catch {
    throw new Stop(cliMessage('file.unreadable', { path: file }))
  }
}

/** A new file for its owner alone; what is there already is not written over. */
export const writeNew = (file: string, bytes: Uint8Array): void => {
  try {
    writeFileSync(file, bytes, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST'
    throw new Stop(
      there
        ? cliMessage('file.there', { path: file })
        : cliMessage('file.unwritable', { path: file, why: (error as Error).message })
    )
  }
}
