/** The devices of oneself; each can be ended from any other. */
import type { MemberRow } from '@commune/peer'
import { For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Sign } from '../../drawing/map/Sign.tsx'
import { AskFirst } from '../../parts/ask.tsx'

export function Devices(props: { readonly row: MemberRow; readonly bare?: boolean }): JSX.Element {
  const { t, act, openly, tell } = useCommune()
  const end = async (device: string): Promise<void> => {
    const done = await openly(act('endDevice', { device }))
    if (done.ok) tell(t('web.wares.device-ended'))
  }
  return (
    <>
      <Show when={!props.bare}><h2>{t('web.wares.devices')}</h2></Show>
      <ul class="rows">
        <For each={props.row.deviceRows}>
          {(device) => (
            <li class="row">
              <Sign name="phone" />
              <div class="row-words">
                <p>
                  {device.me ? t('web.wares.this-device') : t('web.wares.other-device', { short: device.device.slice(-5) })}
                  <Show when={device.ended}>: {t('web.wares.ended')}</Show>
                  <Show when={device.here && !device.me && !device.ended}>, {t('web.wares.connected')}</Show>
                </p>
                <Show when={!device.ended && !device.me}>
                  <div class="acts"><AskFirst act={t('web.wares.end')} agree={t('web.wares.end')} leave={t('web.need.keep-it')} consequence={t('web.wares.if-ended')} onDo={() => void end(device.device)} /></div>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Show when={!props.bare}><p class="row-acts"><a class="word-link" href="#/device">{t('web.me.add-device')}</a><a class="word-link" href="#/lost">{t('web.me.lost')}</a></p></Show>
    </>
  )
}
