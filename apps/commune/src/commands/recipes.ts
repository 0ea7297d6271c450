/** `commune recipe` and `commune make`: how things are made, what can be made with what is there, and what is missing. */
import { type CanMakeRow, type NeedRow, type RecipeDetail, type RecipeRow, readAmountAndMeasure, shown, type Wanted } from '@commune/commune'
import type { IdText, StatementId } from '@commune/protocol'
import { type AddCommand, finish, limitOf, oneOf } from '../cli/command.ts'
import { type Hand, type Peered, show, table, withPeer } from '../cli/hand.ts'
import { pickNamed, short } from '../cli/ids.ts'
import { type Names, namesIn } from '../cli/names.ts'
import { amount } from '../cli/rows.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { bringFiles } from './import.ts'

interface WantedOptions {
  readonly times?: string
  readonly by?: string
}

interface RecipeOptions extends WantedOptions {
  readonly add?: boolean
  readonly text?: string
  readonly out?: string
  readonly gone?: boolean
  readonly limit?: string
}

interface MakeOptions extends WantedOptions {
  readonly place?: string
  readonly text?: string
  readonly can?: boolean
  readonly limit?: string
}

export const addRecipe: AddCommand = (program, start) => {
  const command = program
    .command('recipe [words...]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('recipe.about'))
    .option('--add', sentence('recipe.add'))
    .option('--times <number>', sentence('recipe.times'))
    .option('--by <amount>', sentence('recipe.by'))
    .option('--out <form>', sentence('recipe.out'))
    .option('--gone', sentence('recipe.gone-option'))
    .option('--text <words>', sentence('recipe.text'))
    .option('--limit <number>', sentence('flow.limit'), '50')
    .action(start((hand, options: RecipeOptions, [words]) => recipe(hand, (words ?? []) as readonly string[], options)))
  finish(command, { examples: ['commune recipe', 'commune recipe bread --by "500 g flour"', 'commune recipe --add recipes/ kit.bom.json', 'commune recipe bread --out md'], world: true })
}

export const addMake: AddCommand = (program, start) => {
  const command = program
    .command('make [words...]')
    .helpGroup(sentence('group.flows'))
    .description(sentence('make.about'))
    .option('--times <number>', sentence('recipe.times'))
    .option('--by <amount>', sentence('recipe.by'))
    .option('--place <place>', sentence('make.place'))
    .option('--can', sentence('make.can-option'))
    .option('--text <words>', sentence('recipe.text'))
    .option('--limit <number>', sentence('flow.limit'), '50')
    .action(start((hand, options: MakeOptions, [words]) => make(hand, (words ?? []) as readonly string[], options)))
  finish(command, { examples: ['commune make', 'commune make --can', 'commune make bread --times 20 --place kitchen'], world: true })
}

async function recipe(hand: Hand, words: readonly string[], options: RecipeOptions): Promise<void> {
  const { add, out, gone, text, limit } = options
  oneOf({ '--add': add, '--out': out, '--gone': gone, '--text': text })
  if (out !== undefined && out !== 'md' && out !== 'json') throw new Stop(cliMessage('recipe.out-wrong'), exitCodes.usage)
  if (add) return bringFiles(hand, words, { as: 'recipe' })
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    if (words.length === 0) return list(hand, peer, world, text, limitOf(limit))
    const id = await find(peer, world, words.join(' '))
    if (gone) {
      const { ids } = await peer.act('say', { world, wishes: [{ wish: 'recipe-gone', recipe: id }] })
      return show(hand, { ids }, () => [sentence('recipe.laid-down', { id: short(id) })])
    }
    const found = (await peer.ask('recipe', { world, id, ...wantedOf(options) })) as RecipeDetail
    if (out === undefined) return show(hand, found, () => detail(hand, found))
    const { recipeToJsonLd, recipeToMarkdown } = await import('@commune/commune/recipes-import')
    const file = out === 'md' ? recipeToMarkdown(found) : JSON.stringify(recipeToJsonLd(found), null, 2)
    show(hand, { file }, () => file.trimEnd().split('\n').map((line) => clean(line)))
  })
}

