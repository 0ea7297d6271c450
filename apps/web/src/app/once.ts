/**
 * A button that is pressed twice, because nothing seemed to happen, means one thing: the very same act asked again while it is under
 * way is that act, and gets its answer. Afterwards it is a new one: the same may be said again on purpose.
 */
import type { PeerApi } from '@commune/peer'
import { shared } from './sharing.ts'

interface UnderWay {
  readonly name: string
  readonly params: unknown
  readonly answer: Promise<unknown>
}

/** Acts with the same name and params share one answer until it has come. Bytes are the same only when they are the same object. */
export const onlyOnce = (api: Pick<PeerApi, 'act'>): PeerApi['act'] => {
  const underWay = new Set<UnderWay>()
  return (name, params) => {
    for (const each of underWay) if (each.name === name && shared(each.params, params) === each.params) return each.answer as ReturnType<PeerApi['act']> as never
    const asked: UnderWay = { name, params, answer: api.act(name, params).finally(() => underWay.delete(asked)) }
    underWay.add(asked)
    return asked.answer as never
  }
}
