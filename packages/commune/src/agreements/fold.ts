/** Files what is agreed on and what is not. */
import type { Room } from '@commune/protocol'
import { filedIn, filingRoom } from '../facts/index.ts'
import { agreementAgainSchema, agreementNoSchema, agreementRetellSchema, type AgreementsState, agreementYesSchema, proposeSchema } from './types.ts'

export const agreementsRoom: Room<AgreementsState> = filingRoom<AgreementsState>('agreements', ['proposed', 'yeses', 'noes', 'retold', 'agains'], {
  'agreement.propose': filedIn('proposed', proposeSchema),
  'agreement.yes': filedIn('yeses', agreementYesSchema),
  'agreement.no': filedIn('noes', agreementNoSchema),
  'agreement.retell': filedIn('retold', agreementRetellSchema),
  'agreement.again': filedIn('agains', agreementAgainSchema)
})
