/** What a checker is: looks at a commune between two steps, changes nothing, and says what is broken. */
import type { Sight } from './sight.ts'

export interface Checker {
  readonly name: string
  /** One sentence for each promise that is broken now. */
  check(sight: Sight): Promise<string[]>
}

/** Short enough for a line. */
export const brief = (id: string): string => id.slice(0, 8)
