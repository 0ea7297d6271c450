/**
 * The pages that are open here, in all worlds, and what passes between those who have one open (T5). A message goes on to every
 * other member that is connected, once, so that two browsers that only reach a box see one another write.
 *
 * Bounds: 8 pages open here; from one conversation 200 messages and 524,288 bytes in a second, and what is more is passed over;
 * 4,096 messages are remembered by their nonce. Nothing is kept.
 */
import { type MadeEdit, pageCharsMax, tagsMax, titleCharsMax } from '@commune/commune'
import { type Epoch, type IdText, no, ok, type StatementId, toText } from '@commune/protocol'
import type { Acts, Asks, LiveView, Outcome } from '../api/api.ts'
import { deviceOf } from '../me/me.ts'
import { usable } from '../peer/acts.ts'
import type { Held, Inside } from '../peer/inside.ts'
import type { Channel } from '../sync/channel.ts'
import { liveBytesMax } from '../sync/message.ts'
import { messageOfFault, peerMessage } from '../words/index.ts'
import { liveValue, type LiveWord, nonceOf, openLive, sealLive, writerBytes } from './message.ts'
import { LiveSession } from './session.ts'

const openMax = 8
const nonceMax = 4_096
const spanMs = 1_000
const spanMessagesMax = 200
const spanBytesMax = 524_288

interface Open {
  readonly held: Held
  readonly idea: StatementId
  readonly session: LiveSession
}

export class Live {
  readonly #inside: Inside
  readonly #open = new Map<string, Open>()
  readonly #nonces = new Set<IdText>()
  readonly #spans = new WeakMap<Channel, { sinceMs: number; messages: number; bytes: number }>()

  constructor(inside: Inside) {
    this.#inside = inside
  }

