/** When an epoch that is due is minted by this device, and when it looks again (K2). */
import { type Cancel, type Clock, type EpochChoice, type IdText, isMintDue, planMint, type Present } from '@commune/protocol'
import { firstComparisonMaxMs } from './ports.ts'

export interface DueInput {
  readonly me: Present
  readonly online: Iterable<Present>
  readonly choice: EpochChoice | undefined
  readonly wanted: Iterable<IdText>
  /** Whether this device may say who a new epoch is for. */
  readonly informed: boolean
}

export class DueMint {
  readonly #clock: Clock
  readonly #look: () => void
  #openedMs: number
  #sinceMs: number | undefined
  #mintedMs = Number.NEGATIVE_INFINITY
  #cancel: Cancel | undefined

  /** `look` is called when it is time to ask again. */
  constructor(clock: Clock, look: () => void) {
    this.#clock = clock
    this.#look = look
    this.#openedMs = clock.nowMs()
  }

  /** Nobody was met for so long that a first comparison is waited for no more. */
  get waitedLong(): boolean {
    return this.#now() - this.#openedMs >= firstComparisonMaxMs
  }

  minted(): void {
    this.#mintedMs = this.#now()
  }

  /** Who a new epoch is for that is to be minted now; undefined when none is, or not yet. */
  audienceNow({ informed, ...input }: DueInput): readonly IdText[] | undefined {
    const nowMs = this.#now()
    this.stop()
    this.#sinceMs = isMintDue(input.choice) ? (this.#sinceMs ?? nowMs) : undefined
    if (this.#sinceMs === undefined) return undefined
    if (!informed) return this.#later(this.#openedMs + firstComparisonMaxMs - nowMs)
    const plan = planMint({ ...input, dueMs: nowMs - this.#sinceMs, sinceMintMs: nowMs - this.#mintedMs })
    if (plan.do === 'wait') return this.#later(plan.ms)
    return plan.do === 'mint' ? plan.audience : undefined
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  /** What lies ahead was noted before the clock was set back: it counts as now, or all would wait until that time comes again. */
  #now(): number {
    const nowMs = this.#clock.nowMs()
    this.#openedMs = Math.min(this.#openedMs, nowMs)
    this.#mintedMs = Math.min(this.#mintedMs, nowMs)
    if (this.#sinceMs !== undefined) this.#sinceMs = Math.min(this.#sinceMs, nowMs)
    return nowMs
  }

  #later(delayMs: number): undefined {
    this.#cancel = this.#clock.after(delayMs, this.#look)
  }
}
