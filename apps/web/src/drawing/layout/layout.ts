/**
 * From plain data to positions. Pure: the same scene on the same frame gives the same arrangement, on every device.
 *
 * Invariants, each held by a property test: no two places overlap; a place keeps its seat when others come; labels that are
 * shown overlap nothing; every button has a part that can be hit; everything is inside the frame; and however many wares there are, the number of things drawn is
 * bounded (at most sixty faces, seven currents, three fires, three ices).
 */
import type { Arrangement } from './arrangement.ts'
import { commune } from './commune.ts'
import type { Frame } from './frame.ts'
import { inside } from './inside.ts'
import { atRest } from './rest.ts'
import type { PlaceScene, Zoom } from './scene.ts'

/** Lays a scene out on a frame, looked at from afar or, with `zoom`, at one place or one corner of it. */
export const arrange = (scene: PlaceScene, frame: Frame, zoom?: Zoom): Arrangement => {
  const place = zoom && scene.places.find(each => each.id === zoom.place)
  if (place) return inside(scene, frame, place, zoom)
  return scene.places.length === 0 ? atRest(scene, frame) : commune(scene, frame)
}
