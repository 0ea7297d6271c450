import { expect, test } from 'vitest'
import { jsonLine } from './plain.ts'

test('answers become JSON: sentences in words, bytes as text, whole numbers as numbers as long as they can be', () => {
  const answer = {
    words: { key: 'flows.state.open' },
    told: { key: 'flows.state.answered', params: { n: 2 } },
    quantity: { n: 3n, d: 2n, unit: 'kg' },
    huge: 9_007_199_254_740_993n,
    bytes: Uint8Array.of(1, 2, 3),
    row: { key: 'AAAA', state: 'open' },
    code: { key: 'no-sentence' },
    nothing: null
  }
  expect(JSON.parse(jsonLine(answer))).toEqual({
    words: 'Nobody has said yes yet.',
    told: '2 have said yes; the other yes is still open.',
    quantity: { n: 3, d: 2, unit: 'kg' },
    huge: '9007199254740993',
    bytes: 'AQID',
    row: { key: 'AAAA', state: 'open' },
    code: { key: 'no-sentence' },
    nothing: null
  })
})
