/** The tree while it is tried: amounts are ratios in the measure of their spot. */
import type { Way } from './cookbook.ts'
import type { Ratio } from './ratio.ts'
import type { Spot } from './things.ts'
import type { Because } from './types.ts'

export interface DraftWant {
  readonly spot: Spot
  readonly thing: string
  readonly unit: string
  wanted: Ratio
  readonly taken: { readonly lot: string; readonly amount: Ratio }[]
  readonly spare: { readonly from: DraftMaking; readonly amount: Ratio }[]
  readonly made: DraftMaking[]
  short?: { readonly amount: Ratio; readonly because: Because }
  insteadOf?: string
}

export interface DraftMaking {
  number: number
  readonly way: Way
  readonly spot: Spot
  readonly times: Ratio
  readonly wants: DraftWant[]
}
