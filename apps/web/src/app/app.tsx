/** The frame of every page: the sky with the name and the rooms, the room one is in, and the field to say something in. */
import { createEffect, createMemo, createSignal, ErrorBoundary, type JSX, lazy, Match, on, onCleanup, Show, Suspense, Switch } from 'solid-js'
import { Place } from '../rooms/place/place.tsx'
import { SayField } from '../rooms/say/say-field.tsx'
import { frameFor } from '../drawing/layout/frame.ts'
import { LandSoon } from '../parts/land-soon.tsx'
import { useCommune } from './commune.tsx'
import { LastSaidLine } from './last-said.tsx'
import { linkTo, readRoute, type Route } from './route.ts'
import { size } from './size.ts'

const Needs = lazy(() => import('../rooms/flows/needs.tsx'))
const Need = lazy(() => import('../rooms/flows/need.tsx'))
const Stock = lazy(() => import('../rooms/flows/stock.tsx'))
const Ideas = lazy(() => import('../rooms/ideas/ideas.tsx'))
const Wares = lazy(() => import('../rooms/wares/wares.tsx'))
const OneWare = lazy(() => import('../rooms/wares/one-ware.tsx'))
const Me = lazy(() => import('../rooms/wares/me.tsx'))
const Search = lazy(() => import('../rooms/search/search.tsx'))
const Things = lazy(() => import('../rooms/senses/things.tsx'))
const OneThing = lazy(() => import('../rooms/senses/thing.tsx'))
const SayWhatYouSense = lazy(() => import('../rooms/senses/sense.tsx'))
const DevicesRoom = lazy(() => import('../rooms/senses/devices.tsx'))
const Supply = lazy(() => import('../rooms/senses/supply.tsx'))
const Agreements = lazy(() => import('../rooms/agreements/agreements.tsx'))
const OneAgreement = lazy(() => import('../rooms/agreements/agreement.tsx'))
const Agree = lazy(() => import('../rooms/agreements/agree.tsx'))
const Gate = lazy(() => import('../rooms/worlds/gate.tsx'))
const More = lazy(() => import('../rooms/worlds/more.tsx'))
const Doors = lazy(() => import('../rooms/worlds/doors.tsx'))

export function App(): JSX.Element {
  const commune = useCommune()
  const { t, told, summary, worlds } = commune
  const [route, setRoute] = createSignal<Route>(readRoute(location.hash), { equals: (a, b) => linkTo(a) === linkTo(b) })
  const onHash = (): void => void setRoute(readRoute(location.hash))
  addEventListener('hashchange', onHash)
  onCleanup(() => removeEventListener('hashchange', onHash))
  createEffect(() => {
    const name = summary()?.name
    document.title = name ? `${name} · ${t('web.app')}` : t('web.app')
  })
  // Whoever goes to another room by key or by ear begins at its name.
  createEffect(on(route, () => setTimeout(() => {
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('h1')?.focus()
  }), { defer: true }))
  return (
    <>
      <Show when={worlds() !== undefined}>
        <a class="skip" href="#say-something" onClick={(event) => { event.preventDefault(); document.getElementById('say-something')?.focus() }}>{t('web.skip')}</a>
      </Show>
      <ErrorBoundary fallback={(fault) => <p class="alone">{t('app.fault', { fault: String(fault) })}</p>}>
        <Screen route={route()} />
        <LastSaidLine />
      </ErrorBoundary>
      <p class="unseen" role="status">{told()}</p>
    </>
  )
}

function Screen(props: { readonly route: Route }): JSX.Element {
  const { worlds } = useCommune()
  const is = <R extends Route['room']>(...rooms: R[]) => createMemo(() => (rooms.includes(props.route.room as R) ? (props.route as Extract<Route, { room: R }>) : undefined))
  const needs = is('needs')
  const need = is('need')
  const ideas = is('ideas', 'idea', 'write', 'versions', 'plant')
  const ware = is('ware')
  const search = is('search')
  const thing = is('thing')
  const agreement = is('agreement')
  const agree = is('agree')
  const doors = is('device', 'lost', 'backup', 'restore', 'leave', 'fork', 'worlds', 'scan', 'apart', 'carry')
  return (
    <Show when={worlds() !== undefined} fallback={<Waking />}>
      <Suspense>
        <Switch fallback={<Place />}>
          <Match when={needs()}>{(here) => <Needs kind={here().kind} />}</Match>
          <Match when={need()}>{(here) => <Need id={here().id} />}</Match>
          <Match when={props.route.room === 'stock'}><Stock /></Match>
          <Match when={ideas()}>{(here) => <Ideas route={here()} />}</Match>
          <Match when={props.route.room === 'wares'}><Wares /></Match>
          <Match when={ware()}>{(here) => <OneWare id={here().id} />}</Match>
          <Match when={props.route.room === 'things'}><Things /></Match>
          <Match when={thing()}>{(here) => <OneThing id={here().id} />}</Match>
          <Match when={props.route.room === 'devices'}><DevicesRoom /></Match>
          <Match when={props.route.room === 'supply'}><Supply /></Match>
          <Match when={props.route.room === 'sense'}><SayWhatYouSense /></Match>
          <Match when={props.route.room === 'agreements'}><Agreements /></Match>
          <Match when={agreement()}>{(here) => <OneAgreement id={here().id} />}</Match>
          <Match when={agree()}>{(here) => <Agree line={here().line} instead={here().instead} />}</Match>
          <Match when={props.route.room === 'me'}><Me /></Match>
          <Match when={search()}>{(here) => <Search text={here().text} />}</Match>
          <Match when={props.route.room === 'gate'}><Gate /></Match>
          <Match when={props.route.room === 'more'}><More /></Match>
          <Match when={doors()}>{(here) => <Doors route={here()} />}</Match>
        </Switch>
      </Suspense>
      <SayField room={props.route.room} />
    </Show>
  )
}

/** A place that wakes at once has its own land to draw. */
const patienceMs = 700

function Waking(): JSX.Element {
  const { t, trouble } = useCommune()
  const [slow, setSlow] = createSignal(false)
  const patience = setTimeout(() => setSlow(true), patienceMs)
  onCleanup(() => clearTimeout(patience))
  return (
    <main class="alone">
      <LandSoon frame={frameFor(size().width, size().height, { right: 0 })} seed="waking" class="land-alone" when={slow} />
      <div class="alone-words">
        <Show when={trouble()} fallback={<h1 tabIndex={-1}>{t('web.waking')}</h1>}>
          {(why) => (
            <>
              <h1 tabIndex={-1}>{t('web.trouble')}</h1>
              <p class="reading" role="alert">{why()}</p>
              <p class="acts"><button type="button" class="act act-main" onClick={() => location.reload()}>{t('web.again')}</button></p>
            </>
          )}
        </Show>
      </div>
    </main>
  )
}
