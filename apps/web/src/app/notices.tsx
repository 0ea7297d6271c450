/** Said once, in plain words: how the page came here, and that this browser may forget. One at a time. */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from './commune.tsx'
import { keep, readKept } from './keep.ts'
import { Notice } from './notice.tsx'
import { WayNotice } from './way-notice.tsx'

const saidBefore = (word: string): boolean => readKept().told?.includes(word) ?? false
const markSaid = (word: string): void => keep({ told: [...(readKept().told ?? []), word] })

export function Notices(): JSX.Element {
  const { t, self, summary } = useCommune()
  const [trusted, setTrusted] = createSignal(isSecureContext || saidBefore('plain-http'))
  const [asked, setAsked] = createSignal(saidBefore('backup'))
  const understood = (): void => {
    markSaid('plain-http')
    setTrusted(true)
  }
  const answered = (): void => {
    markSaid('backup')
    setAsked(true)
  }
  /** Asked when there is something to lose. */
  const mayLose = (): boolean => !asked() && self()?.mayForget === true && self()?.backedUp === false && (summary()?.entries ?? 0) > 3
  return (
    <Show when={summary()}>
      <Show when={trusted()} fallback={<Notice label={t('web.once')} words={t('web.plain-http')} answers={[{ words: t('web.understood'), onDo: understood }]} />}>
        <Show when={mayLose()} fallback={<WayNotice />}>
          <Notice label={t('web.once')} words={t('web.may-forget')} answers={[{ words: t('web.make-backup'), href: '#/backup', onDo: answered }, { words: t('web.cancel'), onDo: answered }]} />
        </Show>
      </Show>
    </Show>
  )
}
