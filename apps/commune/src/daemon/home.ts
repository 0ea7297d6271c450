/**
 * A data folder, opened: its store, and the lock of what must not lie open in it.
 *
 * All secrets in the store are locked with one random key. Without a passphrase that key lies beside them, and the folder's
 * permissions are what protects it; with one it lies there under Argon2id. A passphrase can be set at any later start: the
 * key stays, only how it is kept changes.
 */
import { randomBytes } from 'node:crypto'
import {
  type Clock,
  type Log,
  lockSecrets,
  lockWith,
  openSecretsKey,
  type Random,
  secretsKeyBytes,
  sodiumReady,
  type Store,
  StoreError,
  unlockWith
} from '@commune/protocol'
import type { Lock } from '@commune/peer'
import { openSqliteStore, type Salvaged } from '@commune/storage/sqlite'
import { Stop } from '../cli/stop.ts'
import { whyOf } from '../cli/why.ts'
import { cliMessage } from '../words/index.ts'
import { makeFolder, readControl } from './folder.ts'

/** Where a passphrase comes from; asked once at most. Undefined: nobody can say it. */
export interface PassphraseSource {
  /** One was asked to be set, when none is yet. */
  readonly wished: boolean
  /** `fresh`: it is being set and is to be typed twice. */
  read(fresh: boolean): Promise<string | undefined>
}

export interface Home {
  readonly folder: string
  readonly store: Store
  readonly lock: Lock
  readonly locked: boolean
  readonly salvaged?: Salvaged
}

export interface HomePorts {
  readonly log: Log
  readonly clock: Clock
  readonly random: Random
}

const keyName = 'lock'
/** First byte of a key that lies open; one under a passphrase begins with the letters of its form. */
const open = 0

/** Stops with a sentence when the folder cannot be used: in use, read-only, full, newer, or the passphrase does not open it. */
export const openHome = async (folder: string, ports: HomePorts, passphrase: PassphraseSource): Promise<Home> => {
  await sodiumReady
  const { store, salvaged } = await openStore(folder, ports.log)
  try {
    const { key, locked } = await secretsKey(store, ports.random, passphrase)
    const lock: Lock = { lock: (plain) => lockWith(key, plain, ports.random), unlock: (bytes) => unlockWith(key, bytes) }
    return { folder, store, lock, locked, ...(salvaged && { salvaged }) }
  } catch (error) {
    await store.close()
    throw error instanceof StoreError ? stopOf(error, folder) : error
  }
}

/** What to do about a store that cannot be opened. */
export const stopOf = (error: StoreError, folder: string): Stop => {
  const params = { folder }
  switch (error.fault) {
    case 'in-use': {
      const note = readControl(folder)
      if (!note) return new Stop(cliMessage('up.in-use', params))
      return new Stop(cliMessage('up.in-use-at', { folder, address: note.address, pid: String(note.pid) }))
    }
    case 'read-only':
      return new Stop(cliMessage('up.read-only', { folder, why: plainOf(error) }))
    case 'full':
      return new Stop(cliMessage('up.full', params))
    case 'newer-format':
      return new Stop(cliMessage('up.newer', params))
    default:
      return new Stop(cliMessage('up.damaged', { folder, why: plainOf(error) }))
  }
}

/** Without what the system or the database said of it, which stands in brackets behind. */
const plainOf = ({ message }: StoreError): string => message.replace(/ \(.*\)$/s, '')

async function openStore(folder: string, log: Log): ReturnType<typeof openSqliteStore> {
  try {
    makeFolder(folder)
  } catch (error) {
    throw new Stop(cliMessage('up.read-only', { folder, why: whyOf(error) }))
  }
  try {
    return await openSqliteStore({ folder, log })
  } catch (error) {
    throw error instanceof StoreError ? stopOf(error, folder) : error
  }
}

async function secretsKey(
  store: Store,
  random: Random,
  passphrase: PassphraseSource
): Promise<{ key: Uint8Array; locked: boolean }> {
  const kept = await readKept(store)
  if (kept && kept[0] !== open) {
    const said = await passphrase.read(false)
    if (said === undefined) throw new Stop(cliMessage('up.needs-passphrase'))
    const key = openSecretsKey(kept, said)
    if (!key.ok)
      throw new Stop(
        cliMessage(
          key.error === 'wrong-passphrase' ? 'up.wrong-passphrase' : key.error === 'newer' ? 'up.newer-lock' : 'up.damaged-lock'
        )
      )
    return { key: key.value, locked: true }
  }
  const key = kept ? kept.slice(1) : new Uint8Array(randomBytes(secretsKeyBytes))
  if (key.length !== secretsKeyBytes) throw new Stop(cliMessage('up.damaged-lock'))
  if (passphrase.wished) {
    const said = await passphrase.read(true)
    if (said === undefined) throw new Stop(cliMessage('ask.no-new-passphrase'))
    const locked = lockSecrets(key, said, random)
    if (!locked.ok) throw new Stop(cliMessage('up.weak-passphrase'))
    await store.commit([[keyName, locked.value]])
    return { key, locked: true }
  }
  if (!kept) await store.commit([[keyName, Uint8Array.of(open, ...key)]])
  return { key, locked: false }
}

async function readKept(store: Store): Promise<Uint8Array | undefined> {
  try {
    return await store.get(keyName)
  } catch (error) {
    if (error instanceof StoreError && error.fault === 'damaged') throw new Stop(cliMessage('up.damaged-lock'))
    throw error
  }
}
