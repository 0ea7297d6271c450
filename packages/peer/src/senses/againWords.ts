/**
 * What a ware may have to say again, of things and of agreements, in one form: by which statements it can be known already, for whom it is
 * news, and how long it waits for somebody who should rather say it.
 */
import type { AgreementWord, StandingWord, ThingId } from '@commune/commune'
import type { IdText, Origin, RawStatement } from '@commune/protocol'
import { deviceOf, type Me } from '../me/me.ts'
import type { Held } from '../peer/inside.ts'

/** What another device of this ware said waits so long for that one; what several wares may say, so long for each device before this one. */
const othersMs = 60_000

export interface AgainWord {
  readonly statement: RawStatement
  /** One word, known by the same name at each look. */
  readonly name: string
  readonly waitMs: number
  /** By which it can be known, each by all of these together. */
  readonly ways: readonly (readonly Origin[])[]
  /** Left out: it is news to whoever does not know it. */
  readonly newsTo?: readonly (readonly Origin[])[]
}

export const againWords = ({ hosted, views }: Held, me: Me, nowMs: number): AgainWord[] => {
  const mine = deviceOf(me)
  const waitOf = (device: IdText | null): number => {
    const isMine = device === null || device === mine || hosted.identities.devices(hosted.me).some((each) => each.device === device && each.ended)
    return isMine ? 0 : othersMs
  }
  const { things, agreements } = views()
  return [
    ...things.list({ gone: true }).flatMap(({ id }) => ofThing(id, things.words(id), hosted.me, waitOf)),
    ...agreements.words(nowMs).flatMap((word) => ofAgreement(word, hosted.me, waitOf))
  ]
}

type WaitOf = (device: IdText | null) => number

/** That a thing is gone is told to those who know of it, and nothing else of it to anybody. */
function ofThing(thing: ThingId, words: readonly StandingWord[], me: IdText, waitOf: WaitOf): AgainWord[] {
  const [first] = words
  const isGone = words.some(({ takesBack }) => takesBack)
  return words.flatMap(({ by, place, said, statement, takesBack }) => {
    if (by !== me || (isGone && !takesBack)) return []
    return [{ statement, name: `${thing} ${place.id} ${statement.type}`, waitMs: waitOf(place.device), ways: eachOf(said), ...(isGone && first && { newsTo: eachOf(first.said) }) }]
  })
}

function ofAgreement({ by, statement, ways, newsTo }: AgreementWord, me: IdText, waitOf: WaitOf): AgainWord[] {
  const rank = by.findIndex(({ ware }) => ware === me)
  const teller = by[rank]
  if (!teller) return []
  // One after the other, and of each first the one and then its other devices.
  const waitMs = Math.max(0, 2 * rank - 1) * othersMs + waitOf(teller.device)
  const name = [statement.type, statement['agreement'], statement['again'], statement['thing']].join(' ')
  return [{ statement, name, waitMs, ways, ...(newsTo && { newsTo }) }]
}

const eachOf = (said: readonly Origin[]): Origin[][] => said.map((at) => [at])
