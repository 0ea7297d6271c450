/** Wishes about pages become edits, or a reason why not. */
import { type IdText, no, ok, type Random, type RawStatement, type Result, type StatementId } from '@commune/protocol'
import { cleanId, cleanLine } from '../facts/index.ts'
import { formMessage, ideasMessage, type Message, undoMessage } from '../words/index.ts'
import { tagsOf } from './links.ts'
import { noTexts, type Texts } from './page.ts'
import type { PageTexts } from './rows.ts'
import { nonceBytes, pageCharsMax, tagsMax, titleCharsMax } from './types.ts'
import type { IdeasView } from './views.ts'
import type { BeginWish, EditWish, FileWish, IdeasWish, PageWish, RestoreWish } from './wishes.ts'
import { editsTo, type MadeEdit } from './write.ts'

export interface IdeasScene {
  readonly ideas: IdeasView
  readonly ware: IdText
  /** Null when nobody says it (an authorless entry). */
  readonly device: IdText | null
  readonly random: Random
}

type Statements = Result<RawStatement[], Message>

export const decideIdea = (wish: IdeasWish, scene: IdeasScene): Statements => {
  switch (wish.wish) {
    case 'begin':
      return decideBegin(wish, scene)
    case 'edit':
      return decideEdit(wish, scene)
    case 'restore':
      return decideRestore(wish, scene)
    case 'sign':
    case 'unsign':
    case 'blank':
      return decidePage(wish, scene)
    case 'file':
      return decideFile(wish, scene)
  }
}

/** The begin of a page with its first edit, and the wish that brings the rest when it is too long for one envelope. */
export const beginPage = (
  wish: BeginWish,
  scene: IdeasScene
): Result<{ begin: RawStatement; rest: Omit<EditWish, 'idea'> | undefined }, Message> => {
  const wanted = cleanTexts(wish, noTexts)
  if (!wanted.ok) return wanted
  if (wanted.value.title === '' && wanted.value.text === '') return no(ideasMessage('ideas.empty'))
  const made = editsTo([], wanted.value, scene.device, () => scene.random.bytes(nonceBytes))
  const [first] = made as [MadeEdit]
  const begin: { type: string; nonce: Uint8Array; update: Uint8Array; from?: string } = { type: 'idea.begin', ...first }
  if (wish.from !== undefined) {
    const from = cleanLine('from', wish.from, 200)
    if (!from.ok) return from
    begin.from = from.value
  }
  const { title, text, tags, front } = wanted.value
  return ok({ begin, rest: made.length > 1 ? { wish: 'edit', title, text, tags: tagsOf(tags), front } : undefined })
}

function decideBegin(wish: BeginWish, scene: IdeasScene): Statements {
  const begun = beginPage(wish, scene)
  if (!begun.ok) return begun
  return begun.value.rest ? no(ideasMessage('ideas.long-begin')) : ok([begun.value.begin])
}

function decideEdit(wish: EditWish, scene: IdeasScene): Statements {
  const now = scene.ideas.texts(wish.idea)
  if (!now) return no(ideasMessage('ideas.unknown'))
  const { applied } = scene.ideas.edits(wish.idea)
  const current = joined(now)
  let seen = current
  let edits = applied
  if (wish.seen) {
    const before = cleanTexts(wish.seen, current)
    if (!before.ok) return before
    // The version the writer had before them: changes are made to that one and merge with what came since.
    const version = lastVersionLike(scene.ideas, wish.idea, before.value)
    if (version !== undefined) {
      seen = before.value
      edits = applied.slice(0, version)
    }
  }
  const wanted = cleanTexts(wish, seen)
  if (!wanted.ok) return wanted
  return said(
    wish.idea,
    editsTo(edits, wanted.value, scene.device, () => scene.random.bytes(nonceBytes))
  )
}

function decideRestore(wish: RestoreWish, scene: IdeasScene): Statements {
  if (!scene.ideas.has(wish.idea)) return no(ideasMessage('ideas.unknown'))
  const version = scene.ideas.versionAt(wish.idea, wish.edit)
  if (!version) return no(ideasMessage('ideas.no-version'))
  return said(wish.idea, writeNow(wish.idea, joined(version), scene))
}

function decidePage({ wish, idea }: PageWish, scene: IdeasScene): Statements {
  const row = scene.ideas.row(idea)
  if (!row) return no(ideasMessage('ideas.unknown'))
  if (wish === 'blank') return row.blank ? no(formMessage('form.nothing')) : said(idea, writeNow(idea, noTexts, scene))
  const signed = row.signed.includes(scene.ware)
  if (wish === 'sign') return signed ? no(ideasMessage('ideas.signed')) : ok([{ type: 'idea.sign', idea }])
  if (!signed) return no(ideasMessage('ideas.not-signed'))
  return ok(scene.ideas.signsBy(idea, scene.ware).map((target) => ({ type: 'undo', target })))
}

