/** `commune idea`: lists pages, shows one, begins and changes them. */
import type { Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { readWhole } from '../cli/files.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pick, pickNamed, short } from '../cli/ids.ts'
import { namesIn } from '../cli/names.ts'
import { type AddCommand, finish, limitOf, oneOf } from '../cli/command.ts'
import { Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

interface IdeaOptions {
  readonly new?: string
  readonly text?: string
  readonly file?: string
  readonly title?: string
  readonly tag?: readonly string[]
  readonly sign?: boolean
  readonly unsign?: boolean
  readonly blank?: boolean
  readonly versions?: boolean
  readonly restore?: string
  readonly find?: string
  readonly limit?: string
}

const pagesMax = 1_000
const fileBytesMax = 4_000_000

export const addIdea: AddCommand = (program, start) => {
  const command = program
    .command('idea [id]')
    .helpGroup(sentence('group.ideas'))
    .description(sentence('idea.about'))
    .option('--new <title>', sentence('idea.new'))
    .option('--text <text>', sentence('idea.text'))
    .option('--file <file>', sentence('idea.file'))
    .option('--title <title>', sentence('idea.title'))
    .option('--tag <tag...>', sentence('idea.tag'))
    .option('--sign', sentence('idea.sign'))
    .option('--unsign', sentence('idea.unsign'))
    .option('--blank', sentence('idea.blank'))
    .option('--versions', sentence('idea.versions'))
    .option('--restore <version>', sentence('idea.restore'))
    .option('--find <words>', sentence('idea.find'))
    .option('--limit <number>', sentence('flow.limit'), '50')
    .action(start((hand, options: IdeaOptions, [id]) => idea(hand, id as string | undefined, options)))
  const examples = [
    'commune idea',
    'commune idea --new "A bench by the pond" --text "Two planks and [[Old beams]]."',
    'commune idea 3kf0 --file bench.md',
    'commune idea 3kf0 --versions'
  ]
  finish(command, { examples, world: true })
}

async function idea(hand: Hand, typed: string | undefined, options: IdeaOptions): Promise<void> {
  const { text, file, title, sign, unsign, blank, versions: earlier, restore } = options
  oneOf({ '--text': text, '--file': file })
  oneOf({ '--sign': sign, '--unsign': unsign })
  const aboutOne = [text, file, title, sign, unsign, blank, earlier, restore].some((each) => each !== undefined)
  if (typed === undefined && options.new === undefined && aboutOne) throw new Stop(cliMessage('idea.which'))
  if (typed !== undefined && options.new !== undefined) throw new Stop(cliMessage('idea.either'))
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    if (options.new !== undefined) return begin(hand, peer, world, options)
    if (typed === undefined) return list(hand, peer, world, options)
    const id = await pickPage(peer, world, typed)
    if (options.versions) return versions(hand, peer, world, id)
    const wishes = await changes(peer, hand, world, id, options)
    if (wishes.length > 0) await peer.act('say', { world, wishes })
    await showPage(hand, peer, world, id)
  })
}

async function begin(hand: Hand, peer: Peered, world: IdText, options: IdeaOptions): Promise<void> {
  const text = await textOf(hand, options)
  const wish: Wish = {
    wish: 'begin',
    title: options.new ?? '',
    ...(text !== undefined && { text }),
    ...(options.tag && { tags: options.tag })
  }
  const { ids } = await peer.act('say', { world, wishes: [wish] })
  const id = ids[0] as string
  if (options.sign) await peer.act('say', { world, wishes: [{ wish: 'sign', idea: id }] })
  const page = await peer.ask('idea', { world, id })
  show(hand, page, () => [sentence('idea.begun', { id: short(id), title: titleOf(page) })])
}

async function changes(peer: Peered, hand: Hand, world: IdText, id: string, options: IdeaOptions): Promise<Wish[]> {
  const text = await textOf(hand, options)
  const wishes: Wish[] = []
  if (text !== undefined || options.title !== undefined || options.tag) {
    const tags = options.tag && (options.tag.length === 1 && options.tag[0] === '' ? [] : options.tag)
    wishes.push({
      wish: 'edit',
      idea: id,
      ...(text !== undefined && { text }),
      ...(options.title !== undefined && { title: options.title }),
      ...(tags && { tags })
    })
  }
  if (options.restore !== undefined) {
    const edits = await peer.ask('versions', { world, id })
    wishes.push({
      wish: 'restore',
      idea: id,
      edit: pick(
        options.restore,
        edits.map((row) => row.edit)
      )
    })
  }
  for (const wish of ['sign', 'unsign', 'blank'] as const) if (options[wish]) wishes.push({ wish, idea: id })
  return wishes
}

export const pickPage = async ({ ask }: Peered, world: IdText, typed: string): Promise<string> => {
  const { rows } = await ask('ideas', { world, limit: pagesMax, blank: true })
  return pickNamed(typed, rows.map(({ id, title }) => ({ id, name: title })))
}

export const showPage = async (hand: Hand, peer: Peered, world: IdText, id: string): Promise<void> => {
  const [page, names] = await Promise.all([peer.ask('idea', { world, id }), namesIn(peer, world)])
  if (!page) throw new Stop(cliMessage('cli.id-unknown', { id: short(id) }))
  show(hand, page, () => [
    titleOf(page),
    [
      short(page.id),
      ...page.tags.map((tag) => `#${clean(tag)}`),
      ...(page.signed.length > 0 ? [sentence('idea.signed', { who: page.signed.map(names.of) })] : [])
    ].join('  '),
    '',
    ...page.text.split('\n').map(clean),
    ...(page.backlinks.length > 0
      ? [
          '',
          sentence('idea.backlinks', { n: page.backlinks.length }),
          ...page.backlinks.map((row) => `  ${short(row.id)}  ${titleOf(row)}`)
        ]
      : []),
    ...page.files.map((file) => sentence('idea.has-file', { name: clean(file.name) }))
  ])
}

async function versions(hand: Hand, { ask }: Peered, world: IdText, id: string): Promise<void> {
  const rows = await ask('versions', { world, id })
  show(hand, rows, () =>
    table(
      hand,
      rows.map((row) => [short(row.edit), say(row.words), clean(row.text.slice(0, 60))])
    )
  )
}

async function list(hand: Hand, { ask }: Peered, world: IdText, { find, tag, limit }: IdeaOptions): Promise<void> {
  const page = await ask('ideas', {
    world,
    order: find === undefined ? 'quiet' : 'recent',
    limit: limitOf(limit),
    ...(find !== undefined && { text: find }),
    ...(tag?.[0] !== undefined && { tag: tag[0] })
  })
  show(hand, page, () => [
    ...table(
      hand,
      page.rows.map((row) => [short(row.id), titleOf(row), clean(row.start)])
    ),
    ...(page.total > page.rows.length ? [sentence('flow.more', { n: page.total - page.rows.length })] : []),
    ...(page.total === 0 ? [sentence('idea.none')] : [])
  ])
}

export const titleOf = (row: { readonly title: string } | null): string =>
  row && row.title !== '' ? clean(row.title) : sentence('idea.untitled')

/** The text given, of a file, or of stdin when the file is `-`. */
async function textOf({ terminal }: Hand, { text, file }: IdeaOptions): Promise<string | undefined> {
  if (file === undefined) return text
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await terminal.readAll() : readWhole(file)
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(cliMessage('file.unreadable', { path: file }))
  }
  if (bytes.length > fileBytesMax) throw new Stop({ key: 'import.long', params: { path: file } })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Stop({ key: 'import.not-text', params: { path: file } })
  }
}
