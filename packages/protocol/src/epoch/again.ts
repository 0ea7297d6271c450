/** What a ware says again in a new epoch of those it shares with no more, for those who cannot read where it said so (K3, K4). */
import type { Identities } from '../identity/identities.ts'
import type { IdText, RawStatement } from '../statement/statement.ts'
import { wordsApart } from './choose.ts'
import { type EpochsState, sayDissociation } from './room.ts'

/**
 * The standing words of a ware about others, where the last that was said under this epoch, if any, is another. Each keeps the
 * place of the first saying (`at`), so that it outweighs nothing that was said since.
 */
export const sayApartAgain = (ware: IdText, epoch: IdText, epochs: EpochsState, identities: Identities): RawStatement[] => {
  const inside = wordsApart(ware, epochs, identities, (fact) => fact.epoch === epoch)
  return [...wordsApart(ware, epochs, identities)]
    .filter(([other, said]) => (inside.get(other)?.apart ?? false) !== said.apart)
    .map(([other, said]) => sayDissociation(other, said.apart, said.at))
}
