/** What was refused of devices, by the broker and by discovery, in one form: why, how often, of whom, and at which announcement. */
import type { Refusal as Unannounced } from '@commune/bridges/discovery'
import { type Refusal, refusalWords } from '@commune/bridges/mqtt'
import type { Message } from '@commune/commune'
import type { RefusedKind, RefusedRow } from '@commune/peer'

type NameOf = (id: string) => string | undefined

export const refusedRows = (announced: readonly Unannounced[], refused: readonly Refusal[], nameOf: NameOf): readonly RefusedRow[] => [
  // The latest first, as the broker has it.
  ...announced.toReversed().map(({ source, topic, what, times }): RefusedRow => ({
    ...{ kind: kindOf(what.key), words: named(what, nameOf), times },
    ...(nameOf(source) !== undefined && { of: nameOf(source) as string }),
    ...(topic !== undefined && { at: topic })
  })),
  ...refused.map((each): RefusedRow => {
    const of = each.who === undefined ? undefined : nameOf(each.who)
    return { kind: 'refused', words: refusalWords(each, nameOf), times: each.count, ...(of !== undefined && { of }) }
  })
]

function kindOf(key: string): RefusedKind {
  if (key.startsWith('discovery.held-')) return 'held-back'
  if (key.startsWith('discovery.template-')) return 'template'
  return key === 'discovery.outside' || key === 'discovery.claimed' ? 'refused' : 'announced'
}

/** Credentials by the names their people gave them. */
function named({ key, params }: Message, nameOf: NameOf): Message {
  if (params === undefined) return { key }
  const called = (param: string): object => {
    const id = params[param]
    return typeof id === 'string' && nameOf(id) !== undefined ? { [param]: nameOf(id) } : {}
  }
  return { key, params: { ...params, ...called('source'), ...called('other') } }
}
