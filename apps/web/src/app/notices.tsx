/** Said once, in plain words: how the page came here, and that this browser may forget. One at a time. */
import { createMemo, createSignal, type JSX, lazy, Show, Suspense } from 'solid-js'
import { useCommune } from './commune.tsx'
import { keep, readKept } from './keep.ts'
import { Notice } from './notice.tsx'
import { Problems } from './problems.tsx'
import { valueOf } from './watching.ts'
import { WayNotice } from './way-notice.tsx'

/** Comes where a box of this place can tell people something. */
const PlaceTells = lazy(() => import('../rooms/senses/place-tells.tsx'))

const saidBefore = (word: string): boolean => readKept().told?.includes(word) ?? false
const markSaid = (word: string): void => keep({ told: [...(readKept().told ?? []), word] })

export function Notices(): JSX.Element {
  const { t, self, summary, watch } = useCommune()
  const things = watch('things', () => ({}))
  // As `placeThing` says it; its room comes later than this line.
  const tells = createMemo(() => (valueOf(things()) ?? [])
    .flatMap((thing) => thing.acts.filter((act) => thing.source === 'box' && act.about === 'tell' && act.shape.is === 'text').map(({ key }) => `${thing.id}/${key}` as const)).slice(0, 20))
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
      <Problems />
      <Show when={tells().length > 0}><Suspense><PlaceTells points={tells()} /></Suspense></Show>
      <Show when={trusted()} fallback={<Notice label={t('web.once')} words={t('web.plain-http')} answers={[{ words: t('web.understood'), onDo: understood }]} />}>
        <Show when={mayLose()} fallback={<WayNotice />}>
          <Notice label={t('web.once')} words={t('web.may-forget')} answers={[{ words: t('web.make-backup'), href: '#/backup', onDo: answered }, { words: t('web.cancel'), onDo: answered }]} />
        </Show>
      </Show>
    </Show>
  )
}
