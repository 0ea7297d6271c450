/** Names as they are spelled: what two of them mean is one thing when they differ in case, accents and number alone. */
import { singular } from '../../quantity/index.ts'
import type { Naming } from './types.ts'

export const plainNaming: Naming = {
  keyOf: (thing) => {
    const lower = thing.trim().toLowerCase().replace(/\s+/g, ' ')
    return singular(/^[ -~]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, ''))
  },
  convert: () => undefined
}
