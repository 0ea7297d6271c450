/** What changed from one version of a page to the next, in words. */
import { ideasMessage, type Message } from '../words/index.ts'
import { tagsOf } from './links.ts'
import type { CheckedEdit, Texts } from './page.ts'
import type { VersionRow } from './rows.ts'

/** The page as it read after an edit. */
export const versionRow = (edit: CheckedEdit, before: Texts, now: Texts, first: boolean): VersionRow => ({
  edit: edit.id,
  title: now.title,
  text: now.text,
  tags: tagsOf(now.tags),
  front: now.front,
  lamport: edit.lamport,
  words: versionWords(before, now, first)
})

const versionWords = (before: Texts, now: Texts, first: boolean): Message => {
  if (first) return ideasMessage('ideas.version.begun')
  const wasSomething = before.title !== '' || before.text !== ''
  if (wasSomething && now.title === '' && now.text === '') return ideasMessage('ideas.version.blanked')
  if (before.title !== now.title) return ideasMessage('ideas.version.title', { title: now.title })
  const more = now.text.length - before.text.length
  if (more > 0) return ideasMessage('ideas.version.longer', { n: more })
  if (more < 0) return ideasMessage('ideas.version.shorter', { n: -more })
  if (before.text !== now.text) return ideasMessage('ideas.version.changed')
  return ideasMessage(before.tags === now.tags ? 'ideas.version.same' : 'ideas.version.tags')
}
