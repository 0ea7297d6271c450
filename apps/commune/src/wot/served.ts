/**
 * The things that this box brings in, for programs that speak the Web of Things: under `/things` of the port that the web app is at, and
 * only while somebody was granted it; else there is nothing at that address.
 *
 * Who holds a token sees what may leave as it is for whom it was granted: what speaks of the place alone, or what that ware may see. All
 * else is not in the description, and is answered as what does not exist. What it asks is asked in the name of whoever granted it, in the
 * slot of a person for a while: whoever stands at the thing and what keeps it safe come first, and it gives way by itself.
 */
import { type Grant, type ServedThing, serveThings, type ServeThings, wotLimits } from '@commune/bridges/wot'
import type { Message, PointId, ReadingPoint, Thing, ThingRow, Value } from '@commune/commune'
import type { Peer } from '@commune/peer'
import { type Cancel, type IdText, no, ok, toText } from '@commune/protocol'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HomePorts } from '../daemon/home.ts'
import { cliMessage, say, words } from '../words/index.ts'
import { type GrantRow, Grants, type NewGrant } from './grants.ts'

/** How long what a program asks holds, unless it asks again. */
const holdMs = 3_600_000
const looksMs = 60_000
/** Of a ware that nobody is. */
const nobody = ''

export class ServedThings {
  readonly #peer: Peer
  readonly #ports: HomePorts
  readonly #grants: Grants
  readonly #open = new Map<ServerResponse, string>()
  readonly #base: () => string
  #serve: { readonly base: string; readonly serve: ServeThings } | undefined
  #looking: Cancel | undefined

  constructor(peer: Peer, folder: string, ports: HomePorts, base: () => string) {
    this.#peer = peer
    this.#ports = ports
    this.#base = base
    this.#grants = new Grants(folder, ports.random)
  }

  get problem(): Message | undefined {
    return this.#grants.problem
  }
  get address(): string {
    return `${this.#base()}things`
  }
  rows(): readonly GrantRow[] {
    return this.#grants.rows()
  }

  grant(given: NewGrant): ReturnType<Grants['grant']> {
    return this.#grants.grant(given)
  }

  /** What stands open for it is ended, and so is what it asked. */
  withdraw(id: string): ReturnType<Grants['withdraw']> {
    const world = this.#grants.rows().find((row) => row.id === id)?.world
    const gone = this.#grants.withdraw(id)
    if (!gone.ok) return gone
    this.#endLapsed()
    if (world !== undefined) this.#peer.senses.acts.releaseFor(id, world)
    return gone
  }

