/**
 * The box has another address: this page still holds the self that its store at the old one keeps, and hands it over to the new
 * one. It lets a further device in, as it would a phone; the box passes on between the two pages. So this page stays open.
 */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { CopyLink } from '../../parts/copy-link.tsx'

const linkMs = 900_000

export function Moved(props: { readonly link: string; readonly origin: string; readonly onHere: () => void }): JSX.Element {
  const { t, act, world, nowMs } = useCommune()
  const [opened, setOpened] = createSignal<{ readonly link: string; readonly blocked: boolean }>()
  const [why, setWhy] = createSignal<string>()
  const go = async (): Promise<void> => {
    // Opened within the tap, or the browser would not open it.
    const tab = window.open('about:blank')
    const here = world()
    const done = here === undefined ? undefined : await act('invite', { world: here, kind: 'device', history: true, untilMs: nowMs() + linkMs, base: `${props.origin}/`, through: props.link })
    if (!done?.ok) {
      tab?.close()
      return void setWhy(done?.why ?? t('web.no-world'))
    }
    if (tab) tab.location.href = done.value.link
    setOpened({ link: done.value.link, blocked: tab === null })
  }
  return (
    <>
      <h2>{t('web.moved.title', { where: props.origin })}</h2>
      <Show when={opened()} fallback={
        <>
          <p class="reading">{t('web.moved.second')}</p>
          <p class="acts">
            <button type="button" class="act act-main" onClick={() => void go()}>{t('web.moved.as-me')}</button>
            <button type="button" class="act" onClick={() => props.onHere()}>{t('web.moved.here')}</button>
          </p>
        </>
      }>
        {(now) => (
          <>
            <p class="reading" role="status">{t(now().blocked ? 'web.moved.blocked' : 'web.moved.opened')}</p>
            <CopyLink link={now().link} />
          </>
        )}
      </Show>
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
    </>
  )
}
