import { StoreError } from '@commune/protocol'
import { expect, test } from 'vitest'
import { english } from '../words/index.ts'
import { reasonOf } from './reason.ts'

test('why the place does not open always stands there in words', () => {
  expect(english.say(reasonOf(new StoreError('full', 'no room')))).toMatch(/^The disk is full/)
  // As Chromium throws it: a name, and no message.
  expect(english.say(reasonOf(new DOMException('', 'QuotaExceededError')))).toMatch(/^The disk is full/)
  expect(english.say(reasonOf(new DOMException('', 'SecurityError')))).toMatch(/^This browser lets the app keep nothing/)
  expect(english.say(reasonOf(new DOMException('', 'DataError')))).toMatch(/: DataError$/)
  expect(english.say(reasonOf(new Error('a stone in the way')))).toMatch(/: a stone in the way$/)
  expect(english.say(reasonOf('a word'))).toMatch(/: a word$/)
})
