import { type IdText, sodiumReady, toText } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { nonceOf, update as updateBy } from '../testing/index.ts'
import { noTexts } from './page.ts'
import type { IdeaBegin } from './types.ts'
import { checkUpdate, clientOf, type PageField, pageFields } from './update.ts'
import { filedBegin, firstEdit, isWhole, updateOf } from './whole.ts'
import { editsTo } from './write.ts'

beforeAll(() => sodiumReady)

const device = toText(new Uint8Array(32).fill(7)) as IdText
const nonce = nonceOf(1)
const client = clientOf(device, nonce)
const begin = (update: Uint8Array): IdeaBegin => ({ type: 'idea.begin', nonce, update })
const text = fc.string({ unit: 'binary', maxLength: 200 }).map((one) => one.toWellFormed())
const texts = fc.record({ title: text, text: fc.oneof(text, fc.constant('\ufeffwith a mark'), text.map((one) => one.repeat(9))), tags: text, front: text })

test('[T5] a page written in one go is filed as its texts, and its edit comes back byte for byte', () => {
  fc.assert(
    fc.property(texts, (wanted) => {
      const [edit, ...more] = editsTo([], { ...noTexts, ...wanted }, device, () => nonce)
      fc.pre(edit !== undefined && more.length === 0)
      const filed = filedBegin(begin(edit!.update), client)
      expect(isWhole(filed)).toBe(true)
      if (!isWhole(filed)) return
      expect({ ...noTexts, ...filed.whole }).toEqual(wanted)
      expect(firstEdit(filed, device)).toEqual({ nonce, update: edit!.update })
    })
  )
})

test('[T5] whatever is filed as texts passes the check, and says in the library what was filed', () => {
  let whole = 0
  const honest = texts.map((wanted) => updateOf(wanted, client))
  const bent = fc.tuple(honest, fc.nat(), fc.nat({ max: 255 }), fc.boolean()).map(([bytes, at, byte, cut]) => {
    const other = bytes.slice(0, cut ? at % (bytes.length + 1) : bytes.length)
    if (other.length > 0) other[at % other.length] = byte
    return other
  })
  fc.assert(
    fc.property(fc.oneof(honest, bent, fc.uint8Array({ maxLength: 40 })), (update) => {
      const filed = filedBegin(begin(update), client)
      if (!isWhole(filed)) return
      whole++
      const checked = checkUpdate(update, client)
      expect(checked.ok).toBe(true)
      if (checked.ok) expect(checked.value.alone).toEqual(filed.whole)
    }),
    { numRuns: 2_000 }
  )
  expect(whole).toBeGreaterThan(100)
})

test('[T5] what is not plain is filed as it came', () => {
  const made = (write: (field: (name: PageField) => { insert(at: number, text: string): void; delete(at: number, length: number): void }) => void, by = client): Uint8Array =>
    updateBy(by, (doc) => write((name) => doc.getText(name)))
  const backwards = made((field) => {
    for (const name of [...pageFields].reverse()) field(name).insert(0, name)
  })
  const corrected = made((field) => {
    field('text').insert(0, 'milk and salt')
    field('text').delete(0, 4)
  })
  const another = made((field) => field('text').insert(0, 'salt'), client + 1)
  for (const update of [backwards, corrected, another, Uint8Array.from([0, 0]), updateOf({ text: 'a' }, client).subarray(0, -1), new Uint8Array(2)]) {
    const filed = filedBegin(begin(update), client)
    expect(filed).toEqual(begin(update))
    expect(firstEdit(filed, device)).toEqual({ nonce, update })
  }
  const empty: IdeaBegin = { type: 'idea.begin', nonce }
  expect(filedBegin(empty, client)).toBe(empty)
  expect(firstEdit(empty, device)).toBeUndefined()
})
