/** Entries as many authors would have written them apart: needs and offers of about 120 bytes, a signature each hundredth. */
import {
  beginWare,
  closeEnvelope,
  type DeviceKeys,
  encodeEntry,
  encodeValue,
  envelopeId,
  type Epoch,
  type Address,
  type RawStatement,
  sayBegin
} from '@commune/protocol'
import { random } from './ports.ts'

const things = ['bread', 'beans', 'a long ladder', 'hands for the roof', 'flour', 'jam jars', 'a bicycle pump', 'compost']
const places = ['kitchen shelf', 'workshop', 'garden', 'guest room']

/** A need or an offer; about 120 bytes encoded. */
export const statementOf = (index: number): RawStatement => ({
  type: index % 2 === 0 ? 'flow.need' : 'flow.offer',
  thing: `${things[index % things.length]} ${index % 997}`,
  quantity: [1 + (index % 9), 1, 'kg'],
  place: places[index % places.length] as string,
  note: 'whenever it suits you best, and thank you'
})

interface Author {
  readonly device: DeviceKeys
  prev: Address | null
  written: number
}

export interface Written {
  readonly envelopes: Uint8Array[]
  readonly statementBytes: number
}

/** Writes `count` entries of `perEntry` statements by `authors` devices in one epoch. */
export const writeEntries = (world: Uint8Array, epoch: Epoch, count: number, authors: number, perEntry: number): Written => {
  const wares = Array.from({ length: authors }, () => beginWare(random))
  const writers = wares.map(({ device }): Author => ({ device, prev: null, written: 0 }))
  const envelopes: Uint8Array[] = []
  const write = (author: Author, statements: readonly RawStatement[], sign: boolean): void => {
    const nonce = random.bytes(24)
    const { device, prev } = author
    const setting = { world, epochId: epoch.id, nonce }
    const { plain, lamport } = encodeEntry({ author: prev ? null : device.sign.publicKey, prev, parents: [], statements }, setting, sign ? device.sign.secretKey : undefined)
    const closed = closeEnvelope({ tag: epoch.tag, lamport, keepClass: 0, nonce }, plain, epoch.contentKey)
    if (!closed.ok) throw new Error(closed.error)
    author.prev = { lamport, id: envelopeId(closed.value) }
    envelopes.push(closed.value)
  }
  for (const [index, ware] of wares.entries()) write(writers[index] as Author, [sayBegin(ware.begin)], true)
  for (let index = 0; index < count; index++) {
    const author = writers[index % authors] as Author
    author.written++
    const statements = Array.from({ length: perEntry }, (_, each) => statementOf(index * perEntry + each))
    write(author, statements, author.written % 100 === 0 || index >= count - authors)
  }
  return { envelopes, statementBytes: encodeValue(statementOf(123_456)).length }
}
