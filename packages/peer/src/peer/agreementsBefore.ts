/** What a member who came in without history (K4) knows of agreements from before: that there may be some, and which yeses it heard to them. */
import type { AgreementsBefore } from '../api/senses.ts'
import type { Held } from './inside.ts'

/** Of the entry that began a world: it has nothing before it (E3). */
const firstLamport = 1

export const agreementsBefore = ({ hosted, views }: Held, nowMs: number): AgreementsBefore => {
  const { keyring } = hosted.world
  const mints = [...hosted.epochs.mints.values()]
  // A fork goes on from a world whose beginning is not its own.
  const isWhole = mints.length === 0 || keyring.ancestors().length > 0 || mints.some(({ origin }) => origin.lamport === firstLamport)
  return { mayBe: !isWhole, ...views().agreements.unread(nowMs) }
}
