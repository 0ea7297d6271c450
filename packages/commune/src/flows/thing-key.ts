/** Which names mean one thing, as far as spelling alone tells. The one place where that is decided for stock. */
import { singular } from '../quantity/index.ts'

/** Lower case, without accents, in the singular. */
export const thingKey = (name: string): string => {
  const lower = name.toLowerCase()
  return singular(/^[ -~]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC'))
}

/** Names of places that differ in case alone are one place. */
export const placeKey = (place: string | undefined): string => place?.toLowerCase() ?? ''