  /** Whether this request is for things; then it is answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (!/^\/things(?:[/?]|$)/.test(request.url ?? '') || this.#grants.rows().length === 0) return false
    this.#answer(request, response).catch(() => response.destroy())
    return true
  }

  close(): void {
    this.#looking?.()
    for (const response of this.#open.keys()) response.destroy()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization } = request.headers
    const answer = await this.#serving()({
      method: request.method ?? 'GET',
      path: (request.url ?? '').slice(1),
      body: await bodyOf(request),
      ...(authorization !== undefined && { authorization })
    })
    // A line on which a body is still coming serves no other request.
    response.writeHead(answer.status, { ...answer.headers, ...(!request.complete && { connection: 'close' }) })
    if (answer.body instanceof Uint8Array) return void response.end(answer.body)
    const { body } = answer
    const holder = this.#holderOf(authorization)
    this.#open.set(response, holder)
    this.#look()
    response.on('close', () => {
      this.#open.delete(response)
      void body.return?.()
    })
    for await (const part of body) {
      if (response.destroyed) break
      if (!response.write(part)) await new Promise<void>((resolve) => once(response, resolve))
    }
    response.end()
  }

  #serving(): ServeThings {
    const base = this.#base()
    if (this.#serve?.base === base) return this.#serve.serve
    const serve = serveThings({
      base,
      words,
      things: (grant) => this.#thingsFor(grant),
      grantOf: (token) => this.#grantOf(token),
      now: (id, key) => this.#now(id, key),
      ask: (id, key, value, grant) => this.#ask(id, key, value, grant),
      listen: (id, key, heard, grant) => this.#listen(id, key, heard, grant)
    })
    this.#serve = { base, serve }
    return serve
  }

  #grantOf(token: string): Grant | undefined {
    const row = this.#grants.of(token, this.#ports.clock.nowMs())
    return row && { holder: row.id, things: row.things === undefined ? 'all' : new Set(row.things), mayAsk: row.asks }
  }

  #holderOf(authorization: string | undefined): string {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
    return this.#grants.of(token, this.#ports.clock.nowMs())?.id ?? ''
  }

  /** What this box brings into the world of the grant, as far as its holder may see it. */
  #thingsFor({ holder }: Grant): ServedThing[] {
    const row = this.#grants.byId(holder, this.#ports.clock.nowMs())
    const held = row && this.#peer.inside.find(row.world)
    if (!row || !held || held.left) return []
    const me = toText(this.#peer.inside.me().device.sign.publicKey)
    return held
      .views()
      .things.list()
      .filter(({ device, id }) => device === me && (row.things?.includes(id) ?? true))
      .map((thing) => ({ id: thing.id, thing: this.#sightOf(thing, row) }))
  }

  #sightOf(row: ThingRow, grant: GrantRow): Thing {
    const { key, maker, model, place, acts } = row
    return {
      key,
      name: say(row.called),
      ...(maker !== undefined && { maker }),
      ...(model !== undefined && { model }),
      ...(place !== undefined && { place }),
      readings: row.readings.filter((point) => this.#maySee(row, point, grant)),
      pulses: row.pulses.filter(({ key: pulse }) => this.#mayAsk(row, pulse, grant)),
      acts: acts.filter(({ will }) => will?.refuses !== true).map(({ will, ...act }) => (will ? act : { ...act }))
    }
  }

  #mayAsk(row: ThingRow, point: string, { world, ware }: GrantRow): boolean {
    return this.#peer.inside.find(world)?.views().things.mayAsk(`${row.id}/${point}`, ware ?? nobody) ?? false
  }

  /** As it is and in no other form: what leaves in spans or as a count is in the world, for its members. */
  #maySee(row: ThingRow, point: ReadingPoint, grant: GrantRow): boolean {
    if (!this.#mayAsk(row, point.key, grant)) return false
    const choice = row.leaves.find((each) => each.point === point.key)?.choice
    return grant.ware === row.bridge || grant.ware === row.keeper || choice?.class !== 'commons' || choice.transform.is === 'as-it-is'
  }

  #find(id: string): { readonly world: IdText; readonly thing: ThingRow } | undefined {
    for (const held of this.#peer.inside.held()) {
      const thing = held.views().things.one(id)
      if (thing) return { world: held.hosted.world.name, thing }
    }
    return undefined
  }

  #now(id: string, key: string): Value | undefined {
    const found = this.#find(id)
    const held = found && this.#peer.inside.find(found.world)
    const [row] = held ? this.#peer.senses.sensed(held, [`${id}/${key}`]) : []
    return row?.unknown === undefined && row?.stale !== true ? row?.value : undefined
  }

  /** In the name of this box, and no longer than the grant lasts. */
  async #ask(id: string, key: string, value: Value | undefined, { holder }: Grant): ReturnType<Parameters<typeof serveThings>[0]['ask']> {
    const found = this.#find(id)
    const nowMs = this.#ports.clock.nowMs()
    const row = this.#grants.byId(holder, nowMs)
    if (!found || row?.world !== found.world) return no(cliMessage('served.unknown'))
    const act: PointId = `${id}/${key}`
    const held = this.#peer.senses.acts.holdFor(holder, { world: found.world, act, value: value ?? 'press', forMs: Math.min(holdMs, row.untilMs - nowMs) })
    return held.ok ? ok(undefined) : held
  }

  #listen(id: string, key: string, heard: (value?: Value) => void, grant: Grant): Cancel {
    const found = this.#find(id)
    if (!found) return () => undefined
    const point: PointId = `${id}/${key}`
    let last = ''
    let wasNear = false
    return this.#peer.watch('sensed', { world: found.world, points: [point] }, (answer) => {
      const row = answer.ok ? answer.value[0] : undefined
      // What may be seen may have changed since this began.
      const seen = this.#thingsFor(grant).find((one) => one.id === id)?.thing
      if (!row || !seen || ![...seen.readings, ...seen.pulses].some((one) => one.key === key)) return
      const isNear = row.near === true
      if (isNear && !wasNear) heard()
      wasNear = isNear
      const now = `${row.atMs} ${String(row.value)}`
      if (row.value === undefined || row.unknown !== undefined || now === last) return
      last = now
      heard(row.value)
    })
  }

  /** While somebody listens, grants that lapsed end what stands open. */
  #look(): void {
    this.#looking ??= this.#ports.clock.after(looksMs, () => {
      this.#looking = undefined
      this.#endLapsed()
      if (this.#open.size > 0) this.#look()
    })
  }

  #endLapsed(): void {
    const nowMs = this.#ports.clock.nowMs()
    for (const [response, holder] of this.#open) if (!this.#grants.byId(holder, nowMs)) response.destroy()
  }
}

const once = (response: ServerResponse, resolve: () => void): void => {
  const end = (): void => {
    response.off('drain', end).off('close', end)
    resolve()
  }
  response.on('drain', end).on('close', end)
}

/**
 * One part more than is taken: that is enough to say that it is too long. What comes after it is let go by, so that whoever sends it hears
 * the answer and not that the line broke; the server ends a request that goes on for too long.
 */
const bodyOf = (request: IncomingMessage): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let length = 0
    request.on('data', (part: Buffer) => {
      if (length > wotLimits.wishBytesMax) return
      length += part.length
      parts.push(part)
      if (length > wotLimits.wishBytesMax) resolve(Buffer.concat(parts))
    })
    request.once('end', () => resolve(Buffer.concat(parts))).once('error', reject).once('close', () => reject(new Error('aborted')))
  })
