/** The order of the buttons: that of the list; what the list does not name comes after it, as it is drawn. */
import type { PlacedCurrent, PlacedThing } from './arrangement.ts'
import type { PlaceScene } from './scene.ts'

export const listOrder = (scene: PlaceScene, things: readonly PlacedThing[], currents: readonly PlacedCurrent[]): string[] => {
  const buttons = [...things.filter(thing => thing.sentence !== undefined), ...currents].map(each => each.id)
  const place = new Map((scene.order ?? []).map((id, i) => [id, i]))
  return buttons
    .map((id, i) => ({ id, at: place.get(id) ?? place.size + i }))
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id)
}
