/**
 * A page to look at all drawings, for those who work on them. It is not part of the app and is not built.
 * `?show=dozen&light=night` shows one thing in one light; `still` and `cover` (a mock of sheet and say field) can be added.
 */
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js'
import { render } from 'solid-js/web'
import '../theme/theme.css'
import './drawing.css'
import './preview/preview.css'
import { frameFor } from './layout/frame.ts'
import type { PlaceScene, Zoom } from './layout/scene.ts'
import { cornerOf } from './layout/corner.ts'
import { LivingMap } from './map/LivingMap.tsx'
import { TornPaper } from './map/TornPaper.tsx'
import { crowdScene, dozenScene, emptyScene, fewScene, manyPlaces } from './preview/examples.ts'
import { RoomSheet } from './preview/RoomSheet.tsx'
import { CreatureSheet, GateSheet, PlaceSheet, SignSheet } from './preview/Sheets.tsx'

const asked = new URLSearchParams(location.search)
const light = asked.get('light') ?? 'day'
document.documentElement.dataset['light'] = light
const show = asked.get('show') ?? 'dozen'

const scenes: Record<string, PlaceScene> = {
  empty: emptyScene, few: fewScene, dozen: dozenScene, rows: crowdScene(48), many: crowdScene(300), places: {
    ...dozenScene, places: manyPlaces
  },
  manyPlaces: crowdScene(300, manyPlaces)
}

function MapPage(props: { readonly scene: PlaceScene }): JSX.Element {
  const narrow = innerWidth < 700
  const empty = props.scene.places.length === 0
  const frame = narrow
    ? frameFor(innerWidth, 404)
    : frameFor(innerWidth, innerHeight, empty ? { right: 0, top: 200, bottom: 190 } : {})
  const [zoom, setZoom] = createSignal<Zoom | undefined>(
    asked.get('zoom') ? {
      place: asked.get('zoom')!, ...(asked.get('corner') ? { corner: Number(asked.get('corner')) } : {})
    } : undefined
  )
  const open = (id: string): void => {
    setZoom(
      cornerOf(id) ?? (props.scene.places.some(place => place.id === id) && zoom()?.place !== id ? { place: id } : undefined)
    )
  }
  return (
    <>
      <LivingMap scene={props.scene} frame={frame} zoom={zoom()} still={asked.has('still')} onOpen={open} />
      <header class="mock-head">
        <h1 class={empty ? 'title-first' : ''}>{empty ? 'A garden at rest' : 'Linden Yard'}</h1>
        <p>{light === 'night' ? 'Night, still' : 'Morning, after rain'}</p>
      </header>
      <Show when={!narrow && !empty}><TornPaper edge="left" class="mock-sheet"><h2>Since you were last here</h2></TornPaper></Show>
      <Show when={!narrow}>
        <form class="mock-say">
          <span>Say something: a need, an offer, a wish, an idea…</span>
          <button type="button" class="act act-main">Say it</button>
        </form>
      </Show>
    </>
  )
}

function Preview(): JSX.Element {
  return (
    <Switch>
      <Match when={show === 'creatures'}><CreatureSheet /></Match>
      <Match when={show === 'drawings'}><PlaceSheet /></Match>
      <Match when={show === 'signs'}><SignSheet /></Match>
      <Match when={show === 'rooms'}><RoomSheet /></Match>
      <Match when={show === 'gate'}><GateSheet /></Match>
      <Match when={scenes[show]}>{scene => <MapPage scene={scene()} />}</Match>
    </Switch>
  )
}

render(() => <Preview />, document.body)
