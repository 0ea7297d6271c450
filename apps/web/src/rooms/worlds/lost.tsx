/** "I lost my phone": one walk through, in the order that matters. */
import { createMemo, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Devices } from '../wares/devices.tsx'

export function Lost(): JSX.Element {
  const { t, wares } = useCommune()
  const me = createMemo(() => wares().find((row) => row.me))
  const others = () => me()?.deviceRows.filter((device) => !device.me && !device.ended).length ?? 0
  return (
    <>
      <ol class="steps">
        <li>
          <p>{t('web.lost.step-1')}</p>
          <Show when={others() > 0} fallback={<p class="second">{t('web.lost.only-this')}</p>}><Show when={me()}>{(row) => <Devices row={row()} bare />}</Show></Show>
        </li>
        <li>
          <p>{t('web.lost.step-2')}</p>
          <p class="row-acts"><a class="word-link" href="#/device">{t('web.more.device')}</a><a class="word-link" href="#/restore">{t('web.more.restore')}</a></p>
        </li>
        <li><p>{t('web.lost.step-3')}</p></li>
      </ol>
      <p class="row-acts"><a class="word-link" href="#/backup">{t('web.more.backup')}</a></p>
    </>
  )
}
