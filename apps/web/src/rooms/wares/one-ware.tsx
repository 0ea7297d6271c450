/** One ware: what it says of itself, its devices, its needs and offers, and whether one shares with it. */
import type { MemberRow } from '@commune/peer'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { IntentListRow } from '../flows/needs.tsx'
import { portrayed } from '../place/scene.ts'
import { Devices } from './devices.tsx'
import { meadow } from './meadow.ts'
import { Kind } from './wares.tsx'

export default function OneWare(props: { readonly id: string }): JSX.Element {
  const { t, wares, called } = useCommune()
  const row = createMemo(() => wares().find(({ ware }) => ware === props.id))
  const name = (): string => {
    const found = row()
    if (!found) return t('web.somebody')
    const words = found.name ?? (found.me ? t('web.your-own') : called(found.ware))
    return words.charAt(0).toUpperCase() + words.slice(1)
  }
  return (
    <Room title={name()} room="wares" scenery={meadow(row() ? [portrayed(row()!)] : [])}>
      <Show when={row()} fallback={<p class="reading">{t('web.nothing-there')}</p>}>{(found) => <About row={found()} name={name()} />}</Show>
    </Room>
  )
}

function About(props: { readonly row: MemberRow; readonly name: string }): JSX.Element {
  const { t, watch, words } = useCommune()
  const answer = watch('intents', () => ({ ware: props.row.ware, limit: 20 }))
  const rows = createMemo(() => valueOf(answer())?.rows ?? [])
  return (
    <>
      <div class="about">
        <Portrait ware={portrayed(props.row)} px={120} />
        <div>
          <p class="second"><Kind row={props.row} /> <Show when={props.row.here && !props.row.me}>{t('web.wares.connected')}</Show></p>
          <Show when={props.row.about}>{(about) => <p class="reading">{about()}</p>}</Show>
          <Show when={props.row.place}>{(place) => <p>{t('web.wares.at', { place: place() })}</p>}</Show>
          <Show when={props.row.skills.length > 0}><p>{t('web.wares.can', { skills: [...props.row.skills] })}</p></Show>
          <For each={props.row.ties.filter(({ both }) => both)}>
            {({ tie, from, to }) => <p>{words.say({ key: `wares.tie.${tie}`, params: { from: from === props.row.ware ? props.name : '…', to: to === props.row.ware ? props.name : '…' } })}</p>}
          </For>
        </div>
      </div>
      <Show when={!props.row.iShareWith}><p class="why">{t('web.wares.not-shared', { who: props.name })}</p></Show>
      <Show when={!props.row.sharesWithMe}><p class="why">{t('web.wares.not-sharing', { who: props.name })}</p></Show>
      <Show when={props.row.forked}><p class="why">{t('web.wares.forked', { who: props.name })}</p></Show>
      <Show when={rows().length > 0}>
        <h2>{t('web.wares.said', { who: props.name })}</h2>
        <ul class="rows"><For each={rows()}>{(row) => <IntentListRow row={row} />}</For></ul>
      </Show>
      <Show when={props.row.me} fallback={
        <>
          <p class="second">{t('web.wares.device', { n: props.row.devices.length })}</p>
          <p class="row-acts"><a class="word-link" href={linkTo({ room: 'apart', id: props.row.ware })}>{t('web.wares.stop-sharing', { who: props.name })}</a></p>
        </>
      }>
        <Devices row={props.row} />
        <p class="row-acts"><a class="word-link" href="#/me">{t('web.wares.say-who')}</a></p>
      </Show>
    </>
  )
}
