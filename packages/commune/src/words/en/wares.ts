/** English: who is here. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const waresWords = {
  'wares.person': 'a person',
  'wares.program': 'a program',
  'wares.machine': 'a machine',
  'wares.several': 'several as one',
  'wares.companion': 'a companion',
  'wares.guest': 'a guest',
  'wares.other': '{kind}',
  'wares.named': '{name}',
  'wares.tie-self': 'A ware cannot be tied to itself.',
  'wares.tie-yours': 'You can only say ties of your own.',
  'wares.tie.companion': '{from} is a companion of {to}.',
  'wares.tie.part': '{from} is a part of {to}.',
  'wares.tie.bridge': '{from} comes here through {to}.'
} as const

export const waresMessage: MessageMaker<typeof waresWords> = messagesOf<typeof waresWords>()
