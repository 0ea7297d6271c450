/** English: taking back what one said. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const undoWords = {
  'undo.unknown': 'I do not know what to take back: nothing here has the name {target}.',
  'undo.not-yours': 'Another ware said that. Only they can take it back.',
  'undo.not-this-device': 'Only the device that holds this portion can take that back.',
  'undo.came-in': 'Somebody came in by that invitation, and that stays so. Make a new invitation to let in one more.',
  'undo.lent-anew': 'It has been lent again since. Say what is so now.',
  'undo.already': 'That is taken back already.',
  'undo.nothing': 'There is nothing to take back.'
} as const

export const undoMessage: MessageMaker<typeof undoWords> = messagesOf<typeof undoWords>()
