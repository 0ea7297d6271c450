/** Scenes to look at: an empty first place, a place with a dozen wares, one in rows, a commune of three hundred. All invented. */
import type { Portrayed, WareKind } from '../creatures/creature.ts'
import type { PlaceScene, ScenePlace, SceneWare } from '../layout/scene.ts'

const nothingElse = { fires: [], currents: [], ices: [], actuators: [], pulses: [] } as const

export const emptyScene: PlaceScene = {
  worldKey: 'first evening', name: 'A garden at rest, drawn', places: [], self: 'you', ...nothingElse,
  wares: [{ id: 'you', key: 'you 7', kind: 'wetware', name: 'You', sentence: 'You are here.' }]
}

const at = (
  id: string, name: string, place: string | undefined, kind: WareKind = 'wetware', more: Partial<Portrayed> = {}
): SceneWare =>
  (
    {
      id, key: id, name, kind, sentence: `${name}${place ? ` stands at the ${place}` : ' says no place'}.`,
      ...(place ? { place } : {}), ...more
    }
  )

const places: ScenePlace[] = [
  { id: 'kitchen', name: 'Kitchen', sentence: 'Kitchen: the oven is warm.' },
  { id: 'workshop', name: 'Workshop', sentence: 'Workshop: three tools are lent.' },
  { id: 'garden', name: 'Garden', sentence: 'Garden: beans and potatoes.' },
  {
    id: 'ideas', name: 'Ideas', sentence: 'Ideas: four pages and a seed.',
    pages: [
      {
        key: 'brook', length: 4200, titled: true, grafts: 2
      }, { key: 'comet', length: 300, titled: true }, { key: 'alder', length: 900, titled: true },
      { key: 'dew', length: 2100, titled: true, grafts: 1 }, { key: 'moth', length: 500, titled: true }
    ]
  },
  { id: 'guest', name: 'Guest room', sentence: 'Guest room: Tamar says she stays until the new moon.' },
  {
    id: 'shelf', name: 'Shelf', sentence: 'Shelf: fourteen loaves.',
    stock: [{ glyph: 'loaf', count: 14 }, { glyph: 'jar', count: 4 }]
  },
  { id: 'water', name: 'Water', sentence: 'Water: the tank is over half full.', level: 0.55 }
]

export const dozenScene: PlaceScene = {
  worldKey: 'linden yard', name: 'Linden Yard, drawn', places, self: 'juno', moon: { lit: 0.24, growing: false },
  wares: [
    at('mira 1', 'Mira', 'kitchen'), at('bo 4', 'Bo', 'shelf'), at('ansel', 'Ansel', 'workshop'), at('juno', 'Juno', 'garden'), at('ola 3', 'Ola', 'garden'),
    at(
      'oven', 'Oven', 'kitchen', 'hardware'
    ), at('saw 2', 'Saw', 'workshop', 'hardware'), at('soil ear', 'Soil ear', 'garden', 'hardware', { senses: true }),
    at('step ear', 'Step ear', 'guest', 'hardware', { senses: true }), at('weaver', 'Weaver', 'ideas', 'software'),
    at('tamar', 'Tamar', 'guest', 'xenoware'), at('ren', 'Ren', undefined)
  ],
  fires: [
    {
      id: 'dig', name: 'Dig the potatoes', state: 'kindling', have: 3, need: 5, words: 'kindling: 3 of 5 ready',
      sentence: 'Dig the potatoes: kindling, 3 of 5 ready, waiting for dry soil.'
    }
  ],
  currents: [
    { id: 'bread', from: 'kitchen', to: 'shelf', rider: 'loaf', sentence: 'Bread goes from the kitchen to the shelf.' },
    {
      id: 'rain', from: 'water', to: 'guest', rider: 'drop',
      sentence: 'Water runs to the guest room while the tank is over half full.'
    },
    { id: 'beans', from: 'garden', to: 'shelf', rider: 'bean', sentence: 'Beans: a basket is on its way to the shelf.' },
    { id: 'spade', from: 'workshop', to: 'dig', rider: 'spade', lent: true, sentence: 'The long spade is lent for the potatoes.' }
  ],
  ices: [
    {
      id: 'water page', name: 'Water page', state: 'frozen', words: 'frozen: on one phone only',
      sentence: 'Only Mira’s phone holds the water page. Until somebody shares it, it is frozen.'
    }
  ],
  actuators: [
    {
      id: 'lamp a', device: 'lamp', acts: true, words: 'lamp shines',
      sentence: 'The path lamp shines: somebody is near and it is dark.'
    },
    { id: 'lamp b', device: 'lamp', acts: false, words: 'rests', sentence: 'The gate lamp rests.' }
  ],
  pulses: [{ id: 'p', near: 'lamp a' }],
  order: ['water page', 'dig', 'lamp a', 'rain', 'beans', 'spade']
}

/** As much as a phone's strip holds with ease. */
export const fewScene: PlaceScene = {
  ...dozenScene, wares: dozenScene.wares.filter(
    ware => ['mira 1', 'tamar', 'soil ear'].includes(ware.id)
  ), places: places.slice(0, 4),
  currents: [], actuators: dozenScene.actuators
}

const kinds: WareKind[] = [
  'wetware', 'wetware', 'wetware', 'hardware', 'hardware', 'software', 'companionware', 'xenoware', 'oddware', 'wetware'
]
const names = [
  'Ada', 'Ben', 'Cleo', 'Dara', 'Eno', 'Fay', 'Gil', 'Hana', 'Ivo', 'Jun', 'Kai', 'Lio', 'Mae', 'Nia', 'Oz', 'Pia', 'Quin', 'Rae',
  'Sol', 'Tao'
]

/** A crowd spread over places; some say none. */
export const crowdScene = (count: number, over: readonly ScenePlace[] = places): PlaceScene => ({
  ...dozenScene, places: over, self: 'w3',
  wares: Array.from(
    { length: count },
    (_, i) => at(
      `w${i}`, `${names[i % names.length]} ${i > 19 ? i : ''}`.trim(),
      i % 11 === 0 ? undefined : over[(i * i + i * 3) % over.length]!.id, kinds[i % kinds.length]!, { senses: i % 2 === 0 }
    )
  ),
  fires: [
    ...dozenScene.fires,
    {
      id: 'sing', name: 'Sing in the hall', state: 'lit', words: 'lit: it has begun', urgency: 2,
      sentence: 'Sing in the hall: lit, it has begun.'
    },
    {
      id: 'roof', name: 'Mend the roof', state: 'ember', words: 'ember: somebody wished it',
      sentence: 'Mend the roof: ember, somebody wished it.'
    }
  ]
})

/** Many places, with the words people give them. */
export const manyPlaces: ScenePlace[] = [...places, ...[
  'Mill house', 'Rose house', 'Bike shed', 'Orchard', 'Pantry', 'Forge'
].map((name, i): ScenePlace =>
  ({ id: `more ${i}`, name, sentence: `${name}.` }))]
