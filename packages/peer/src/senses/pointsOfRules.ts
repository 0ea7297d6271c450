/**
 * What the points of rules are: a point may become another one under a rule that speaks of it, in its unit, its words, or when it goes
 * stale. All rules of such a point are read anew together, so that none goes on with what it was.
 */
import { type FindPoint, type PointId, pointsOf, type Rule } from '@commune/commune'

export interface PointsPorts {
  readonly find: FindPoint
  /** Goes up when things change. */
  version(): number
  /** A number that was told in another unit says nothing now. */
  forget(point: PointId): void
}

export class PointsOfRules {
  readonly #ports: PointsPorts
  #points: ReadonlyMap<string, string> = new Map()
  #seen = -1

  constructor(ports: PointsPorts) {
    this.#ports = ports
  }

  /** Which rules speak of a point that is another one than was remembered. */
  readAnew(): (rule: Rule) => boolean {
    if (this.#ports.version() === this.#seen) return () => false
    const changed = new Set([...this.#points].flatMap(([point, was]) => (was === this.#asItIs(point) ? [] : [point])))
    for (const point of changed) if (shapeIn(this.#points.get(point)) !== shapeIn(this.#asItIs(point))) this.#ports.forget(point as PointId)
    return (rule) => changed.size > 0 && [rule.act, ...pointsOf(rule).senses].some((point) => changed.has(point))
  }

  remember(rules: readonly Rule[]): void {
    const points = new Set(rules.flatMap((rule) => [rule.act, ...pointsOf(rule).senses]))
    this.#points = new Map([...points].map((point) => [point, this.#asItIs(point)]))
    this.#seen = this.#ports.version()
  }

  /** What a rule makes of it: another name, or another willingness of its keeper, is no reason to begin anew. */
  #asItIs(point: string): string {
    const found = this.#ports.find(point)
    if (found === undefined) return 'null'
    const { is } = found
    if (is === 'pulse') return JSON.stringify({ is, point: { ttlMs: found.point.ttlMs } })
    const { shape } = found.point
    if (is === 'act') return JSON.stringify({ is, point: { shape } })
    const { counter, staleMs } = found.point
    return JSON.stringify({ is, point: { shape, counter, staleMs } })
  }
}

const shapeIn = (point: string | undefined): string => JSON.stringify((JSON.parse(point ?? 'null') as { point?: { shape?: unknown } } | null)?.point?.shape ?? null)
