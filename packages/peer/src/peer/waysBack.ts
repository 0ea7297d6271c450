/**
 * Ways back (I4): what this device left with others for the day its own store is out of reach, and what others left here. The
 * bytes, and what they allow, are in the protocol's `wayBack`.
 *
 * Who left a way renews it by itself whenever what it holds has changed, and takes it back by ending its gate and telling the
 * keeper. A keeper keeps what came, sealed as it came, for a device that has shown who it is and in the name of its own ware alone.
 *
 * Bounds: 8 keepers; kept here at most 64, of one ware 8; one at a time from each conversation, of those that come meanwhile the
 * last. Who may forget keeps none.
 */
import {
  addDevice,
  type Change,
  decodeValue,
  deviceFrom,
  deviceSecretBytes,
  encodeValue,
  fromText,
  hash,
  type IdText,
  no,
  ok,
  openWayBack,
  publicOf,
  sayAdd,
  sayEnd,
  sealWayBack,
  toText,
  type Value,
  type WayBack,
  type WorldPass
} from '@commune/protocol'
import type { Acts, Outcome, WaysBackView } from '../api/api.ts'
import { wareOf } from '../me/me.ts'
import type { Channel } from '../sync/channel.ts'
import type { BesideMessage } from '../sync/message.ts'
import { peerMessage } from '../words/index.ts'
import { selfOf } from './asks.ts'
import { nothingIfDamaged } from './healing.ts'
import type { Held, Inside } from './inside.ts'
import { dropWorldsOf, keepWorldsOf } from './keptWorlds.ts'

const leftKey = 'left'
const form = 1
const keptPrefix = 'back/'
const keepersMax = 8
const keptMax = 64
const keptOfWareMax = 8
const heldMs = 10_000

interface Left {
  readonly keeper: IdText
  readonly keeperWare: IdText
  /** Whose way it is: this device may have become one of another ware since. */
  readonly ware: IdText
  readonly gate: Uint8Array
  /** It was taken back, and the keeper has not heard of it yet. */
  gone: boolean
  /** What it told of when it was last held over there. */
  held: string | null
  /** Sent and not held yet: its hash, and what it tells of. */
  sent?: { readonly hash: IdText; readonly of: string; readonly on: Channel }
}

interface Kept {
  readonly sealed: Uint8Array
  readonly way: WayBack
}

export class WaysBack {
  readonly #inside: Inside
  readonly #passOf: (held: Held) => WorldPass
  readonly #left = new Map<IdText, Left>()
  readonly #kept = new Map<IdText, Kept>()
  /** Conversations from which one is being taken, each with the one that is next. */
  readonly #taking = new WeakMap<Channel, { next?: Uint8Array | undefined }>()
  readonly #waiting = new Map<IdText, () => void>()
  #keeping: Promise<unknown> = Promise.resolve()

  constructor(inside: Inside, passOf: (held: Held) => WorldPass) {
    this.#inside = inside
    this.#passOf = passOf
  }

  async load(): Promise<void> {
    const { store } = this.#inside.ports
    const locked = await store.get(leftKey).catch(nothingIfDamaged)
    const plain = locked && this.#inside.options.lock.unlock(locked)
    const decoded = plain && decodeValue(plain)
    if (decoded?.ok && Array.isArray(decoded.value) && decoded.value[0] === form) {
      for (const each of decoded.value[1] as readonly (readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array, boolean, string | null])[]) {
        const [keeper, keeperWare, ware, gate, gone, held] = each
        this.#left.set(toText(keeper), { keeper: toText(keeper), keeperWare: toText(keeperWare), ware: toText(ware), gate: gate.slice(), gone, held })
      }
    }
    for (const key of await store.keys(keptPrefix, { limit: keptMax })) {
      const sealed = await store.get(key).catch(nothingIfDamaged)
      const way = sealed && openWayBack(sealed, this.#inside.me().device.box)
      if (sealed && way?.ok) this.#kept.set(key.slice(keptPrefix.length), { sealed, way: way.value })
    }
  }

  /** Whether anything was left with anybody, so that there may be something to tell. */
  get isLeft(): boolean {
    return this.#left.size > 0
  }

  /** Shows the worlds that lie here with the ways that were kept before. */
  keepWorlds(): Promise<void> {
    const keeping = this.#keeping.then(() => keepWorldsOf(this.#inside, this.#newest()))
    this.#keeping = keeping.catch(() => undefined)
    return keeping
  }

