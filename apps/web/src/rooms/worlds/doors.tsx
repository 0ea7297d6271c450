/** The doors of a place: each a page with one thing to do. */
import { type JSX, Match, Show, Switch } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import type { Route } from '../../app/route.ts'
import { Apart } from './apart.tsx'
import { Backup, Restore } from './backup.tsx'
import { Carry } from './carry.tsx'
import { Fork, Leave } from './going.tsx'
import Gate from './gate.tsx'
import { Lost } from './lost.tsx'
import { Scan } from './scan.tsx'
import { Worlds } from './worlds.tsx'

type DoorRoute = Extract<Route, { room: 'device' | 'lost' | 'backup' | 'restore' | 'leave' | 'fork' | 'worlds' | 'scan' | 'apart' | 'carry' }>

export default function Doors(props: { readonly route: DoorRoute }): JSX.Element {
  const { t, called } = useCommune()
  const apart = () => (props.route.room === 'apart' ? props.route : undefined)
  const who = () => { const route = apart(); return route ? called(route.id) : '' }
  return (
    <Show when={props.route.room !== 'device'} fallback={<Gate device />}>
      <Room title={t(`web.${props.route.room}.title`, { who: who() })} second={t(`web.${props.route.room}.second`)} room={undefined}>
        <Switch>
          <Match when={props.route.room === 'lost'}><Lost /></Match>
          <Match when={props.route.room === 'backup'}><Backup /></Match>
          <Match when={props.route.room === 'restore'}><Restore /></Match>
          <Match when={props.route.room === 'leave'}><Leave /></Match>
          <Match when={props.route.room === 'fork'}><Fork /></Match>
          <Match when={props.route.room === 'worlds'}><Worlds /></Match>
          <Match when={props.route.room === 'scan'}><Scan /></Match>
          <Match when={props.route.room === 'carry'}><Carry /></Match>
          <Match when={apart()}>{(route) => <Apart ware={route().id} />}</Match>
        </Switch>
      </Room>
    </Show>
  )
}
