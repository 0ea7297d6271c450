/** English: what one may type into a field. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const formWords = {
  'form.empty': 'Say something under “{field}”, or leave it out.',
  'form.long': 'What stands under “{field}” is too long: {most} characters are the most.',
  'form.unreadable': 'What stands under “{field}” has characters that cannot be shown. Type it again.',
  'form.many': 'There are too many under “{field}”: {most} are the most.',
  'form.past': 'That time has already passed. Name a later one, or none.',
  'form.time': 'That is not a time anybody can keep.',
  'form.id': '“{id}” names nothing here. Copy the name whole.',
  'form.bytes': 'What stands under “{field}” has not the right length.',
  'form.nothing': 'Nothing would change.',
  'form.field.thing': 'thing',
  'form.field.place': 'place',
  'form.field.note': 'note',
  'form.field.name': 'name',
  'form.field.kind': 'kind',
  'form.field.about': 'about',
  'form.field.skills': 'skills',
  'form.field.from': 'from',
  'form.field.title': 'title',
  'form.field.text': 'text',
  'form.field.tags': 'tags',
  'form.field.key': 'key',
  'form.field.secret': 'secret',
  'form.field.chunks': 'chunks',
  'form.field.media': 'kind of file',
  'form.field.batch': 'batch',
  'form.field.why': 'reason'
} as const

export const formMessage: MessageMaker<typeof formWords> = messagesOf<typeof formWords>()
