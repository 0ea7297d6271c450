/** Files pages and their edits; an edit that lies about its client id or is not text goes no further than here (T3, T5). */
import { no, ok, type Result, type Room, type Said } from '@commune/protocol'
import { filedIn, filingRoom, parseStatement } from '../facts/index.ts'
import type { Message } from '../words/index.ts'
import { beginSchema, type BegunPage, editSchema, fileSchema, type IdeaEdit, type IdeasState, signSchema } from './types.ts'
import { checkUpdate, clientOf } from './update.ts'
import { filedBegin, isWhole } from './whole.ts'

const parseBegin = (said: Said): Result<BegunPage, Message> => {
  const begin = parseStatement(beginSchema, said.statement)
  if (!begin.ok || !begin.value.update) return begin
  const { nonce, update } = begin.value
  const client = clientOf(said.device, nonce)
  const filed = filedBegin(begin.value, client)
  if (isWhole(filed)) return ok(filed)
  const result = checkUpdate(update, client)
  return result.ok ? ok(filed) : no(result.error)
}

const parseEdit = (said: Said): Result<IdeaEdit, Message> => {
  const edit = parseStatement(editSchema, said.statement)
  if (!edit.ok) return edit
  const result = checkUpdate(edit.value.update, clientOf(said.device, edit.value.nonce))
  return result.ok ? edit : no(result.error)
}

export const ideasRoom: Room<IdeasState> = filingRoom<IdeasState>('ideas', ['begun', 'edits', 'signs', 'files'], {
  'idea.begin': { table: 'begun', parse: parseBegin, authorless: true },
  'idea.edit': { table: 'edits', parse: parseEdit, authorless: true },
  'idea.sign': filedIn('signs', signSchema),
  'file.add': filedIn('files', fileSchema)
})
