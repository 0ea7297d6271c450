/** The picture of the place, in its room on the page from the start, and drawn once the words beside it have been painted. */
import { type JSX, Show } from 'solid-js'
import { later } from '../../app/later.ts'
import type { LivingMapProps } from '../../drawing/map/LivingMap.tsx'

export function MapSoon(props: LivingMapProps): JSX.Element {
  const drawing = later(() => import('../../drawing/map/LivingMap.tsx'))
  return (
    <Show when={drawing()} fallback={<div class="map-to-come" style={{ width: `${props.frame.width}px`, height: `${props.frame.height}px` }} />}>
      {(there) => there().LivingMap(props)}
    </Show>
  )
}
