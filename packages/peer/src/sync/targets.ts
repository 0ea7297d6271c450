/**
 * Addresses that this peer opens conversations to, and tries again, ever more seldom, when nobody answers or a wire breaks.
 *
 * An address that neither answers nor refuses is given up after a while like one that refuses.
 */
import type { Cancel, Clock, Wire } from '@commune/protocol'
import type { Session } from './session.ts'

const retryMinMs = 1_000
const retryMaxMs = 60_000
/** A far way over a relay answers sooner. */
const silentMsMax = 20_000

export interface TargetPorts {
  readonly clock: Clock
  dial(address: string): Promise<Wire>
  begin(wire: Wire): Session
  /** Another conversation with the same peer that goes on, but for these. */
  twinOf(session: Session, without: ReadonlySet<Session>): Session | undefined
  byItself(work: Promise<unknown>): void
}

interface Target {
  delayMs: number
  session: Session | undefined
  timer: Cancel | undefined
  /** It is dialled, or there is a conversation. */
  isTrying: boolean
  /** It is tried again when that is over. */
  isWanted: boolean
  readonly waiting: { resolve(): void; reject(fault: unknown): void }[]
}

const newTarget = (isWanted: boolean): Target => ({ delayMs: retryMinMs, session: undefined, timer: undefined, isTrying: false, isWanted, waiting: [] })

export class Targets {
  readonly #ports: TargetPorts
  readonly #targets = new Map<string, Target>()
  #closed = false

  constructor(ports: TargetPorts) {
    this.#ports = ports
  }

  /** Tries at once, also an address that was to be tried later; resolves when a conversation has begun there. Goes on trying when it rejects. */
  connect(address: string): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('this peer has stopped'))
    const target = this.aim(address)
    if (target.session) return Promise.resolve()
    const answer = new Promise<void>((resolve, reject) => target.waiting.push({ resolve, reject }))
    if (target.timer && !target.isTrying) {
      target.timer()
      this.#ports.byItself(this.#try(address, target))
    }
    return answer
  }

  /** A conversation that begins there now, and that counts as the one there while it goes on. */
  async begin(address: string): Promise<Session> {
    const target = this.#targets.get(address)
    if (target?.session && !target.session.ended) return target.session
    const session = this.#ports.begin(await this.dial(address))
    const fresh = this.#targets.get(address) ?? newTarget(false)
    if (fresh.session || fresh.isTrying) return session
    this.#targets.set(address, fresh)
    fresh.timer?.()
    this.#ports.byItself(this.#follow(address, fresh, async () => session))
    return session
  }

  aim(address: string): Target {
    const known = this.#targets.get(address)
    if (known) known.isWanted = true
    if (known) return known
    const target = newTarget(true)
    this.#targets.set(address, target)
    this.#ports.byItself(this.#try(address, target))
    return target
  }

  close(): void {
    this.#closed = true
    for (const { timer, waiting } of this.#targets.values()) {
      timer?.()
      for (const { reject } of waiting.splice(0)) reject(new Error('this peer has stopped'))
    }
  }

  #try(address: string, target: Target): Promise<void> {
    return this.#follow(address, target, async () => this.#ports.begin(await this.dial(address)))
  }

  /** Until the conversation that begins is over, and others with the same peer; then it is tried again, where it is wanted. */
  async #follow(address: string, target: Target, begun: () => Promise<Session>): Promise<void> {
    const { clock, twinOf, byItself } = this.#ports
    if (this.#closed) return
    target.timer = undefined
    target.isTrying = true
    try {
      const session = (target.session = await begun())
      target.delayMs = retryMinMs
      for (const waiting of target.waiting.splice(0)) waiting.resolve()
      await session.wire.closed
      // Another conversation with the same peer is as good: this address is tried again when that one is over as well.
      const over = new Set([session])
      for (let twin = twinOf(session, over); twin; twin = twinOf(session, over)) {
        target.session = twin
        over.add(twin)
        await twin.wire.closed
      }
    } catch (fault) {
      for (const waiting of target.waiting.splice(0)) waiting.reject(fault)
    }
    target.session = undefined
    target.isTrying = false
    if (!target.isWanted) this.#targets.delete(address)
    if (this.#closed || !target.isWanted) return
    target.timer = clock.after(target.delayMs, () => byItself(this.#try(address, target)))
    target.delayMs = Math.min(target.delayMs * 2, retryMaxMs)
  }

  /** A wire there, or a rejection: also when nothing at all comes back. */
  dial(address: string): Promise<Wire> {
    const { clock, dial } = this.#ports
    return new Promise((resolve, reject) => {
      let late = false
      const cancel = clock.after(silentMsMax, () => {
        late = true
        reject(new Error('nobody answers there'))
      })
      dial(address).then(
        (wire) => {
          cancel()
          if (late) wire.close('too late')
          else resolve(wire)
        },
        (fault: unknown) => {
          cancel()
          reject(fault)
        }
      )
    })
  }
}
