/** "I lost my phone": one walk through, in the order that matters, each step saying honestly what it changes. */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf, watching } from '../../app/watching.ts'
import { Devices } from '../wares/devices.tsx'
import { NextDevice } from './next-device.tsx'
import { comeBackTo } from './backup.tsx'

export function Lost(): JSX.Element {
  const { t, wares, self } = useCommune()
  const me = createMemo(() => wares().find((row) => row.me))
  const others = createMemo(() => me()?.deviceRows.filter((device) => !device.me) ?? [])
  return (
    <>
      <ol class="steps">
        <li>
          <p>{t('web.lost.step-1')}</p>
          <Show when={others().length > 0} fallback={
            <>
              <p>{t('web.lost.only-this')}</p>
              <p class="acts"><a class="act act-main" href="#/restore" onClick={() => comeBackTo('#/lost')}>{t('web.lost.from-backup')}</a></p>
              <p class="second">{t('web.lost.from-box')}</p>
            </>
          }>
            <Show when={me()}>{(row) => <Devices row={row()} bare />}</Show>
            <For each={others()}>{({ device, ended }) => <Reads device={device} ended={ended} />}</For>
          </Show>
        </li>
        <li>
          <p>{t('web.lost.step-2')}</p>
          <NextDevice />
        </li>
        <li>
          <p>{t('web.lost.step-3')}</p>
          <Show when={self()?.backedUp === false} fallback={<p class="second">{t('web.lost.backed-up')}</p>}>
            <p class="acts"><a class="act" href="#/backup">{t('web.lost.backup')}</a></p>
          </Show>
        </li>
      </ol>
    </>
  )
}

/** What a device can still read. Of one that goes on it is shown when asked for. */
function Reads(props: { readonly device: string; readonly ended: boolean }): JSX.Element {
  const { t, api } = useCommune()
  const [open, setOpen] = createSignal(false)
  const answer = watching(api, 'lost', () => (open() || props.ended ? { device: props.device } : undefined))
  const worlds = createMemo(() => valueOf(answer())?.worlds ?? [])
  const name = (world: string): string => world || t('web.worlds.first-name')
  return (
    <>
      <Show when={!props.ended}>
        <p><button type="button" class="word-link" aria-expanded={open()} onClick={() => setOpen(!open())}>{t('web.lost.what', { short: props.device.slice(-5) })}</button></p>
      </Show>
      <Show when={worlds().length > 0}>
        <div class="reading" role="status">
          <p>{t('web.lost.reads', { worlds: worlds().map((each) => name(each.name)) })}</p>
          <Show when={props.ended} fallback={<p>{t('web.lost.will')}</p>}>
            <p>{t('web.lost.ended')}</p>
            <For each={worlds()}>
              {(each) => <p>{each.closed ? t('web.lost.closed', { world: name(each.name), n: each.kept.others + each.kept.browsers }) : t('web.lost.not-closed', { world: name(each.name) })}</p>}
            </For>
            <p class="second">{t('web.lost.others')}</p>
          </Show>
        </div>
      </Show>
    </>
  )
}