async function list(hand: Hand, peer: Peered, world: IdText, text: string | undefined, limit: number): Promise<void> {
  const page = await peer.ask('recipes', { world, limit, ...(text !== undefined && { text }) })
  show(hand, page, () => [
    ...table(hand, page.rows.map((row) => [short(row.id), clean(row.name), sentence('recipe.row-takes', { n: row.takesCount })])),
    ...(page.total === 0 ? [sentence('recipe.none')] : []),
    ...(page.total > page.rows.length ? [sentence('flow.more', { n: page.total - page.rows.length })] : [])
  ])
}

function detail(hand: Hand, found: RecipeDetail): string[] {
  const { name, makes, takes, tools, hands, steps, note } = found
  const part = (head: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [head, ...lines.map((line) => `  ${clean(line)}`)])
  return [
    `${short(found.id)}  ${clean(name)}`,
    ...part(sentence('recipe.makes-head'), makes.map(({ what }) => say(what))),
    ...part(sentence('recipe.takes-head'), takes.map((taken) => say(taken.what) + (taken.note === undefined ? '' : `, ${taken.note}`))),
    ...part(sentence('recipe.tools-head'), tools.map(({ thing, count = 1 }) => (count === 1 ? thing : `${count} ${thing}`))),
    ...part(sentence('recipe.hands-head'), hands.map(({ skill, time }) => (time ? `${skill}, ${amount(time)}` : skill))),
    ...(steps === undefined ? [] : steps.split('\n').map((line) => clean(line))),
    ...(note === undefined || hand.json ? [] : note.split('\n').map((line) => clean(line)))
  ]
}

async function make(hand: Hand, words: readonly string[], options: MakeOptions): Promise<void> {
  const { text, can, limit } = options
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    if (words.length > 0) return missing(hand, peer, world, await find(peer, world, words.join(' ')), options)
    const answer = await peer.ask('canMake', { world, limit: limitOf(limit), ...(text !== undefined && { text }), ...(can && { show: 'can' as const }) })
    show(hand, answer, () =>
      answer.total === 0 && text === undefined && !can
        ? [sentence('make.none-here')]
        : [...table(hand, answer.rows.map(cells)), sentence('make.count', { n: answer.can, total: answer.total })]
    )
  })
}

const cells = (row: CanMakeRow): string[] => [short(row.id), clean(row.name), clean(say(row.words))]

async function missing(hand: Hand, peer: Peered, world: IdText, id: StatementId, options: MakeOptions): Promise<void> {
  const { ware } = await peer.ask('self', {})
  const near = { ware, ...(options.place !== undefined && { place: options.place }) }
  const [answer, names] = await Promise.all([peer.ask('missing', { world, id, near, ...wantedOf(options) }), namesIn(peer, world)])
  show(hand, answer, () =>
    answer
      ? [
          `${short(answer.recipe)}  ${clean(answer.name)}, ${amount(answer.times)}`,
          ...answer.lines.flatMap((line) => needLines(line, names)),
          ...(answer.first.length > 0 ? [sentence('make.first-head'), ...answer.first.map((row) => `  ${short(row.recipe)}  ${clean(say(row.words))}`)] : [])
        ]
      : []
  )
}

const needLines = (line: NeedRow, names: Names): string[] => [
  `  ${clean(say(line.words))}`,
  ...line.who.slice(0, 3).map(({ ware, place, quantity, thing }) =>
    `    ${sentence('make.who', { who: names.of(ware), place: place === undefined ? '' : sentence('row.at', { place: clean(place) }), what: quantity ? clean(say(shown(quantity))) : clean(thing) })}`
  )
]

/** By name, or by the beginning of an id. */
async function find({ ask }: Peered, world: IdText, typed: string): Promise<StatementId> {
  const rows: RecipeRow[] = []
  for (let offset = 0; ; offset = rows.length) {
    const page = await ask('recipes', { world, offset, limit: 1_000 })
    rows.push(...page.rows)
    if (rows.length >= page.total || page.rows.length === 0) return pickNamed(typed, rows)
  }
}

function wantedOf({ times, by }: WantedOptions): Wanted {
  oneOf({ '--times': times, '--by': by })
  if (times !== undefined) return { times }
  if (by === undefined) return {}
  const read = readAmountAndMeasure(by)
  const thing = read.ok && read.value ? read.value.rest.trim().replace(/^of\s+/i, '') : ''
  if (!read.ok || !read.value || thing === '') throw new Stop(cliMessage('recipe.by-wrong'), exitCodes.usage)
  const quantity = by.trim().slice(0, by.trim().length - read.value.rest.trim().length).trim()
  return { of: { thing, quantity } }
}
