/**
 * Letting somebody in, and coming in (K5).
 *
 * An invitation to a world is said in that world, so that the peer of any member can answer it; one for a further device is
 * kept by the device that made it, and a peer that both reach passes questions on to it. Whoever answers seals the newcomer in: with history by giving the epochs there are,
 * without by minting a new one.
 */
import type { InviteRow, Message } from '@commune/commune'
import {
  addDevice,
  type Answer,
  type DeviceAsk,
  epochViews,
  fromText,
  type IdText,
  invitationKey,
  makeInvitation,
  no,
  ok,
  papersBack,
  publicOf,
  readAnswer,
  readAsk,
  readLink,
  recoveryFrom,
  type Result,
  sayAdd,
  type Session,
  toText,
  type WareAsk,
  type WayBack,
  type WorldPass,
  writeAnswer,
  writeAsk,
  writeLink
} from '@commune/protocol'
import type { Acts, Outcome } from '../api/api.ts'
import { LetIns, type LetIn, letInKey, useBy } from '../me/letIn.ts'
import { wareOf } from '../me/me.ts'
import { messageOfFault, peerMessage } from '../words/index.ts'
import { sayWishes, usable } from './acts.ts'
import { appoint, carryBy, isFinal, refusals, withoutId } from './carrying.ts'
import type { Held, Inside } from './inside.ts'
import { nothingIfDamaged } from './healing.ts'
import { connectTo, knock } from './knock.ts'
import { servedFirst } from './servedFirst.ts'
import { leaveBehind, quiet, untouchedWorlds } from './untouched.ts'
import { WaysBack } from './waysBack.ts'

/** How long coming in waits for the first comparison; what is still missing then comes later. */
const firstCompareMs = 4_000
/** How long one who takes part in worlds listens for an invitation before it asks with it. */
const hearMs = 2_000
const hearStepMs = 50
/** Addresses in a link, so that it still fits into a square. */
const addressesMax = 6
/** After so long no further address of a link is tried. */
const joinMsMax = 60_000

export class Joining {
  readonly #inside: Inside
  readonly #devices = new LetIns()
  readonly waysBack: WaysBack

  #coming: Promise<unknown> = Promise.resolve()
  #admitting: Promise<unknown> = Promise.resolve()

  constructor(inside: Inside) {
    this.#inside = inside
    this.waysBack = new WaysBack(inside, (held) => this.passOf(held, held.hosted.world.keyring.all().map((epoch) => epoch.secret)))
  }

  /** Takes up the invitations that were open when this peer ended. */
  async load(): Promise<void> {
    const { ports, options } = this.#inside
    // What is damaged is passed over like what does not open.
    this.#devices.load(await ports.store.get(letInKey).catch(nothingIfDamaged), options.lock, this.#nowS())
    await this.waysBack.load()
  }

  /** Handles of invitations that this device answers. */
  handles(): readonly Uint8Array[] {
    return this.#devices.handles(this.#nowS())
  }

