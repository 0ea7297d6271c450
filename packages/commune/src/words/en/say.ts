/** English: what a typed line may mean. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const sayWords = {
  'say.empty': 'Say what is needed, what you have, or an idea.',
  'say.long': 'That is more than one line. Begin a page for it.',
  'say.need': 'A need: {what}{where}{when}{more}.',
  'say.offer': 'An offer: {what}{where}{when}{more}.',
  'say.stock': 'In stock: {what}{where}{when}{more}.',
  'say.stock-what': '{thing}, {quantity}',
  'say.wish': 'A wish: {text}',
  'say.idea': 'An idea: {text}',
  'say.where': ', at {place}',
  'say.when': ', until {when}',
  'say.more': '{before}, {part}',
  'say.instead': 'or {things}',
  'say.least': '{least} at the least',
  'say.for': 'for {name}, who said yes to it',
  'say.every': 'again every {every}',
  'say.urgent': 'urgent',
  'say.whenever': 'whenever it suits',
  'say.nothing': ''
} as const

export const sayMessage: MessageMaker<typeof sayWords> = messagesOf<typeof sayWords>()
