/**
 * The Web of Things in this box, both ways: things that are brought in, and things that are served. Neither is loaded before somebody
 * wants it: a box with no such thing starts as quickly, and is as small, as one that cannot have any.
 */
import type { Message } from '@commune/commune'
import type { Peer } from '@commune/peer'
import { type IdText, no, ok, type Result } from '@commune/protocol'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { hasPrivate } from '../daemon/folder.ts'
import type { HomePorts } from '../daemon/home.ts'
import { cliMessage } from '../words/index.ts'
import type { BroughtRow, BroughtThings } from './brought.ts'
import { type GrantRow, grantsName, newGrantSchema } from './grants.ts'
import { bringThingSchema, keptName } from './keptThings.ts'
import type { ServedThings } from './served.ts'

export interface WebThingsView {
  readonly brought: readonly BroughtRow[]
  /** Where things are served, and to whom. */
  readonly address: string
  readonly granted: readonly GrantRow[]
  readonly problems: readonly Message[]
}

export class WebThings {
  readonly #peer: Peer
  readonly #folder: string
  readonly #ports: HomePorts
  readonly #base: () => string
  readonly #isOwnBroker: (origin: string) => boolean
  #brought: Promise<BroughtThings> | undefined
  #served: ServedThings | undefined
  #loading: Promise<ServedThings> | undefined

  /** `base`: where the web app is, with a slash at the end. `isOwnBroker`: of an origin, whether the broker built into this box is there. */
  constructor(peer: Peer, folder: string, ports: HomePorts, base: () => string, isOwnBroker: (origin: string) => boolean) {
    this.#peer = peer
    this.#folder = folder
    this.#ports = ports
    this.#base = base
    this.#isOwnBroker = isOwnBroker
  }

  /** Takes up what was kept. */
  async begin(): Promise<void> {
    await Promise.all([hasPrivate(this.#folder, keptName) ? this.#bringing() : undefined, hasPrivate(this.#folder, grantsName) ? this.#serving() : undefined])
  }

  async view(): Promise<WebThingsView> {
    const brought = await this.#brought
    const problems = [brought?.problem, this.#served?.problem].filter((each) => each !== undefined)
    return { brought: brought?.rows() ?? [], address: `${this.#base()}things`, granted: this.#served?.rows() ?? [], problems }
  }

  async bring(given: unknown): Promise<Result<{ readonly key: string }, Message>> {
    const parsed = v.safeParse(bringThingSchema, given)
    return parsed.success ? (await this.#bringing()).bring(parsed.output) : no(cliMessage('brought.unread'))
  }

  async drop(world: IdText, key: string): Promise<Result<null, Message>> {
    return (await this.#bringing()).drop(world, key)
  }

  async grant(given: unknown): Promise<Result<{ readonly id: string; readonly token: string; readonly address: string }, Message>> {
    const parsed = v.safeParse(newGrantSchema, given)
    if (!parsed.success) return no(cliMessage('served.form'))
    const serving = await this.#serving()
    const granted = serving.grant(parsed.output)
    return granted.ok ? ok({ ...granted.value, address: serving.address }) : granted
  }

  async withdraw(id: string): Promise<Result<null, Message>> {
    return (await this.#serving()).withdraw(id)
  }

  /** Things are served to somebody. */
  get isServing(): boolean {
    return (this.#served?.rows().length ?? 0) > 0
  }

  /** Whether this request is for things; then it is answered. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): boolean => this.#served?.handle(request, response) ?? false

  async close(): Promise<void> {
    this.#served?.close()
    await (await this.#brought?.catch(() => undefined))?.close()
  }

  #bringing(): Promise<BroughtThings> {
    this.#brought ??= import('./brought.ts').then(({ BroughtThings: Brought }) => {
      const brought = new Brought(this.#peer, this.#folder, this.#ports, this.#isOwnBroker)
      brought.begin()
      return brought
    })
    return this.#brought
  }

  #serving(): Promise<ServedThings> {
    this.#loading ??= import('./served.ts').then(({ ServedThings: Served }) => (this.#served = new Served(this.#peer, this.#folder, this.#ports, this.#base)))
    return this.#loading
  }
}
