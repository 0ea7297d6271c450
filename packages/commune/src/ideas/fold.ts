/** Files pages and their edits; an edit that lies about its client id or is not text goes no further than here (T3, T5). */
import { no, ok, type Result, type Room, type Said } from '@commune/protocol'
import { filedIn, filingRoom, parseStatement } from '../facts/index.ts'
import type { Message } from '../words/index.ts'
import { beginSchema, editSchema, fileSchema, type IdeaBegin, type IdeaEdit, type IdeasState, signSchema } from './types.ts'
import { checkUpdate, clientOf } from './update.ts'

const parseBegin = (said: Said): Result<IdeaBegin, Message> => {
  const begin = parseStatement(beginSchema, said.statement)
  return begin.ok && begin.value.update ? checked(said, begin.value, begin.value.update) : begin
}

const parseEdit = (said: Said): Result<IdeaEdit, Message> => {
  const edit = parseStatement(editSchema, said.statement)
  return edit.ok ? checked(said, edit.value, edit.value.update) : edit
}

function checked<T extends { readonly nonce: Uint8Array }>(said: Said, says: T, update: Uint8Array): Result<T, Message> {
  const result = checkUpdate(update, clientOf(said.device, says.nonce))
  return result.ok ? ok(says) : no(result.error)
}

export const ideasRoom: Room<IdeasState> = filingRoom<IdeasState>('ideas', ['begun', 'edits', 'signs', 'files'], {
  'idea.begin': { table: 'begun', parse: parseBegin, authorless: true },
  'idea.edit': { table: 'edits', parse: parseEdit, authorless: true },
  'idea.sign': filedIn('signs', signSchema),
  'file.add': filedIn('files', fileSchema)
})
