/**
 * What tells of passings by when it comes or moves (P6): a point that is passed; one that told something beside a passing; one that tells how a
 * thing stands that moves when somebody passes; and every act point that a rule about one of these moves, or moved.
 */
import type { PointId, Rule } from '@commune/commune'
import type { ActingPorts } from './actingPorts.ts'
import { agreedMax } from './actingState.ts'
import { sensesOf } from './actPoints.ts'

export class OfPassings {
  readonly #ports: Pick<ActingPorts, 'things' | 'keeps' | 'now' | 'me'>
  readonly #rules: ReadonlyMap<string, { readonly rule: Rule }>
  /** Act points that such a rule is about, or was: not what it asked, for that may tell of passings. */
  readonly agreed: Set<string> = new Set()

  constructor(ports: Pick<ActingPorts, 'things' | 'keeps' | 'now' | 'me'>, rules: ReadonlyMap<string, { readonly rule: Rule }>) {
    this.#ports = ports
    this.#rules = rules
  }

  /** Whether when this point told something tells when somebody passed. */
  tells(point: PointId): boolean {
    return this.#ports.now.besides.has(point) || this.#ports.things().point(point)?.kind === 'pulse' || !this.#ports.keeps(point)
  }

  /** Whether it is passed elsewhere, and nothing was told of that here yet. */
  isUnheard(point: PointId): boolean {
    const of = this.#ports.things().point(point)
    return of?.kind === 'pulse' && of.thing.device !== this.#ports.me && !this.#ports.now.isFelt(point)
  }

  /** Whether when this act point moved may be when somebody passed. */
  moves(act: PointId): boolean {
    return this.agreed.has(act) || [...this.#rules.values()].some(({ rule }) => rule.act === act && sensesOf(rule).some((point) => this.tells(point)))
  }

  /** Which act points such rules are about, from now on. */
  note(): void {
    for (const { rule } of this.#rules.values()) if (this.agreed.size < agreedMax && this.moves(rule.act as PointId)) this.agreed.add(rule.act)
  }
}
