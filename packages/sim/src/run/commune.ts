/**
 * The commune of one run: its peers, the network between them, its worlds, and the book of what was promised. What
 * scenarios move and checkers look at.
 */
import type { ActName, Acts, Outcome } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { MemoryNetwork } from '@commune/transport/memory'
import type { Chance } from '../chance/chance.ts'
import { lyingWire } from '../lies/lyingWire.ts'
import { KnownEnvelopes } from '../peers/knownEnvelopes.ts'
import { SimPeer } from '../peers/simPeer.ts'
import type { Plan } from '../scenario/plan.ts'
import { Overheard } from '../checkers/overheard.ts'
import { BoxThings, clockOffset } from '../things/boxThings.ts'
import type { VirtualTime } from '../time/virtualTime.ts'
import type { Trace } from '../trace/trace.ts'
import { Apart } from './apart.ts'
import { Ledger } from './ledger.ts'

/** A morning in November 2026. */
const startMs = 1_794_988_800_000

export class Commune {
  readonly time: VirtualTime
  readonly trace: Trace
  readonly chance: Chance
  readonly plan: Plan
  readonly network: MemoryNetwork
  readonly ledger: Ledger = new Ledger()
  readonly apart: Apart = new Apart()
  readonly peers: SimPeer[] = []
  readonly worlds: IdText[] = []
  /** What members told one another about what they sense. */
  readonly overheard: Overheard = new Overheard()
  /** Told of each message as it leaves. */
  onSent: ((message: Uint8Array) => void) | undefined
  readonly #opener = new KnownEnvelopes()
  /** The ware that began the first of them, on whichever devices it is by now. */
  founder: IdText | undefined
  /** Devices that another of their own ware ended, or tried to. */
  readonly ended: Set<IdText> = new Set()
  /** Epochs that a peer may have been given by an invitation with history, or as a further device. */
  readonly history: Map<SimPeer, Set<IdText>> = new Map()

  constructor(plan: Plan, chance: Chance, time: VirtualTime, trace: Trace) {
    this.plan = plan
    this.chance = chance
    this.time = time
    this.trace = trace
    const draws = chance.branch('network')
    const clock = { nowMs: () => time.nowMs, after: (ms: number, run: () => void) => time.after(ms, 'network', run) }
    this.network = new MemoryNetwork({ clock, random: chance.branch('network ids'), chance: () => draws.draw(), fired: (fault) => this.fault(fault) })
  }

  get honest(): readonly SimPeer[] {
    return this.peers.filter((peer) => !peer.isLiar)
  }
  /** Those that say what is not so. */
  get liars(): readonly SimPeer[] {
    return this.peers.filter((peer) => peer.isLiar)
  }
  /** Something went wrong, on purpose: counted, so that a fault that never hits is seen. */
  fault(what: string): void {
    this.ledger.count(`fault: ${what}`)
  }
  /** Those in a world that run now. */
  membersAwake(world: IdText): SimPeer[] {
    return this.peers.filter((peer) => peer.awake && peer.joined.has(world))
  }

  addPeer(): SimPeer {
    const { plan, chance, time, network, trace } = this
    const name = `p${this.peers.length}`
    const own = chance.branch(name)
    const draw = own.branch('self')
    const lies = plan.liars.includes(this.peers.length) ? lyingWire(own.branch('lies'), (lie) => this.ledger.count(`lie: ${lie}`)) : undefined
    const peer = new SimPeer({ time, network, trace, startMs, opener: this.#opener, count: (what) => this.fault(what), sent: (from, to, message) => this.#sent(from, to, message) }, {
      name,
      house: plan.houses > 0 && draw.happens(0.7) ? `house ${draw.between(1, plan.houses)}` : undefined,
      chance: own,
      offsetMs: clockOffset(Math.floor((draw.draw() - 0.5) * plan.clocksApartMs)),
      mayForget: draw.happens(0.2),
      lies,
      ...(plan.senses?.boxes.includes(this.peers.length) && { things: (self: SimPeer) => this.#thingsOf(self, own.branch('things')) })
    })
    peer.disk.faults.delayMs = plan.diskDelayMs
    if (plan.diskDelayMs > 0) this.fault('disk slow')
    if (plan.clocksApartMs > 0) this.fault('clock is wrong')
    this.peers.push(peer)
    return peer
  }

  #thingsOf(box: SimPeer, chance: Chance): BoxThings {
    const { paceMs = 0, passingMs = 0 } = this.plan.senses ?? {}
    const { time, plan } = this
    return new BoxThings({ name: box.name, chance, time, paceMs, passingMs, nowMs: () => box.nowMs, obedient: plan.senses?.obedient === true, count: (what) => this.fault(what) })
  }

  /** Those with things around them. */
  get boxes(): readonly SimPeer[] {
    return this.peers.filter((peer) => peer.things !== undefined)
  }

  #sent(from: SimPeer, to: string, message: Uint8Array): void {
    const [world] = this.worlds
    this.onSent?.(message)
    if (this.plan.senses && world !== undefined) this.overheard.hear(this, world, from, this.peers.find((peer) => peer.address === to), message)
    const other = world === undefined || from.isLiar || !this.apart.isApart(from) ? undefined : this.peers.find((peer) => peer.address === to)
    if (other && world !== undefined) this.apart.sent(from, other, world, message)
  }

  /** Who comes in with history, or tries to, may read whatever the one who lets it in can; and any member may be that one. */
  noteHistory(): void {
    const coming = this.peers.filter(({ tried }) => tried?.history && !tried.isIn)
    if (coming.length === 0) return
    for (const world of this.worlds) {
      const epochs = new Set(this.peers.filter((peer) => peer.joined.has(world)).flatMap((peer) => peer.epochsOnDisk(world)))
      for (const peer of coming) this.history.set(peer, (this.history.get(peer) ?? new Set()).union(epochs))
    }
  }

  /** Does something at a peer and writes down what came of it. Undefined when the peer does not run. */
  async act<K extends ActName>(at: SimPeer, name: K, params: Acts[K][0]): Promise<Outcome<Acts[K][1]> | undefined> {
    const peer = at.peer
    if (!peer) return undefined
    const life = at.lives
    const outcome = await peer.act(name, params)
    const end = outcome.ok ? 'ok' : outcome.error.key
    if (at.lives === life && at.awake) this.ledger.count(`${name}: ${end}${outcome.ok || outcome.error.key !== 'peer.fault' ? '' : ` ${JSON.stringify(outcome.error)}`}`)
    this.trace.note(`${at.name}: ${name} ${end}`)
    return outcome
  }
}
