/**
 * The floor: what taking in costs at least on one core. The last signature of each author is checked, each envelope is hashed,
 * decrypted and unpadded, and inserted in batches into SQLite that syncs at each commit. No network, no graph, no fold, and no
 * index beyond the row; or one on the id.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  concat, decodeEntry, decrypt, domain, envelopeId, type Epoch, makeDevice, makeEpoch, parseEnvelope, putU48, sodiumReady, unpad, verify
} from '@commune/protocol'
import { writeEntries } from './entries.ts'
import { random } from './ports.ts'
import { answerAll } from './talk.ts'

/** Takes in so many entries, with and without an index on the id; answers with `Floor`. */
export type Ask = { readonly ask: 'floor'; readonly count: number; readonly authors: number; readonly indexed: boolean }

export interface Floor {
  readonly entriesPerS: number
  /** Processor time for each entry. */
  readonly cpuUs: number
}

const batch = 1_000
const headerBytes = 48

await sodiumReady
const world = random.bytes(32)
const { epoch } = makeEpoch(world, makeDevice(random).sign.publicKey, random)
let envelopes: readonly Uint8Array[] = []
let authors = 0

answerAll<Ask>(async (question) => {
  if (envelopes.length === 0) {
    envelopes = writeEntries(world, epoch, question.count, question.authors, 1).envelopes
    authors = question.authors
  }
  return measure(question.indexed)
})

function measure(indexed: boolean): Floor {
  const folder = mkdtempSync(join(tmpdir(), 'commune-floor-'))
  const database = new DatabaseSync(join(folder, 'floor.db'))
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE envelopes (number INTEGER PRIMARY KEY, id BLOB, bytes BLOB)')
    if (indexed) database.exec('CREATE UNIQUE INDEX ids ON envelopes (id)')
    const insert = database.prepare('INSERT INTO envelopes (id, bytes) VALUES (?, ?)')
    const cpu = process.cpuUsage()
    const startMs = performance.now()
    for (let at = 0; at < envelopes.length; at += batch) {
      database.exec('BEGIN')
      for (const [index, bytes] of envelopes.slice(at, at + batch).entries()) {
        const id = envelopeId(bytes)
        const plain = openBytes(bytes, epoch)
        // The last entry of each author vouches for its whole chain.
        if (at + index >= envelopes.length - authors) checkSignature(bytes, plain)
        insert.run(id, bytes)
      }
      database.exec('COMMIT')
    }
    const ms = performance.now() - startMs
    const { user, system } = process.cpuUsage(cpu)
    return { entriesPerS: (envelopes.length / ms) * 1_000, cpuUs: (user + system) / envelopes.length }
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function openBytes(bytes: Uint8Array, { contentKey }: Epoch): Uint8Array {
  const padded = decrypt(bytes.subarray(headerBytes), bytes.subarray(0, headerBytes), bytes.subarray(24, headerBytes), contentKey)
  const plain = padded && unpad(padded, 32)
  if (!plain) throw new Error('an envelope does not open')
  return plain
}

function checkSignature(bytes: Uint8Array, plain: Uint8Array): void {
  const envelope = parseEnvelope(bytes)
  if (!envelope.ok) throw new Error(envelope.error)
  const { lamport, nonce } = envelope.value
  const entry = decodeEntry(plain, lamport)
  if (!entry.ok) throw new Error(entry.error)
  const words = new Uint8Array(6)
  putU48(words, 0, lamport)
  const signed = concat(domain('entry'), world, epoch.id, words, nonce, plain.subarray(65))
  // By somebody: an entry in the middle of a chain does not name its author, and one key costs as much as another.
  verify(plain.subarray(1, 65), signed, epoch.prove.publicKey)
}