  view(): WaysBackView {
    const left = [...this.#left.values()].filter(({ gone, ware }) => !gone && ware === wareOf(this.#inside.me()))
    const kept = [...this.#kept].filter(([device]) => !this.#isEnded(device))
    return {
      left: left.map(({ keeper, keeperWare, held }) => ({ device: keeper, ware: keeperWare, held: held !== null })),
      keepers: this.#inside.sync.keepers(),
      kept: kept.map(([device, { way }]) => ({ device, ware: toText(way.begin.ware), name: way.name, madeMs: way.madeS * 1_000, worlds: way.worlds.map(({ name }) => name) }))
    }
  }

  async leave({ device }: Acts['leaveWayBack'][0]): Promise<Outcome<Acts['leaveWayBack'][1]>> {
    const { ports, sync } = this.#inside
    const keeper = sync.keepers().find((each) => each.device === device)
    if (!keeper) return no(peerMessage('peer.keeper-away'))
    const known = this.#left.get(device)
    if (!known && this.#left.size >= keepersMax) return no(peerMessage('peer.ways-many', { most: keepersMax }))
    const ware = wareOf(this.#inside.me())
    const gate = known && known.ware === ware && !known.gone ? known.gate : ports.random.bytes(deviceSecretBytes)
    const left: Left = { keeper: device, keeperWare: keeper.ware, ware, gate, gone: false, held: null }
    this.#left.set(device, left)
    await this.#save()
    const held = new Promise<void>((resolve) => {
      this.#waiting.set(device, resolve)
      ports.clock.after(heldMs, resolve)
    })
    sync.beside()
    await held
    this.#waiting.delete(device)
    if (left.held !== null) return ok({})
    this.#left.delete(device)
    await this.#save()
    return no(peerMessage('peer.way-not-kept'))
  }

  /** Closes a way for good: its gate ends in every world, whether the keeper hears of it or not. */
  async takeBack({ device }: Acts['takeWayBack'][0]): Promise<Outcome<Acts['takeWayBack'][1]>> {
    const left = this.#left.get(device)
    if (!left || left.gone) return no(peerMessage('peer.way-unknown'))
    const me = this.#inside.me()
    const gate = publicOf(deviceFrom(left.gate))
    for (const { left: gone, hosted } of this.#inside.held()) {
      if (gone || hosted.ended || hosted.world.copied || left.ware !== wareOf(me)) continue
      const end = sayEnd({ ware: me.begin.ware, device: gate.device, last: null, keeps: [] })
      await hosted.say([sayAdd(addDevice(me.begin.ware, gate, me.device.sign)), end])
      await hosted.refresh()
      await hosted.tend()
    }
    left.gone = true
    await this.#save()
    this.#inside.sync.beside()
    return ok({})
  }

  async forget({ device }: Acts['forgetWayBack'][0]): Promise<Outcome<Acts['forgetWayBack'][1]>> {
    const gone = this.#kept.get(device)
    if (!gone) return no(peerMessage('peer.way-unknown'))
    this.#kept.delete(device)
    await this.#inside.ports.store.commit([[keptPrefix + device, undefined]])
    await dropWorldsOf(this.#inside, gone.way, this.#newest())
    this.#inside.watches.changed(undefined)
    return ok({})
  }

  /** What this device left here, while it may be used. */
  open(device: IdText): WayBack | undefined {
    return this.#isEnded(device) ? undefined : this.#kept.get(device)?.way
  }

  /** Leaves with this one what it is to keep, when that is new; or tells it that it is taken back. */
  async tell(channel: Channel): Promise<void> {
    const left = channel.remote && this.#left.get(channel.remote.device)
    if (!left || !channel.allowed || !channel.remote?.beside) return
    if (left.ware !== wareOf(this.#inside.me())) left.gone = true
    const of = left.gone ? '' : this.#tells()
    if (left.held === of || (left.sent?.on === channel && left.sent.of === of)) return
    const sealed = left.gone ? new Uint8Array(0) : this.#sealed(channel, left)
    if (!sealed) return
    left.sent = { hash: toText(hash(sealed)), of, on: channel }
    await channel.sayBeside({ type: 'leave', sealed })
  }

  receive(message: Extract<BesideMessage, { type: 'leave' | 'holds' }>, channel: Channel): void {
    const work = message.type === 'holds' ? this.#heard(toText(message.hash), channel) : this.#take(message.sealed.slice(), channel)
    work.catch((fault: unknown) => this.#inside.ports.log.note('way-back-failed', { fault: String(fault) }))
  }

  async #heard(told: IdText, channel: Channel): Promise<void> {
    const left = channel.remote && this.#left.get(channel.remote.device)
    if (!left?.sent || left.sent.hash !== told) return
    if (left.gone) this.#left.delete(left.keeper)
    else left.held = left.sent.of
    await this.#save()
    this.#waiting.get(left.keeper)?.()
    this.#inside.watches.changed(undefined)
  }

  async #take(sealed: Uint8Array, channel: Channel): Promise<void> {
    const device = channel.remote?.device
    const ware = device === undefined ? undefined : channel.member?.identities.wareOfDevice(device)
    if (device === undefined || ware === undefined || this.#inside.options.mayForget) return
    const taking = this.#taking.get(channel)
    if (taking) return void (taking.next = sealed)
    const now: { next?: Uint8Array | undefined } = { next: sealed }
    this.#taking.set(channel, now)
    try {
      for (let next = now.next; next; next = now.next) {
        now.next = undefined
        await this.#takeOne(device, ware, next, channel)
      }
    } finally {
      this.#taking.delete(channel)
    }
  }

  async #takeOne(device: IdText, ware: IdText, sealed: Uint8Array, channel: Channel): Promise<void> {
    const before = this.#kept.get(device)
    const change = this.#keep(device, ware, sealed)
    if (!change) return
    await this.#inside.ports.store.commit([change])
    if (before) await dropWorldsOf(this.#inside, before.way, this.#newest())
    await this.keepWorlds()
    await channel.sayBeside({ type: 'holds', hash: hash(sealed) })
    this.#inside.watches.changed(undefined)
  }

  /** What to write, or undefined when it is not kept: it does not open, is another ware's, or there are too many. */
  #keep(device: IdText, ware: IdText, sealed: Uint8Array): Change | undefined {
    if (sealed.length === 0) {
      this.#kept.delete(device)
      return [keptPrefix + device, undefined]
    }
    const way = openWayBack(sealed, this.#inside.me().device.box)
    if (!way.ok || toText(way.value.begin.ware) !== ware) return undefined
    const others = [...this.#kept].filter(([of]) => of !== device)
    if (others.length >= keptMax || others.filter(([, kept]) => toText(kept.way.begin.ware) === ware).length >= keptOfWareMax) return undefined
    this.#kept.set(device, { sealed, way: way.value })
    return [keptPrefix + device, sealed]
  }

  #newest(): WayBack[] {
    return [...this.#kept.values()].map(({ way }) => way).toSorted((a, b) => b.madeS - a.madeS)
  }

  /** All that a way back tells of, in short: when it changes, the way is renewed. */
  #tells(): string {
    const me = this.#inside.me()
    const worlds = this.#inside.held().filter(({ left }) => !left)
    const told = worlds.map(({ hosted, views }) => `${hosted.world.name} ${hosted.world.keyring.size} ${views().worlds.world().name ?? ''}`)
    return [me.recovery !== null && !me.backedUp, ...told].join()
  }

  #sealed(channel: Channel, left: Left): Uint8Array | undefined {
    const me = this.#inside.me()
    const { ports } = this.#inside
    const box = channel.member?.identities.devices(left.keeperWare).find((each) => each.device === left.keeper && !each.ended)?.box
    if (box === undefined) return undefined
    const gate = deviceFrom(left.gate)
    const way: WayBack = {
      begin: me.begin,
      adds: [...me.adds, addDevice(me.begin.ware, publicOf(gate), me.device.sign)],
      gate,
      recovery: me.backedUp ? null : me.recovery,
      name: selfOf(this.#inside).name ?? '',
      madeS: Math.floor(ports.clock.nowMs() / 1_000),
      worlds: this.#inside.held().filter((held) => !held.left).map(this.#passOf)
    }
    const sealed = sealWayBack(way, fromText(box) as Uint8Array, ports.random)
    if (!sealed.ok) ports.log.note('way-back-failed', { fault: sealed.error })
    return sealed.ok ? sealed.value : undefined
  }

  /** The device was ended in a world that is known here: then its way leads nowhere. */
  #isEnded(device: IdText): boolean {
    const way = this.#kept.get(device)?.way
    const ware = way && toText(way.begin.ware)
    return ware !== undefined && this.#inside.held().some(({ hosted }) => hosted.identities.devices(ware).some((each) => each.device === device && each.ended))
  }

  async #save(): Promise<void> {
    const all = [...this.#left.values()].map(({ keeper, keeperWare, ware, gate, gone, held }): Value => [bytesOf(keeper), bytesOf(keeperWare), bytesOf(ware), gate, gone, held])
    await this.#inside.ports.store.commit([[leftKey, this.#inside.options.lock.lock(encodeValue([form, all]))]])
    this.#inside.watches.changed(undefined)
  }
}

const bytesOf = (text: IdText): Uint8Array => fromText(text) as Uint8Array