/** Takes an edit back: what it wrote goes, what it deleted returns, what others wrote since stays. */
export const decideUndoEdit = (edit: StatementId, scene: IdeasScene): Statements => {
  const idea = scene.ideas.aboutPage(edit)
  const { applied } = idea === undefined ? { applied: [] } : scene.ideas.edits(idea)
  const at = applied.findIndex((one) => one.id === edit)
  if (idea === undefined || at < 0) return no(undoMessage('undo.unknown', { target: edit }))
  // The earlier version, written as if from just after this edit: the library merges it with what came later.
  const before =
    at === 0 ? noTexts : joined(scene.ideas.versionAt(idea, (applied[at - 1] as { id: StatementId }).id) as PageTexts)
  return said(
    idea,
    editsTo(applied.slice(0, at + 1), before, scene.device, () => scene.random.bytes(nonceBytes))
  )
}

function decideFile(wish: FileWish, scene: IdeasScene): Statements {
  const file = cleanId(wish.file)
  if (!file.ok) return file
  const name = cleanLine('name', wish.name, 200)
  if (!name.ok) return name
  if (!/^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(wish.media))
    return no(formMessage('form.unreadable', { field: formMessage('form.field.media') }))
  if (wish.key.length !== 32) return no(formMessage('form.bytes', { field: formMessage('form.field.key') }))
  if (wish.chunks.length % 32 !== 0 || wish.chunks.length > 1_600 * 32)
    return no(formMessage('form.bytes', { field: formMessage('form.field.chunks') }))
  if (!Number.isInteger(wish.sizeBytes) || wish.sizeBytes < 0 || wish.sizeBytes > 100_000_000)
    return no(ideasMessage('ideas.file-large'))
  if (wish.idea !== undefined && !scene.ideas.has(wish.idea)) return no(ideasMessage('ideas.unknown'))
  const { key, chunks, media, sizeBytes, idea } = wish
  return ok([
    { type: 'file.add', file: file.value, name: name.value, media, sizeBytes, key, chunks, ...(idea !== undefined && { idea }) }
  ])
}

const writeNow = (idea: StatementId, wanted: Texts, scene: IdeasScene): MadeEdit[] =>
  editsTo(scene.ideas.edits(idea).applied, wanted, scene.device, () => scene.random.bytes(nonceBytes))

function said(idea: StatementId, edits: readonly MadeEdit[]): Statements {
  return edits.length === 0 ? no(formMessage('form.nothing')) : ok(edits.map((edit) => ({ type: 'idea.edit', idea, ...edit })))
}

const joined = ({ title, text, tags, front }: PageTexts): Texts => ({ title, text, tags: tags.join('\n'), front })

/** How many edits make the last version that reads like this, or undefined. */
function lastVersionLike(ideas: IdeasView, idea: StatementId, texts: Texts): number | undefined {
  const { rows, total } = ideas.versions(idea, { limit: 200 })
  const at = rows.findIndex(
    (row) =>
      row.title === texts.title && row.text === texts.text && row.front === texts.front && row.tags.join('\n') === texts.tags
  )
  return at < 0 ? undefined : total - at
}

/** What is given, made fit for a page; what is left out stays as it was. */
function cleanTexts(
  given: { readonly title?: string; readonly text?: string; readonly tags?: readonly string[]; readonly front?: string },
  before: Texts
): Result<Texts, Message> {
  let { title, text, tags, front } = before
  if (given.title !== undefined) {
    title = ''
    if (given.title.trim() !== '') {
      const clean = cleanLine('title', given.title, titleCharsMax)
      if (!clean.ok) return clean
      title = clean.value
    }
  }
  if (given.text !== undefined) text = pageText(given.text)
  if (given.front !== undefined) front = pageText(given.front)
  if (text.length + front.length > pageCharsMax) return no(ideasMessage('ideas.long', { most: pageCharsMax }))
  if (given.tags !== undefined) {
    const clean: string[] = []
    for (const tag of given.tags) {
      const one = cleanLine('tags', tag, 80)
      if (!one.ok) return one
      clean.push(one.value)
    }
    tags = [...new Set(clean)].join('\n')
    if (clean.length > tagsMax) return no(formMessage('form.many', { field: formMessage('form.field.tags'), most: tagsMax }))
  }
  return ok({ title, text, tags, front })
}

/** Line ends become `\n`; control characters that no text needs go. */
const pageText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '')
