/**
 * Who is told of the things of this box as descriptions of the web:
 *
 *     granted.json    of each a name, what it may see, until when, and a hash of its token (0600)
 *
 * A token is 256 random bits, shown once; from the hash nobody gets it back, and none is guessed. A grant lapses, as everything that was
 * promised does (P4), and is withdrawn at any moment.
 */
import type { Message } from '@commune/commune'
import { no, ok, type Random, type Result, toText } from '@commune/protocol'
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { hasPrivate, readPrivate, writePrivate } from '../daemon/folder.ts'
import { cliMessage } from '../words/index.ts'

export const grantsName = 'granted.json'
export const grantsMost = 100

const idText = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const grantEntries = {
  world: idText,
  /** What its people call it. */
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  /** Ids of things; left out: all, also those to come. */
  things: v.exactOptional(v.pipe(v.array(idText), v.minLength(1), v.maxLength(1_000))),
  /** It may ask things to do something, and not only look. */
  asks: v.boolean(),
  /** It sees what this ware may see; left out: what everybody may. */
  ware: v.exactOptional(idText),
  untilMs: v.pipe(v.number(), v.integer(), v.minValue(0))
}
export const newGrantSchema = v.object(grantEntries)
export type NewGrant = v.InferOutput<typeof newGrantSchema>

const keptShape = v.pipe(v.array(v.object({ id: idText, hash: v.pipe(v.string(), v.regex(/^[\w-]{43}$/u)), ...grantEntries })), v.maxLength(grantsMost))
type KeptGrant = v.InferOutput<typeof keptShape>[number]

/** A grant as it is shown: without what opens it. */
export type GrantRow = Omit<KeptGrant, 'hash'>

export class Grants {
  readonly #folder: string
  readonly #random: Random
  readonly #held = new Map<string, KeptGrant>()
  #problem: Message | undefined

  constructor(folder: string, random: Random) {
    this.#folder = folder
    this.#random = random
    if (!hasPrivate(folder, grantsName)) return
    const parsed = v.safeParse(keptShape, readPrivate(folder, grantsName))
    // Who was granted what is not guessed: nobody is served until somebody looks.
    if (!parsed.success) this.#problem = cliMessage('served.damaged', { file: grantsName })
    else for (const grant of parsed.output) this.#held.set(grant.hash, grant)
  }

  get problem(): Message | undefined {
    return this.#problem
  }

  rows(): GrantRow[] {
    return [...this.#held.values()].map(shown)
  }

  /** The token is nowhere else: to be shown once. */
  grant(given: NewGrant): Result<{ readonly id: string; readonly token: string }, Message> {
    if (this.#problem) return no(this.#problem)
    if (this.#held.size >= grantsMost) return no(cliMessage('served.many', { most: grantsMost }))
    if (this.rows().some(({ name }) => name.toLowerCase() === given.name.toLowerCase())) return no(cliMessage('served.twice', { name: given.name }))
    const token = toText(this.#random.bytes(32))
    const kept = { id: toText(this.#random.bytes(6)), hash: hashOf(token), ...given }
    this.#held.set(kept.hash, kept)
    this.#keep()
    return ok({ id: kept.id, token })
  }

  withdraw(id: string): Result<null, Message> {
    if (this.#problem) return no(this.#problem)
    const found = [...this.#held.values()].find((one) => one.id === id)
    if (!found) return no(cliMessage('served.unknown'))
    this.#held.delete(found.hash)
    this.#keep()
    return ok(null)
  }

  /** Undefined for what was never granted, was withdrawn, or has lapsed. Found by its hash: how long that takes tells nothing of a token. */
  of(token: string, nowMs: number): GrantRow | undefined {
    const found = this.#held.get(hashOf(token))
    return found && found.untilMs > nowMs ? found : undefined
  }

  /** The grant itself, as long as it holds. */
  byId(id: string, nowMs: number): GrantRow | undefined {
    return this.rows().find((row) => row.id === id && row.untilMs > nowMs)
  }

  #keep(): void {
    writePrivate(this.#folder, grantsName, JSON.stringify([...this.#held.values()]))
  }
}

const shown = ({ hash, ...row }: KeptGrant): GrantRow => (hash === '' ? row : { ...row })

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')
