/** The picture of the place, in its room on the page from the start, and drawn once the words that say the same have been painted. */
import { createEffect, createSignal, type JSX, Show } from 'solid-js'
import { later } from '../../app/later.ts'
import { afterPaint, painted } from '../../app/painted.ts'
import type { LivingMapProps } from '../../drawing/map/LivingMap.tsx'

export function MapSoon(props: LivingMapProps & { readonly ready: boolean }): JSX.Element {
  const [told, setTold] = createSignal(false)
  createEffect(() => { if (painted() && props.ready && !told()) afterPaint(() => setTold(true)) })
  const drawing = later(() => import('../../drawing/map/LivingMap.tsx'), told)
  return (
    <Show when={drawing()} fallback={<div class="map-to-come" style={{ width: `${props.frame.width}px`, height: `${props.frame.height}px` }} />}>
      {(there) => there().LivingMap(props)}
    </Show>
  )
}
