/**
 * The credentials of devices: who may come to the built-in broker, with which grant.
 *
 * A secret is made here, shown once, and kept as a keyed hash under its credential's id. It is 120 random bits, so there is nothing to
 * guess and a slow hash would buy nothing: Argon2 protects what people think up. It would cost a flood of attempts no more than the
 * box itself, a tenth of a second and 64 MiB each, and two hundred devices that come back together after a power cut would wait for
 * one another.
 *
 * The book is plain state: whoever keeps it (the daemon) stores `stored()` after each change and hands it back at the next start.
 */
import { derive, fromText, no, ok, type Random, type Result, sameBytes, toText } from '@commune/protocol'
import * as v from 'valibot'
import { checkGrant, type Grant, type GrantFault, grantPrefixesMax, type Rights } from './grants.ts'

export interface Credential {
  /** The name it gives when it connects: `lamp-x7k2`. */
  readonly id: string
  /** What its people call it. */
  readonly name: string
  readonly grant: Grant
}

/** A credential and its secret, which is nowhere else: to be shown once. 29 characters, as small devices take 32. */
export interface NewCredential {
  readonly credential: Credential
  readonly secret: string
}

export type CredentialFault =
  | GrantFault
  | { readonly type: 'unknown' }
  | { readonly type: 'full'; readonly max: number }
  /** Not 1 to 80 characters. */
  | { readonly type: 'name' }

export const credentialsMax = 500
const nameCharsMax = 80
/** Of an id, what stands before the four letters that make it its own. */
const idCharsMax = 24

const prefixes = v.pipe(v.array(v.pipe(v.string(), v.maxLength(256))), v.maxLength(grantPrefixesMax))
const storedShape = v.pipe(
  v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u), v.maxLength(40)),
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(nameCharsMax)),
      lock: v.pipe(v.string(), v.regex(/^[\w-]{43}$/u)),
      grant: v.strictObject({ says: prefixes, hears: prefixes, asked: prefixes })
    })
  ),
  v.maxLength(credentialsMax)
)

/** How the book is stored: JSON. It holds no secret that lets anyone in. */
export type StoredCredentials = v.InferOutput<typeof storedShape>

interface Held {
  readonly credential: Credential
  readonly lock: Uint8Array
  readonly rights: Rights
}

export class CredentialBook {
  readonly #held = new Map<string, Held>()
  readonly #random: Random
  /** Prefixes where several may speak: that is where devices announce themselves. */
  readonly shared: readonly string[]

  constructor(random: Random, shared: readonly string[] = ['homeassistant']) {
    this.#random = random
    this.shared = shared
  }

  /** A book as it was stored, or why it cannot be read. Two credentials in it that clash are a fault as well. */
  static read(stored: unknown, random: Random, shared?: readonly string[]): Result<CredentialBook, 'damaged'> {
    const parsed = v.safeParse(storedShape, stored)
    if (!parsed.success) return no('damaged')
    const book = new CredentialBook(random, shared)
    for (const { id, name, lock, grant } of parsed.output) {
      const bytes = fromText(lock)
      if (bytes === undefined || book.#held.has(id) || !book.#put({ id, name, grant }, bytes).ok) return no('damaged')
    }
    return ok(book)
  }

  /** Makes a credential. `name` is shown to people, and begins the id. */
  admit(name: string, grant: Grant): Result<NewCredential, CredentialFault> {
    if (this.#held.size >= credentialsMax) return no({ type: 'full', max: credentialsMax })
    if (name.trim() === '' || name.length > nameCharsMax) return no({ type: 'name' })
    let id = this.#idFor(name)
    while (this.#held.has(id)) id = this.#idFor(name)
    const secret = this.#secret()
    const credential = { id, name: name.trim(), grant }
    const put = this.#put(credential, lockOf(id, secret))
    return put.ok ? ok({ credential, secret }) : put
  }

  /** Gives it another secret; the old one opens nothing from now on. */
  renew(id: string): NewCredential | undefined {
    const held = this.#held.get(id)
    if (held === undefined) return undefined
    const secret = this.#secret()
    this.#held.set(id, { ...held, lock: lockOf(id, secret) })
    return { credential: held.credential, secret }
  }

  /** Gives it another grant, and another name where one is given; its secret and its id stay. */
  regrant(id: string, grant: Grant, name?: string): Result<Credential, CredentialFault> {
    const held = this.#held.get(id)
    if (held === undefined) return no({ type: 'unknown' })
    const called = (name ?? held.credential.name).trim()
    if (called === '' || called.length > nameCharsMax) return no({ type: 'name' })
    const credential = { ...held.credential, name: called, grant }
    const put = this.#put(credential, held.lock)
    return put.ok ? ok(credential) : put
  }

  withdraw(id: string): boolean {
    return this.#held.delete(id)
  }

  list(): readonly Credential[] {
    return [...this.#held.values()].map(({ credential }) => credential)
  }

  rightsOf(id: string): Rights | undefined {
    return this.#held.get(id)?.rights
  }

  /** Whether there is such a credential, and the secret is its. */
  check(id: string, secret: Uint8Array): 'fits' | 'unknown' | 'wrong' {
    const held = this.#held.get(id)
    if (held === undefined) return 'unknown'
    return sameBytes(lockOf(id, secret), held.lock) ? 'fits' : 'wrong'
  }

  stored(): StoredCredentials {
    return [...this.#held.values()].map(({ credential: { id, name, grant }, lock }) => ({
      id,
      name,
      lock: toText(lock),
      grant: { says: [...grant.says], hears: [...grant.hears], asked: [...grant.asked] }
    }))
  }

  #put(credential: Credential, lock: Uint8Array): Result<undefined, GrantFault> {
    const others = new Map([...this.#held].filter(([id]) => id !== credential.id).map(([id, { rights }]) => [id, rights]))
    const checked = checkGrant(credential.grant, others, this.shared)
    if (!checked.ok) return checked
    this.#held.set(credential.id, { credential, lock, rights: checked.value })
    return ok(undefined)
  }

  #secret(): string {
    return letters(this.#random.bytes(24)).replace(/(.{4})(?=.)/gu, '$1-')
  }

  #idFor(name: string): string {
    const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z0-9]+/gu) ?? ['device']
    const plain = words.join('-').slice(0, idCharsMax).replace(/-$/u, '')
    return `${plain}-${letters(this.#random.bytes(4))}`
  }
}

// Hashes are compared, never the secret: how far two of them agree says nothing about it.
function lockOf(id: string, secret: string | Uint8Array): Uint8Array {
  const encoder = new TextEncoder()
  const bytes = typeof secret === 'string' ? encoder.encode(secret) : secret
  return derive('mqtt credential', [encoder.encode(`${id}\0`), bytes])
}

/** 32 letters and digits that are not taken for one another (Crockford); five bits of each byte. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

function letters(bytes: Uint8Array): string {
  return [...bytes].map((byte) => alphabet[byte & 31]).join('')
}
