/** Said once, in plain words: how the page came here, and that this browser may forget. One at a time. */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from './commune.tsx'
import { keep, readKept } from './keep.ts'
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
      <Show when={trusted()} fallback={<aside class="notice"><p>{t('web.plain-http')}</p><p><button type="button" class="word-link" onClick={understood}>{t('web.understood')}</button></p></aside>}>
        <Show when={mayLose()} fallback={<WayNotice />}>
          <aside class="notice">
            <p>{t('web.may-forget')}</p>
            <p class="row-acts">
              <a class="word-link" href="#/backup" onClick={answered}>{t('web.make-backup')}</a>
              <button type="button" class="word-link" onClick={answered}>{t('web.cancel')}</button>
            </p>
          </aside>
        </Show>
      </Show>
    </Show>
  )
}