  async invite(params: Acts['invite'][0]): Promise<Outcome<Acts['invite'][1]>> {
    const { ports, options } = this.#inside
    const held = usable(this.#inside, params.world)
    if (!held.ok) return held
    const kind = params.kind === 'device' ? 'device' : params.kind === 'carrier' ? 'carrier' : 'ware'
    const through = await this.#reach(params.through)
    const addresses = [...new Set([...through, ...this.#addressesFor(params.world)])].slice(0, addressesMax)
    const invitation = makeInvitation(kind, Math.floor(params.untilMs / 1_000), addresses, ports.random)
    const key = toText(invitationKey(invitation.secret))
    if (kind === 'device') await this.#openFor({ secret: invitation.secret, untilS: invitation.untilS, back: null, usedBy: null })
    else {
      const wish = { wish: 'invite', key, secret: invitation.secret, untilMs: params.untilMs, history: params.history, kind: params.kind } as const
      const said = await sayWishes(this.#inside, held.value, [wish])
      if (!said.ok) return said
    }
    return ok({ link: writeLink(params.base ?? options.webBase?.() ?? 'http://commune/', invitation), key, untilMs: params.untilMs })
  }

  /** Goes where a link leads, without asking to be let in: somebody may be there whom one knows. Answers with its addresses. */
  async #reach(link: string | undefined): Promise<readonly string[]> {
    const read = link === undefined ? undefined : readLink(link, 0)
    if (!read?.ok) return []
    for (const address of read.value.addresses) await connectTo(this.#inside, address)
    return read.value.addresses
  }

  /** An invitation for somebody who left a way back here. */
  async inviteBack({ device, untilMs, base }: Acts['openWayBack'][0]): Promise<Outcome<Acts['openWayBack'][1]>> {
    const { ports, options } = this.#inside
    const way = this.waysBack.open(device)
    if (!way) return no(peerMessage('peer.way-unknown'))
    const through = this.#inside.held().find(({ left }) => !left)
    const invitation = makeInvitation('device', Math.floor(untilMs / 1_000), through ? this.#addressesFor(through.hosted.world.name) : [], ports.random)
    await this.#openFor({ secret: invitation.secret, untilS: invitation.untilS, back: device, usedBy: null })
    return ok({ link: writeLink(base ?? options.webBase?.() ?? 'http://commune/', invitation), key: toText(invitationKey(invitation.secret)), untilMs })
  }

  async close({ world, key }: Acts['closeInvite'][0]): Promise<Outcome<Acts['closeInvite'][1]>> {
    if (this.#devices.delete(key)) {
      await this.#devicesChanged()
      return ok({})
    }
    const held = usable(this.#inside, world)
    if (!held.ok) return held
    const said = await sayWishes(this.#inside, held.value, [{ wish: 'close-invite', key }])
    return said.ok ? ok({}) : said
  }

  /** Comes in by a link. One after another: whoever becomes a device of another ware must not come in as its own meanwhile. */
  join(params: Acts['join'][0]): Promise<Outcome<Acts['join'][1]>> {
    const coming = this.#coming.then(() => this.#join(params))
    this.#coming = coming.catch(() => undefined)
    return coming
  }

  /** Comes in by a link: tries its addresses, best first, until somebody answers. */
  async #join({ link }: Acts['join'][0]): Promise<Outcome<Acts['join'][1]>> {
    const invitation = readLink(link, this.#nowS())
    if (!invitation.ok) return no(peerMessage(invitation.error === 'old' ? 'peer.link-old' : invitation.error === 'newer' ? 'peer.link-newer' : 'peer.link-wrong'))
    const { secret, addresses, kind } = invitation.value
    if (kind === 'device' && !untouchedWorlds(this.#inside)) return no(peerMessage('peer.device-not-fresh'))
    if (kind === 'carrier' && this.#inside.options.mayForget) return no(peerMessage('peer.carrier-browser'))
    const key = invitationKey(secret)
    const here = kind === 'device' ? undefined : this.#worldOf(toText(key))
    // Asked with it, another member would appoint this box and the link would be used up.
    if (here !== undefined && kind === 'carrier') return no(peerMessage('peer.carrier-own'))
    if (here !== undefined) return ok({ world: here })
    const untilMs = this.#inside.ports.clock.nowMs() + joinMsMax
    let why: Message = peerMessage('peer.join-silent')
    for (const address of servedFirst(link, addresses)) {
      if (this.#inside.ports.clock.nowMs() >= untilMs || isFinal(why)) break
      if (kind === 'carrier') {
        if (await this.#hearsOf(toText(key), address)) return no(peerMessage('peer.carrier-own'))
        const carried = await carryBy(this.#inside, address, key)
        if (carried.ok) return carried
        why = carried.error
        continue
      }
      const answered = await this.#askAt(address, key, kind)
      if (!answered.ok) {
        // That somebody answered and refused says more than that somebody else was silent.
        if (answered.error.key !== 'peer.unreachable' || why.key === 'peer.join-silent') why = answered.error
        continue
      }
      const came = await this.#comeIn(answered.value, address)
      if (came.ok) return came
      why = came.error
    }
    return no(why)
  }

  /** Answers what a newcomer asks; undefined when no invitation here opens it. */
  async answer(message: Uint8Array, session: Session): Promise<Uint8Array | undefined> {
    const nowMs = this.#inside.ports.clock.nowMs()
    for (const held of this.#inside.held()) {
      if (held.left) continue
      for (const row of held.views().worlds.invitations(nowMs)) {
        const key = fromText(row.key)
        const ask = key && readAsk(message, key, session)
        if (key && ask?.ok && ask.value.kind === 'carrier' && row.kind === 'carrier') return this.#reply(await appoint(this.#inside, held, row, ask.value), key, session)
        if (!key || !ask?.ok || ask.value.kind !== 'ware' || row.kind === 'carrier') continue
        return this.#reply(await this.#admitInTurn(held, row.key, ask.value), key, session)
      }
    }
    for (const [text, letIn] of this.#devices.all()) {
      const key = fromText(text) as Uint8Array
      const ask = readAsk(message, key, session)
      if (!ask.ok || ask.value.kind !== 'device') continue
      return this.#reply(await this.#letIn(letIn, ask.value), key, session)
    }
    return undefined
  }

  async #letIn(letIn: LetIn, ask: DeviceAsk): Promise<Answer> {
    if (letIn.untilS > 0 && this.#nowS() > letIn.untilS) return { kind: 'no', fault: 'old' }
    const way = letIn.back === null ? undefined : this.waysBack.open(letIn.back)
    if (letIn.back !== null && !way) return { kind: 'no', fault: 'withdrawn' }
    const again = letIn.usedBy !== null
    if (!useBy(letIn, ask.device)) return { kind: 'no', fault: 'used' }
    await this.#devicesChanged()
    return way ? this.#welcomeBack(way, ask) : this.#adopt(ask, again)
  }

  /** The answer that the ware itself would give, by the way back it left here; with what has come since in worlds known here. */
  #welcomeBack(way: WayBack, ask: DeviceAsk): Answer {
    const worlds = way.worlds.map((pass) => {
      const held = this.#inside.find(toText(pass.world))
      if (!held || held.left) return pass
      const { hosted } = held
      const open = new Set(epochViews(hosted.epochs, hosted.identities).filter(({ audience }) => audience.has(toText(way.begin.ware))).map(({ epoch }) => epoch))
      const known = new Set(pass.epochs.map(toText))
      const since = hosted.world.keyring.all().filter(({ id, secret }) => open.has(toText(id)) && !known.has(toText(secret)))
      return { ...pass, epochs: [...pass.epochs, ...since.map(({ secret }) => secret)], addresses: [...new Set([...this.#addressesFor(hosted.world.name), ...pass.addresses])].slice(0, 16) }
    })
    return { kind: 'device', begin: way.begin, adds: papersBack(way, ask), worlds, ...(way.recovery && { recovery: way.recovery }) }
  }

  async #openFor(letIn: LetIn): Promise<void> {
    this.#devices.add(letIn, this.#nowS())
    await this.#devicesChanged()
  }

  async #devicesChanged(): Promise<void> {
    const { ports, options, sync } = this.#inside
    await ports.store.commit([this.#devices.change(options.lock)])
    sync.beside()
  }

  #nowS(): number {
    return Math.floor(this.#inside.ports.clock.nowMs() / 1_000)
  }

  #reply(answer: Answer, key: Uint8Array, session: Session): Uint8Array | undefined {
    const written = writeAnswer(answer, key, session, this.#inside.ports.random)
    return written.ok ? written.value : undefined
  }

  /** One after another: of two who ask at once with one invitation, the second is to find it used. */
  #admitInTurn(held: Held, key: IdText, ask: WareAsk): Promise<Answer> {
    const admitted = this.#admitting.then(() => {
      const row = held.views().worlds.invitations(this.#inside.ports.clock.nowMs()).find((one) => one.key === key)
      return row ? this.#admit(held, row, ask) : ({ kind: 'no', fault: 'withdrawn' } as const)
    })
    this.#admitting = admitted.catch(() => undefined)
    return admitted
  }

  /**
   * Lets a ware into a world. The same ware may ask again with an invitation it used: the answer may have been lost. Where two
   * members that could not hear one another let in one each, both are in, and both are named: nobody is expelled (P3).
   */
  async #admit(held: Held, row: InviteRow, ask: WareAsk): Promise<Answer> {
    const ware = toText(ask.begin.ware)
    const { hosted } = held
    if (row.state === 'used' && row.usedBy !== ware && !row.alsoUsedBy?.includes(ware)) return { kind: 'no', fault: 'used' }
    if (row.state === 'closed') return { kind: 'no', fault: 'withdrawn' }
    if (row.state === 'lapsed') return { kind: 'no', fault: 'old' }
    // What its ware has let go does not come in again in its name.
    if (hosted.identities.devices(ware).some((view) => view.ended && view.device === toText(ask.device))) return { kind: 'no', fault: 'withdrawn' }
    try {
      const used = row.state === 'open' ? await sayWishes(this.#inside, held, [{ wish: 'invite-used', key: row.key, ware }]) : undefined
      if (used && !used.ok) return { kind: 'no', fault: 'not-now' }
      if (row.history) {
        // Sealed to the newcomer as well: the answer may be lost, and then everybody would write what it cannot read.
        await hosted.give(ware, [ask.box])
        return { kind: 'ware', worlds: [this.passOf(held, hosted.world.keyring.all().map((epoch) => epoch.secret))] }
      }
      const epoch = await hosted.admit(ware, ask.box)
      return { kind: 'ware', worlds: [this.passOf(held, [epoch.secret])] }
    } catch (fault) {
      this.#inside.ports.log.note('admit-failed', { fault: String(fault) })
      return { kind: 'no', fault: 'not-now' }
    }
  }

  /** Makes the device that asks one more of this ware, in all worlds. What was said before is not said again. */
  async #adopt(ask: DeviceAsk, again: boolean): Promise<Answer> {
    const me = this.#inside.me()
    const added = { device: ask.device, box: ask.box }
    const add = addDevice(me.begin.ware, added, me.device.sign)
    const worlds: WorldPass[] = []
    for (const held of this.#inside.held()) {
      if (held.left) continue
      if (!again) await held.hosted.say([sayAdd(add)])
      worlds.push(this.passOf(held, held.hosted.world.keyring.all().map((epoch) => epoch.secret)))
    }
    return { kind: 'device', begin: me.begin, adds: [...me.adds, add], worlds }
  }

  /** What somebody needs to take part in this world, with these epochs. */
  passOf(held: Held, epochs: readonly Uint8Array[]): WorldPass {
    const writing = held.hosted.writing()?.secret
    const ordered = writing && epochs.includes(writing) ? [...epochs.filter((secret) => secret !== writing), writing] : epochs
    return { world: held.hosted.world.id, name: held.views().worlds.world().name ?? '', epochs: ordered, addresses: this.#addressesFor(held.hosted.world.name), ancestors: held.hosted.world.keyring.ancestors() }
  }

  /** Where this peer is reached, and others of the world were: a browser is reached nowhere, but any member can let one in. */
  #addressesFor(world: IdText): string[] {
    const { sync, registry } = this.#inside
    const reached = (registry.get(world)?.addresses ?? []).map(withoutId)
    return [...new Set([...sync.addresses(), ...reached])].slice(0, addressesMax)
  }

  async #askAt(address: string, key: Uint8Array, kind: 'ware' | 'device'): Promise<Result<Answer, Message>> {
    const { ports } = this.#inside
    const me = this.#inside.me()
    const name = this.#inside.held().map((held) => held.views().wares.nameOf(wareOf(me))).find((found) => found !== undefined) ?? ''
    const ask = (of: Session): Uint8Array => {
      const asked = kind === 'device' ? { kind: 'device' as const, name } : { kind: 'ware' as const, begin: me.begin, adds: me.adds, name }
      return writeAsk(asked, me.device, key, of, ports.random)
    }
    const unknown = peerMessage(kind === 'device' ? 'peer.device-away' : 'peer.link-unknown')
    const answered = await knock(this.#inside, { address, key, ask, unknown })
    if (!answered.ok) return answered
    const answer = readAnswer(answered.value.reply, key, answered.value.session, publicOf(me.device))
    return answer.ok ? ok(answer.value) : no(peerMessage('peer.join-refused'))
  }

  /** The world it leads to, when this peer takes part there already and would answer itself. */
  #worldOf(key: IdText): IdText | undefined {
    const nowMs = this.#inside.ports.clock.nowMs()
    return this.#inside.held().find(({ left, views }) => !left && views().worlds.invitations(nowMs).some((row) => row.key === key))?.hosted.world.name
  }

  /** A member may have missed the invitation so far: whoever is at the address tells of it before it is asked with. */
  async #hearsOf(key: IdText, address: string): Promise<boolean> {
    const { clock } = this.#inside.ports
    if (this.#inside.held().every(({ left }) => left) || !(await connectTo(this.#inside, address)).ok) return false
    const untilMs = clock.nowMs() + hearMs
    while (this.#worldOf(key) === undefined && clock.nowMs() < untilMs) await new Promise<void>((resolve) => void clock.after(hearStepMs, resolve))
    return this.#worldOf(key) !== undefined
  }

  async #comeIn(answer: Answer, address: string): Promise<Outcome<Acts['join'][1]>> {
    if (answer.kind === 'no') return no(peerMessage(refusals[answer.fault]))
    if (answer.kind === 'carrier') return no(peerMessage('peer.link-wrong'))
    try {
      const behind = answer.kind === 'device' ? untouchedWorlds(this.#inside) : []
      if (!behind) return no(peerMessage('peer.device-not-fresh'))
      if (answer.kind === 'device') {
        const me = this.#inside.me()
        quiet(behind)
        const { recovery } = answer
        // One that gets the recovery key certifies itself: then no other device, and no way back, stands between it and its ware.
        const own = recovery && addDevice(answer.begin.ware, publicOf(me.device), recoveryFrom(recovery).sign)
        await this.#inside.setMe({ ...me, begin: answer.begin, adds: own ? [own] : answer.adds, recovery: recovery ?? null, sealed: null, backedUp: !recovery })
      }
      let first: IdText | undefined
      for (const pass of answer.worlds) {
        const world = toText(pass.world)
        first ??= world
        await this.enter(pass, [address, ...pass.addresses])
      }
      await leaveBehind(this.#inside, behind)
      if (first !== undefined) await this.#inside.sync.even(first, firstCompareMs)
      return first === undefined ? no(peerMessage('peer.world-unknown')) : ok({ world: first })
    } catch (fault) {
      return no(messageOfFault(fault))
    }
  }

  /** Takes part in a world by its pass. */
  async enter(pass: WorldPass, addresses: readonly string[]): Promise<Held> {
    const world = toText(pass.world)
    await this.#inside.registry.add(world, addresses)
    const held = this.#inside.find(world) ?? (await this.#inside.open(world))
    await held.hosted.world.inherit(pass.ancestors)
    for (const secret of pass.epochs) await held.hosted.world.hold(secret)
    try {
      await held.hosted.refresh()
      await held.hosted.tend()
      this.#inside.sync.again(world)
    } finally {
      // It has come in: when the disk is full just then, the conversation goes on all the same, and the rest is kept when there is room.
      for (const address of addresses) this.#inside.sync.connect(address).catch(() => undefined)
    }
    return held
  }
}
