/** The square by which the next device of oneself comes in, in the middle of another page. */
import { createMemo, createResource, createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Gate as GateDrawing } from '../../drawing/map/Drawn.tsx'
import { CopyLink } from '../../parts/copy-link.tsx'
import { size } from '../../app/size.ts'
import { endOfDay } from '../../telling/when.ts'
import { squareOf } from './square.ts'

const gatePx = 340

export function NextDevice(): JSX.Element {
  const { t, act, openly, world, wares, nowMs } = useCommune()
  const [wanted, setWanted] = createSignal(false)
  const count = (): number => wares().find((row) => row.me)?.deviceRows.length ?? 0
  const [before, setBefore] = createSignal(0)
  const [invited] = createResource(
    () => { const here = world(); return wanted() && here !== undefined ? here : undefined },
    (here) => openly(act('invite', { world: here, kind: 'device', history: true, untilMs: endOfDay(nowMs(), 1), base: location.origin + location.pathname }))
  )
  const link = createMemo(() => { const done = invited(); return done?.ok ? done.value.link : undefined })
  const [matrix] = createResource(link, squareOf)
  const show = (): void => {
    setBefore(count())
    setWanted(true)
  }
  return (
    <Show when={wanted()} fallback={<p class="acts"><button type="button" class="act act-main" onClick={show}>{t('web.lost.next-show')}</button></p>}>
      <Show when={count() > before()} fallback={
        <>
          <figure><GateDrawing matrix={matrix()} narrow px={Math.min(gatePx, size().width - 80)} /><figcaption class="unseen">{t('web.gate.qr')}</figcaption></figure>
          <Show when={link()}>{(address) => <><p class="label">{t('web.gate.no-camera')}</p><CopyLink link={address()} /></>}</Show>
        </>
      }>
        <p class="reading" role="status">{t('web.lost.came')}</p>
      </Show>
    </Show>
  )
}
