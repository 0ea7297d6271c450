/** Yjs on the same records: in memory, unsigned, plain. One update a record, by as many clients as there are authors. */
import { statementOf } from './entries.ts'
import { answerAll } from './talk.ts'
import { applyUpdate, Doc } from 'yjs'

/** Writes so many records apart, then takes them in one update after another; answers with records a second. */
export type Ask = { readonly ask: 'yjs'; readonly count: number; readonly authors: number }

answerAll<Ask>(async ({ count, authors }) => {
  const updates: Uint8Array[] = []
  const writers = Array.from({ length: authors }, () => {
    const doc = new Doc()
    doc.on('update', (update: Uint8Array) => updates.push(update))
    return doc.getArray('records')
  })
  for (let index = 0; index < count; index++) writers[index % authors]?.push([statementOf(index)])
  const doc = new Doc()
  const startMs = performance.now()
  for (const update of updates) applyUpdate(doc, update)
  const ms = performance.now() - startMs
  if (doc.getArray('records').length !== count) throw new Error('Yjs did not take all in')
  return (count / ms) * 1_000
})
