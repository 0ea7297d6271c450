/** The picture of the place, in its room on the page from the start, and drawn once the words beside it have been painted. */
import { type JSX, Show } from 'solid-js'
import { painted } from '../../app/painted.ts'
import { LivingMap, type LivingMapProps } from '../../drawing/map/LivingMap.tsx'

export function MapSoon(props: LivingMapProps): JSX.Element {
  return (
    <Show when={painted()} fallback={<div class="map-to-come" style={{ width: `${props.frame.width}px`, height: `${props.frame.height}px` }} />}>
      <LivingMap {...props} />
    </Show>
  )
}