  async open({ world, id, named }: Acts['openLive'][0]): Promise<Outcome<LiveView>> {
    const held = usable(this.#inside, world)
    if (!held.ok) return held
    if (!held.value.views().ideas.has(id)) return no(peerMessage('peer.nothing-found'))
    const known = this.#open.get(keyOf(world, id))
    known?.session.look(named)
    if (known) return ok(this.#view(known))
    const [oldest] = this.#open.keys()
    if (this.#open.size >= openMax && oldest !== undefined) await this.#end(oldest)
    const opened = { held: held.value, idea: id, session: this.#begin(held.value, id, named) }
    this.#open.set(keyOf(world, id), opened)
    return ok(this.#view(opened))
  }

  /** Writes if the page still reads as the writer saw it; else nothing changes, and the answer says how it reads now. */
  async write({ world, id, version, texts }: Acts['writeLive'][0]): Promise<Outcome<Acts['writeLive'][1]>> {
    const held = usable(this.#inside, world)
    if (!held.ok) return held
    const open = this.#open.get(keyOf(world, id))
    if (!open) return no(peerMessage('peer.live-closed'))
    const taken = open.session.version === version
    if (taken) {
      const wanted = { ...open.session.texts, title: lineOf(texts.title), text: textOf(texts.text), tags: tagsOf(texts.tags) }
      if (wanted.text.length + wanted.front.length > pageCharsMax) return no(peerMessage('peer.too-long'))
      open.session.write(wanted)
    }
    return ok({ ...this.#view(open), taken })
  }

  async close({ world, id }: Acts['closeLive'][0]): Promise<Outcome<Acts['closeLive'][1]>> {
    await this.#end(keyOf(world, id))
    return ok({})
  }

  look({ world, id }: Asks['live'][0]): LiveView | null {
    const open = this.#open.get(keyOf(world, id))
    return open ? this.#view(open) : null
  }

  /** Edits of pages came in or were said in this world. */
  folded(world: IdText): void {
    for (const { held, session } of this.#open.values()) if (held.hosted.world.name === world) session.folded()
  }

  receive(sealed: Uint8Array, channel: Channel): void {
    if (!this.#pays(channel, sealed.length)) return
    const nonce = nonceOf(sealed)
    if (this.#nonces.has(nonce)) return
    const { world } = channel.hosted
    const inUse = channel.member?.usable() ?? new Set<string>()
    const epochOf = (tag: Uint8Array): Epoch | undefined => {
      const epoch = world.keyring.byTag(tag)
      return epoch && inUse.has(toText(epoch.id)) ? epoch : undefined
    }
    const message = openLive(sealed, epochOf, world.id)
    if (!message) return
    this.#remember(nonce)
    this.#inside.sync.live(world.name, sealed.slice(), channel)
    this.#open.get(keyOf(world.name, message.idea))?.session.hear(message.writer, message.says)
  }

  /** Ends those of one world, or all, storing what was written. */
  async end(world?: IdText): Promise<void> {
    for (const [key, { held }] of [...this.#open]) if (world === undefined || held.hosted.world.name === world) await this.#end(key)
  }

  #begin(held: Held, id: StatementId, named: boolean): LiveSession {
    const { clock, random } = this.#inside.ports
    const world = held.hosted.world.name
    const writer = random.bytes(writerBytes)
    const key = keyOf(world, id)
    return new LiveSession(
      {
        nowMs: () => clock.nowMs(),
        after: (delayMs, run) => clock.after(delayMs, run),
        bytes: (length) => random.bytes(length),
        device: deviceOf(this.#inside.me()),
        edits: () => held.views().ideas.edits(id),
        store: (edits) => this.#store(held, id, edits),
        tell: (says, asMe) => this.#tell(held, id, writer, says, asMe),
        changed: () => this.#inside.watches.changed(liveTopic(world)),
        left: () => void this.#end(key)
      },
      named
    )
  }

  async #store({ hosted }: Held, idea: StatementId, edits: readonly MadeEdit[]): Promise<boolean> {
    const held = usable(this.#inside, hosted.world.name)
    if (!held.ok) return false
    try {
      await hosted.inTurn(async () => {
        for (const { nonce, update } of edits) await hosted.say([{ type: 'idea.edit', idea, nonce, update }])
      })
      return true
    } catch (fault) {
      this.#inside.ports.log.note('live-not-stored', { fault: messageOfFault(fault).key })
      return false
    }
  }

  #tell({ hosted }: Held, idea: StatementId, writer: Uint8Array, says: LiveWord, asMe: boolean): void {
    const epoch = hosted.writing()
    if (!epoch) return
    const value = liveValue(hosted.world.id, idea, writer, says, asMe ? this.#inside.me().device.sign : undefined)
    const sealed = sealLive(value, epoch, this.#inside.ports.random)
    if (sealed.length > liveBytesMax) return
    this.#remember(nonceOf(sealed))
    this.#inside.sync.live(hosted.world.name, sealed, undefined)
  }

  async #end(key: string): Promise<void> {
    const open = this.#open.get(key)
    this.#open.delete(key)
    await open?.session.end().catch((fault: unknown) => this.#inside.ports.log.note('live-not-stored', { fault: String(fault) }))
  }

  #view({ held, session }: Open): LiveView {
    const { title, text, tags } = session.texts
    const { identities } = held.hosted
    const wares = session.others.map((device) => (device === null ? undefined : identities.wareOfDevice(device)))
    const named = [...new Set(wares.filter((ware) => ware !== undefined))]
    return { version: session.version, title, text, tags: tags === '' ? [] : tags.split('\n'), named, nameless: wares.filter((ware) => ware === undefined).length, stored: session.isStored }
  }

  #remember(nonce: IdText): void {
    this.#nonces.add(nonce)
    const [oldest] = this.#nonces
    if (this.#nonces.size > nonceMax && oldest !== undefined) this.#nonces.delete(oldest)
  }

  #pays(channel: Channel, bytes: number): boolean {
    const nowMs = this.#inside.ports.clock.nowMs()
    const span = this.#spans.get(channel)
    const now = span && nowMs - span.sinceMs < spanMs ? span : { sinceMs: nowMs, messages: 0, bytes: 0 }
    now.messages++
    now.bytes += bytes
    this.#spans.set(channel, now)
    return now.messages <= spanMessagesMax && now.bytes <= spanBytesMax
  }
}

/** What watches of open pages in a world wait for; other watches of it do not. */
export const liveTopic = (world: IdText): string => `live ${world}`

const keyOf = (world: IdText, id: StatementId): string => `${world} ${id}`

// As it is typed: nothing is trimmed away under the writer's hand, and nothing else than text gets in.
const textOf = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '')
const lineOf = (line: string): string => textOf(line).replace(/\n/g, ' ').slice(0, titleCharsMax).toWellFormed()
const tagsOf = (tags: readonly string[]): string => [...new Set(tags.slice(0, tagsMax).map((tag) => lineOf(tag).trim().slice(0, 80).toWellFormed()).filter((tag) => tag !== ''))].join('\n')
