import type { Message } from '@commune/commune'
import { expect, test } from 'vitest'
import { takeRoomWords } from '../words-later/rooms.ts'
import { english } from '../words/index.ts'
import { standingOf } from './standing.ts'

takeRoomWords()

const answered: Message = { key: 'flows.state.answered', params: { n: 2 } }
const said = (words: Message, me: string): string => english.say(standingOf({ ware: 'mira', words }, me))

test('[P2] the state of a need speaks to its own ware as "yours", and to nobody else', () => {
  expect(said(answered, 'mira')).toBe('2 have said yes and wait for yours.')
  expect(said(answered, 'bo')).toBe('2 have said yes; the other yes is still open.')
  expect(said({ key: 'flows.state.asked-by-us' }, 'mira')).toBe('You have said yes; the other side has not said it yet.')
  expect(said({ key: 'flows.state.asked-by-us' }, 'bo')).toBe('One side has said yes; the other has not said it yet.')
  expect(said({ key: 'flows.state.open' }, 'mira')).toBe('Nobody has said yes yet.')
})
