/**
 * Asked once, where the page has an address that may change (plain http, from another machine): whether a way back is to be left
 * with the box. Until it is answered nothing is left anywhere.
 */
import { createMemo, createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from './commune.tsx'
import { firstTime, readKept } from './keep.ts'
import { Notice } from './notice.tsx'
import { valueOf, watching } from './watching.ts'

const word = 'way-back'

/** True for an address that a router gives, and may give to another machine tomorrow. */
export const mayMove = ({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'>): boolean =>
  protocol === 'http:' && hostname !== 'localhost' && !hostname.startsWith('127.') && hostname !== '[::1]'

export function WayNotice(): JSX.Element {
  const { t, api, act, openly, self, summary, called, tell } = useCommune()
  const [asked, setAsked] = createSignal(!mayMove(location) || (readKept().told?.includes(word) ?? false))
  const answer = watching(api, 'waysBack', () => (asked() ? undefined : {}))
  /** The first box that is here, while there is something to come back to and no way back was left. */
  const keeper = createMemo(() => {
    const ways = asked() ? undefined : valueOf(answer())
    return ways?.left.length === 0 && self()?.mayForget && (summary()?.entries ?? 0) > 3 ? ways.keepers[0] : undefined
  })
  const answered = (): void => {
    firstTime(word)
    setAsked(true)
  }
  const leave = async (device: string, who: string): Promise<void> => {
    answered()
    if ((await openly(act('leaveWayBack', { device }))).ok) tell(t('web.way.done', { who }))
  }
  return (
    <Show when={keeper()}>
      {(box) => (
        <Notice
          label={t('web.once')} words={t('web.way.notice', { who: called(box().ware) })}
          answers={[{ words: t('web.way.leave', { who: called(box().ware) }), onDo: () => void leave(box().device, called(box().ware)) }, { words: t('web.cancel'), onDo: answered }]} />
      )}
    </Show>
  )
}
