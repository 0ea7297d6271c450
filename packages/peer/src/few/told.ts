/**
 * What was told to a few and opens here: folded into tables of this peer alone, which lie over those that all hold. And the other way: says
 * to a few what is for them, under a secret that all their devices have.
 */
import { type CommuneStates, type FewState, type FlowsState, Layered, rooms, type Tracked } from '@commune/commune'
import { audienceDevices, fromText, type IdText, type Random, type RawStatement, type Room, type StatementId, toText } from '@commune/protocol'
import type { Hosted } from '../hosted/hosted.ts'
import type { Me } from '../me/me.ts'
import { type FewSecret, type FewWords, keyStatement, openKey, openWords, sealWords, secretOf } from './fewKeys.ts'

/** What may be said to a few. What leaves a stock all have to know (T7). */
const sayable = new Set(['flow.need', 'flow.offer', 'flow.change', 'flow.withdraw', 'flow.yes', 'flow.handed'])
const flowsRoom = rooms.find(({ name }) => name === 'flows') as unknown as Room<FlowsState>
const tables = ['intents', 'changes', 'withdrawals', 'yeses', 'handed'] as const

/** Given in one entry. */
const keysAtOnce = 32

interface Known extends FewSecret {
  wares: readonly IdText[] | undefined
  readonly devices: Set<IdText>
}

export class Told {
  readonly #hosted: Hosted
  readonly #me: () => Me
  readonly #few: FewState
  readonly #opened = flowsRoom.empty()
  readonly #secrets = new Map<string, Known>()
  readonly #waiting = new Map<string, Set<StatementId>>()
  #seen = ''
  #keysRead = 0
  #saysRead = 0
  /** The states with what opened here laid over them. */
  readonly states: CommuneStates

  constructor(hosted: Hosted, me: () => Me, states: CommuneStates) {
    this.#hosted = hosted
    this.#me = me
    this.#few = states.few
    const over = tables.map((table) => [table, new Layered(states.flows[table] as Tracked<unknown>, this.#opened[table] as Tracked<unknown>)] as const)
    this.states = { ...states, flows: { ...states.flows, ...Object.fromEntries(over) } as FlowsState }
  }

  /** To whom this was told, when that were a few. */
  fewOf(id: StatementId): readonly IdText[] | undefined {
    for (const table of tables) {
      const filed = this.#opened[table].get(id) as { few?: readonly IdText[] } | undefined
      if (filed) return filed.few
    }
    return undefined
  }

  /** Opens what has come. */
  look(): void {
    const { keys, says } = this.#few
    const { device } = this.#me()
    const seen = `${toText(device.box.publicKey)} ${keys.version} ${says.version}`
    if (seen === this.#seen) return
    this.#seen = seen
    for (const id of keys.since(this.#keysRead) ?? keys.keys()) this.#openKey(id)
    this.#keysRead = keys.version
    for (const id of says.since(this.#saysRead) ?? says.keys()) this.#openSaid(id)
    this.#saysRead = says.version
  }

  /** These statements as they are said to these wares: a key first, where they have none together yet. `helps` is what was said only for that. */
  seal(statements: readonly RawStatement[], few: readonly IdText[], random: Random): { said: RawStatement[]; helps: ReadonlySet<RawStatement> } {
    const { world, identities } = this.#hosted
    const me = this.#me().device
    const devices = audienceDevices(few, identities)
    const wares = few.toSorted()
    const helps = new Set<RawStatement>()
    const words = (secret: FewSecret, more: Omit<FewWords, 'wares'>): RawStatement => sealWords(world.id, me.sign.publicKey, secret, { wares, ...more }, random)
    let known: FewSecret | undefined = this.#forAll(wares, devices.map(({ device }) => device))
    if (!known) {
      known = secretOf(world.id, random.bytes(32))
      helps.add(keyStatement(known, devices.map(({ box }) => fromText(box) as Uint8Array), random))
      helps.add(words(known, { devices: devices.map(({ device }) => device), statement: undefined }))
    }
    const secret = known
    return { said: [...helps, ...statements.map((statement) => words(secret, { devices: [], statement }))], helps }
  }

  /** Keys for devices of this ware that came after what was told to it. */
  keysDue(random: Random): RawStatement[] {
    this.look()
    const { world, identities, me } = this.#hosted
    const { sign } = this.#me().device
    const mine = audienceDevices([me], identities)
    const due: RawStatement[] = []
    for (const known of this.#secrets.values()) {
      const without = mine.filter(({ device }) => !known.devices.has(device))
      if (!known.wares?.includes(me) || without.length === 0 || due.length >= 2 * keysAtOnce) continue
      const devices = without.map(({ device }) => device)
      due.push(keyStatement(known, without.map(({ box }) => fromText(box) as Uint8Array), random))
      due.push(sealWords(world.id, sign.publicKey, known, { wares: known.wares, devices, statement: undefined }, random))
    }
    return due
  }

  /** A secret that these devices have, and no other one. */
  #forAll(wares: readonly IdText[], devices: readonly IdText[]): Known | undefined {
    this.look()
    for (const known of this.#secrets.values()) {
      if (known.wares?.join() === wares.join() && known.devices.size === devices.length && devices.every((device) => known.devices.has(device))) return known
    }
    return undefined
  }

  #openKey(id: StatementId): void {
    const key = this.#few.keys.get(id)
    const tag = key && toText(key.says.tag)
    if (!key || tag === undefined || this.#secrets.has(tag)) return
    const secret = openKey(this.#hosted.world.id, key.says.tag, key.says.boxes, this.#me().device.box)
    if (!secret) return
    this.#secrets.set(tag, { ...secret, wares: undefined, devices: new Set() })
    for (const said of this.#waiting.get(tag) ?? []) this.#openSaid(said)
    this.#waiting.delete(tag)
  }

  #openSaid(id: StatementId): void {
    const filed = this.#few.says.get(id)
    if (!filed || filed.device === null) return
    const tag = toText(filed.says.tag)
    const known = this.#secrets.get(tag)
    if (!known) return void this.#waiting.set(tag, (this.#waiting.get(tag) ?? new Set()).add(id))
    const words = openWords(this.#hosted.world.id, fromText(filed.device) as Uint8Array, known, filed.says.nonce, filed.says.sealed)
    if (!words) return
    known.wares ??= words.wares
    for (const device of words.devices) known.devices.add(device)
    const { statement } = words
    if (!statement || !sayable.has(statement.type)) return
    const { device, lamport } = filed
    if (flowsRoom.fold(this.#opened, { id, entry: id.slice(0, id.indexOf('.')), device, lamport, epoch: '', statement })) return
    for (const name of tables) {
      const table = this.#opened[name] as Tracked<object>
      const said = table.get(id)
      if (said) table.put(id, { ...said, few: words.wares })
    }
  }
}
