/**
 * What is said about something that was told to a few is told to the same few: else a change, an answer or a withdrawal would
 * tell all the others of it. What leaves a stock goes to all (T7), without a word of what for.
 */
import type { Message } from '@commune/commune'
import { type IdText, no, ok, type Random, type RawStatement, type Result } from '@commune/protocol'
import type { Hosted } from '../hosted/hosted.ts'
import { peerMessage } from '../words/index.ts'
import type { Told } from './told.ts'

export interface Routed {
  readonly statements: readonly RawStatement[]
  /** Said only so that the others can be read. */
  readonly helps: ReadonlySet<RawStatement>
}

/** `to`: the few that needs and offers are for, when they are for a few. */
export const routed = (decided: readonly RawStatement[], to: readonly IdText[] | undefined, hosted: Hosted, told: Told, random: Random): Result<Routed, Message> => {
  const asked = to && fewOf(to, hosted)
  if (asked && !asked.ok) return asked
  const statements: RawStatement[] = []
  const helps = new Set<RawStatement>()
  for (const statement of decided) {
    const few = aboutFew(statement, told) ?? (isIntent(statement) ? asked?.value : undefined)
    if (!few) {
      if (asked) return no(peerMessage('peer.few-what'))
      statements.push(statement)
      continue
    }
    if (statement.type.startsWith('stock.')) {
      const { yes: _, ...rest } = statement
      statements.push(rest as RawStatement)
      continue
    }
    const sealed = told.seal([statement], few, random)
    for (const help of sealed.helps) helps.add(help)
    statements.push(...sealed.said)
  }
  return ok({ statements, helps })
}

const isIntent = ({ type }: RawStatement): boolean => type === 'flow.need' || type === 'flow.offer'

/** Me and these, if all of them are here and I share with them. */
function fewOf(to: readonly IdText[], hosted: Hosted): Result<readonly IdText[], Message> {
  const wanted = new Set(hosted.wanted())
  const others = [...new Set(to)].filter((ware) => ware !== hosted.me)
  if (others.some((ware) => !wanted.has(ware))) return no(peerMessage('peer.ware-unknown'))
  return others.length === 0 ? no(peerMessage('peer.few-who')) : ok([...others, hosted.me].toSorted())
}

/** The few who were told of all that this statement speaks about. */
function aboutFew(statement: RawStatement, told: Told): readonly IdText[] | undefined {
  let few: readonly IdText[] | undefined
  for (const field of ['target', 'need', 'offer', 'yes'] as const) {
    const id = statement[field]
    const one = typeof id === 'string' ? told.fewOf(id) : undefined
    if (one) few = few ? few.filter((ware) => one.includes(ware)) : one
  }
  return few
}
