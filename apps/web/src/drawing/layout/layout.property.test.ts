/** What holds for every scene on every page: seats, labels, bounds, and how much is drawn. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Area, grown, meets, within } from '../ink/area.ts'
import { elementCount } from '../ink/markup.ts'
import { flawsOf } from '../testing/wellFormed.ts'
import { groundOf, markupOf } from '../map/markupOf.ts'
import { current } from '../currents/current.ts'
import type { Arrangement } from './arrangement.ts'
import { type Frame, frameFor } from './frame.ts'
import { cornerOf } from './corner.ts'
import { cornerWares, facesInside } from './inside.ts'
import { arrange } from './layout.ts'
import { seatingOn } from './places.ts'
import { forFingers, freeParts, type Pressed, pressedThings } from './press.ts'
import { alongside } from './routes.ts'
import {
  drawnMax, type PlaceScene, rowWaresMax, type SceneCurrent, type SceneFire, type SceneIce, type ScenePlace, type SceneWare,
  type Zoom,
} from './scene.ts'

const frames: Frame[] = [
  frameFor(1440, 900), frameFor(390, 404), frameFor(1024, 768, { right: 380 }), frameFor(320, 380), frameFor(1920, 1080)
]
const anyFrame = fc.constantFrom(...frames)
const words = fc.oneof(
  fc.constantFrom('Kitchen', 'Shelf', 'Garden', 'Ideas', 'The long hall under the walnut trees', 'Wasser', 'Zed'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
)

const places = (max: number): fc.Arbitrary<ScenePlace[]> =>
  fc.array(words, { maxLength: max }).map(names => names.map((name, i) => ({ id: `place ${i}`, name, sentence: `${name}.` })))

const wares = (placesCount: number, max: number): fc.Arbitrary<SceneWare[]> => fc.array(
  fc.record(
    {
      name: fc.option(words, { nil: undefined }), at: fc.integer({ min: -1, max: placesCount }),
      kind: fc.constantFrom('wetware' as const, 'software' as const, 'hardware' as const, 'xenoware' as const)
    }
  ), { maxLength: max })
  .map(
    list => list.map(
      ({ name, at, kind }, i) => (
        {
          id: `ware ${i}`, key: `ware ${i}`, kind, sentence: 'A ware.', ...(name ? { name } : {}),
          ...(at >= 0 ? { place: `place ${at}` } : {})
        }
      )
    )
  )

const scene = (placesMax = 14, waresMax = 70): fc.Arbitrary<PlaceScene> => places(placesMax).chain(named => fc.record({
  worldKey: fc.string(), name: fc.constant('A world, drawn'), places: fc.constant(named), wares: wares(named.length, waresMax),
  fires: fc.array(
    fc.record(
      {
        name: words, state: fc.constantFrom('ember' as const, 'kindling' as const, 'glowing' as const), words, urgency: fc.nat(5)
      }
    ),
    { maxLength: 5 }
  )
    .map(fires => fires.map((fire, i): SceneFire => ({ ...fire, id: `fire ${i}`, sentence: 'A fire.', have: i, need: 5 }))),
  currents: fc.array(fc.tuple(fc.nat(named.length + 2), fc.nat(named.length + 2)), { maxLength: 12 })
    .map(
      ways => ways.map(
        ([a, b], i): SceneCurrent => (
          {
            id: `current ${i}`, from: `place ${a}`, to: b > named.length ? 'fire 0' : `place ${b}`,
            rider: i % 2 === 0 ? 'loaf' : 'drop', sentence: 'A current.'
          }
        )
      )
    ),
  ices: fc.array(words, { maxLength: 5 }).map(
    list => list.map(
      (name, i): SceneIce => ({ id: `ice ${i}`, name, state: 'frozen', words: 'frozen: on one phone only', sentence: 'An ice.' })
    )
  ),
  actuators: fc.array(fc.boolean(), { maxLength: 4 }).map(
    list => list.map(
      (acts, i) => (
        { id: `lamp ${i}`, device: (['lamp', 'pump', 'door', 'meter'] as const)[i % 4]!, ...(acts && { name: 'Rain barrel pump' }), acts, words: acts ? 'lamp shines' : 'rests', sentence: 'A lamp.' }
      )
    )
  ),
  pulses: fc.constant([{ id: 'p' }])
}))

const placesOf = (laid: Arrangement) => laid.things.filter(thing => thing.role === 'place')
const shownLabels = (laid: Arrangement) => laid.things.flatMap(
  thing => thing.label?.shown ? [{ id: thing.id, area: thing.label.area }] : []
)
const runs = { numRuns: 60 }

test('[G5] no two places overlap', () => {
  fc.assert(fc.property(scene(24, 10), anyFrame, (one, frame) => {
    const solids = placesOf(arrange(one, frame)).map(thing => grown(thing.solid, -0.5))
    solids.forEach((a, i) => { for (const b of solids.slice(i + 1)) expect(meets(a, b)).toBe(false) })
  }), runs)
})

test('[G5] labels that are shown overlap neither one another nor any place, fire, ice, ware or lamp', () => {
  fc.assert(fc.property(scene(), anyFrame, (one, frame) => {
    const laid = arrange(one, frame)
    const labels = shownLabels(laid)
    labels.forEach(
      (a, i) => { for (const b of labels.slice(i + 1)) expect(meets(a.area, b.area), `${a.id} and ${b.id}`).toBe(false) }
    )
    for (const label of labels) {
      for (const thing of laid.things) {
        if (thing.sentence === undefined || thing.id === label.id) continue
        // Drawings are loose at their sides, so a label may come a little closer there.
        expect(
          meets(label.area, grown(thing.solid, -(thing.solid.right - thing.solid.left) * 0.1 - 0.5, -0.5)),
          `${label.id} over ${thing.id}`
        ).toBe(false)
      }
    }
  }), runs)
})

test('[G5] everything is inside the ground of its page, labels too', () => {
  const loose = (area: Area): Area => grown(area, 1)
  fc.assert(fc.property(scene(30, 90), anyFrame, (one, frame) => {
    const laid = arrange(one, frame)
    for (const { area, id } of shownLabels(laid)) expect(within(area, loose(frame.ground)), `label of ${id}`).toBe(true)
    for (const thing of laid.things) if (thing.role !== 'decor') expect(
      within(thing.solid, { ...loose(frame.ground), top: 0, left: -30, right: frame.width + 10, bottom: frame.height + 6 }),
      thing.id
    ).toBe(true)
  }), runs)
})

test('[G5] a place keeps its seat when others come, and its very spot until the field must grow', () => {
  fc.assert(fc.property(scene(12, 8), anyFrame, words, (one, frame, name) => {
    fc.pre(one.places.length > 0)
    const before = arrange(one, frame)
    const after = arrange({ ...one, places: [...one.places, { id: 'newcomer', name, sentence: 'New.' }] }, frame)
    const spots = (laid: Arrangement) => new Map(placesOf(laid).map(thing => [thing.id, thing]))
    const [old, now] = [spots(before), spots(after)]
    const [fireBefore, fireAfter] = [before.clearing!, after.clearing!]
    for (const [id, thing] of old) {
      const again = now.get(id)!
      // Left of the fire stays left of it, above stays above: seats never change.
      expect(Math.sign(Math.round((again.x - fireAfter.x) / 40))).toBe(Math.sign(Math.round((thing.x - fireBefore.x) / 40)))
    }
    const seating = seatingOn(frame)
    const grew = one.places.length >= seating.count || seating.field(one.places.length - 1) !== seating.field(one.places.length)
    if (
      !grew && before.manner === after.manner
    ) for (const [id, thing] of old) expect([now.get(id)!.x, now.get(id)!.y]).toEqual([thing.x, thing.y])
  }), runs)
})

test('[G5] a place that is renamed or goes moves no other', () => {
  fc.assert(fc.property(scene(7, 5), anyFrame, fc.nat(6), (one, frame, which) => {
    fc.pre(one.places.length > 1 && which < one.places.length - 1)
    const seated = { ...one, wares: [], places: one.places.map((place, seat) => ({ ...place, seat })) }
    const gone = { ...seated, places: seated.places.filter((_, i) => i !== which) }
    const spots = new Map(placesOf(arrange(seated, frame)).map(thing => [thing.id, [thing.x, thing.y]]))
    for (const thing of placesOf(arrange(gone, frame))) expect([thing.x, thing.y]).toEqual(spots.get(thing.id))
  }), runs)
})

test('[G5] the same scene gives the same map', () => {
  fc.assert(
    fc.property(scene(), anyFrame, (one, frame) => { expect(arrange(one, frame)).toEqual(arrange(structuredClone(one), frame)) }),
    { numRuns: 20 }
  )
})

test('[G5] no way runs over a door, a meter, or the words of one', () => {
  fc.assert(fc.property(scene(9, 10), fc.constantFrom(frameFor(1440, 900), frameFor(1920, 1080)), (one, frame) => {
    const laid = arrange(one, frame)
    const ways = laid.currents.flatMap(({ points }) => alongside(points, 5))
    for (const { id, picture, solid, label } of laid.things) {
      if (picture.type !== 'door' && picture.type !== 'meter') continue
      for (const area of [solid, ...(label?.shown ? [label.area] : [])]) expect(ways.some(way => meets(way, area)), id).toBe(false)
    }
  }), runs)
})

test('[G5] at most seven currents, three fires and three ices are drawn, the urgent ones first', () => {
  fc.assert(fc.property(scene(), anyFrame, (one, frame) => {
    const laid = arrange(one, frame)
    const count = (role: string): number => laid.things.filter(thing => thing.role === role).length
    expect(laid.currents.length).toBeLessThanOrEqual(drawnMax.currents)
    expect(count('fire')).toBeLessThanOrEqual(drawnMax.fires)
    expect(count('ice')).toBeLessThanOrEqual(drawnMax.ices)
    if (one.fires.length > 0) {
      const most = Math.max(...one.fires.map(fire => fire.urgency ?? 0))
      expect(laid.things.some(thing => one.fires.some(fire => fire.id === thing.id && (fire.urgency ?? 0) === most))).toBe(true)
    }
  }), runs)
})

test('[G5] every button is there once, and in the order of the list', () => {
  fc.assert(fc.property(scene(), anyFrame, (one, frame) => {
    const ids = [...one.wares, ...one.fires, ...one.places].map(thing => thing.id).reverse()
    const laid = arrange({ ...one, order: ids }, frame)
    const buttons = [...laid.things.filter(thing => thing.sentence !== undefined), ...laid.currents].map(thing => thing.id)
    const order = laid.buttons.map(button => button.id)
    expect([...order].sort()).toEqual([...buttons].sort())
    expect(new Set(order).size).toBe(order.length)
    const listed = order.filter(id => ids.includes(id))
    expect(listed).toEqual(ids.filter(id => listed.includes(id)))
  }), runs)
})

/** As a page of any size is, not only those that the drawing was made for. */
const everyFrame = fc.oneof(
  anyFrame,
  fc.record({ width: fc.integer({ min: 300, max: 2200 }), height: fc.integer({ min: 340, max: 1400 }) }).map(({ width, height }) => frameFor(width, height, width < 1000 ? { right: 0 } : {}))
)

/** Buttons of which less than 24 px each way can be hit (WCAG 2.5.8), or which do not lie on the page. */
const tooSmall = (laid: Arrangement): string[] => laid.buttons.filter(({ area, layer }) => {
  const over = laid.buttons.filter(other => other.layer > layer).map(other => other.area)
  return !within(area, { left: 0, top: 0, right: laid.frame.width, bottom: laid.frame.height }) ||
    !freeParts(area, over).some(part => part.right - part.left >= 24 && part.bottom - part.top >= 24)
}).map(button => button.id)

test('[G5] every button has a part of 24 px each way that no other covers, on any page, with any number of wares', () => {
  fc.assert(fc.property(scene(30, 90), everyFrame, (one, frame) => {
    const laid = arrange(one, frame)
    expect(tooSmall(laid)).toEqual([])
    expect(new Set(laid.buttons.map(button => button.layer)).size).toBe(laid.buttons.length)
  }), { numRuns: 60 })
  fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 30 }), everyFrame, (count, over, frame) => {
    const laid = arrange(crowd(count, over), frame)
    expect(tooSmall(laid)).toEqual([])
    // Places lead on, so each that is drawn can be pressed.
    expect(laid.things.filter(thing => thing.role === 'place' && thing.sentence === undefined)).toEqual([])
    expect(tooSmall(arrange(crowd(count, over), frame, { place: 'p0' }))).toEqual([])
  }), { numRuns: 60 })
})

test('[G9] on a strip whatever stands by itself has 44 px for a finger, and nothing has less than it had', () => {
  const frame = frameFor(390, 470)
  const { buttons } = arrange({ ...crowd(0, 3), actuators: [{ id: 'lamp', device: 'lamp', name: 'Path lamp', acts: true, words: 'shines', sentence: 'It shines.' }] }, frame)
  expect(buttons.filter(({ area }) => area.right - area.left < 43.9 || area.bottom - area.top < 43.9)).toEqual([])
  fc.assert(fc.property(scene(9, 12), (one) => {
    const plain = pressedThings(arrange(one, frame).things, frame)
    const side = (pressed: readonly Pressed[], { id, area, layer }: Pressed): number => Math.min(44, Math.max(0, ...freeParts(area, pressed.filter(other => other.id !== id && other.layer > layer).map(other => other.area))
      .map(part => Math.min(part.right - part.left, part.bottom - part.top))))
    const large = forFingers(plain, frame)
    for (const [i, before] of plain.entries()) expect(side(large, large[i]!)).toBeGreaterThanOrEqual(side(plain, before) - 1e-6)
  }), runs)
})

const crowd = (count: number, over: number): PlaceScene => ({
  worldKey: 'crowd', name: 'A crowd', fires: [], currents: [], ices: [], actuators: [], pulses: [], self: 'w0',
  places: Array.from(
    { length: over }, (_, i) => ({ id: `p${i}`, name: ['Kitchen', 'Garden', 'Shelf', 'Workshop'][i % 4]!, sentence: 'A place.' })
  ),
  wares: Array.from(
    { length: count },
    (_, i): SceneWare => (
      { id: `w${i}`, key: `w${i}`, kind: 'wetware', name: `Ware ${i}`, place: `p${i % over}`, sentence: 'A ware.' }
    )
  )
})

const elementsOf = (laid: Arrangement): number => elementCount(groundOf(laid)) +
  laid.things.reduce(
    (sum, thing) => sum + elementCount(markupOf(thing.picture, thing.id)), 0
  ) + laid.currents.reduce((sum, each) => sum + elementCount(current(each)), 0)

test('[G5] three wares all stand there with their names; three hundred are never three hundred faces', () => {
  for (const frame of frames) {
    const faces = (count: number): number => arrange(crowd(count, 7), frame).things.filter(
      thing => thing.picture.type === 'ware'
    ).length
    expect(faces(3)).toBe(3)
    expect(faces(300)).toBe(1)
    expect(faces(48)).toBeLessThanOrEqual(rowWaresMax)
  }
})

test('[G5] what is drawn is bounded, for any number of wares and places', () => {
  for (const frame of frames) {
    for (const [count, over] of [[3, 1], [12, 7], [60, 7], [300, 7], [300, 60], [5000, 200]] as const) {
      expect(
        elementsOf(arrange(crowd(count, over), frame)), `${count} wares at ${over} places on ${frame.width} px`
      ).toBeLessThan(over > 20 ? 6000 : 2600)
    }
  }
})

test('[G5] looking into a place, every ware is found in exactly one corner', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), anyFrame, (count, frame) => {
    const one = crowd(count, 1)
    const whole = arrange(one, frame, { place: 'p0' })
    expect(whole.manner).toBe('inside')
    if (count <= facesInside(frame)) {
      expect(whole.things.filter(thing => thing.role === 'ware').length).toBe(count)
      return
    }
    // Corners are looked through page by page, as somebody would by the last button.
    const corners: { corner: number }[] = []
    let page: Zoom | undefined = { place: 'p0' }
    for (let turns = 0; page && turns < 200; turns++) {
      const leads: (Zoom | undefined)[] = arrange(one, frame, page).things.map(thing => cornerOf(thing.id))
      for (const lead of leads) if (lead?.corner !== undefined) corners.push({ corner: lead.corner })
      page = leads.find(lead => lead?.fromCorner !== undefined)
    }
    expect(corners.length).toBe(Math.ceil(count / facesInside(frame)))
    const found = corners.flatMap(({ corner }) => cornerWares(one.wares, frame, corner).map(ware => ware.id))
    expect(found).toEqual(one.wares.map(ware => ware.id))
    for (const { corner } of corners.slice(0, 2)) {
      expect(
        arrange(one, frame, { place: 'p0', corner }).things.filter(thing => thing.role === 'ware').length
      ).toBe(cornerWares(one.wares, frame, corner).length)
    }
  }), { numRuns: 30 })
})

test('[G5] an empty world is a garden at rest with its one person on the bench', () => {
  for (const frame of frames) {
    const laid = arrange({ ...crowd(1, 1), places: [] }, frame)
    expect(
      laid.things.map(thing => thing.id)
    ).toEqual(expect.arrayContaining(['rest bed', 'rest shelf', 'hearth', 'bench', 'w0']))
    expect(laid.buttons.map(button => button.id)).toEqual(['w0'])
  }
})

test('[G5] the ground of any scene is well formed', () => {
  fc.assert(fc.property(scene(), anyFrame, (one, frame) => {
    const laid = arrange(one, frame)
    expect(flawsOf(groundOf(laid))).toEqual([])
    for (const each of laid.currents) expect(flawsOf(current(each))).toEqual([])
    for (const thing of laid.things) expect(flawsOf(markupOf(thing.picture, thing.id)), thing.id).toEqual([])
  }), { numRuns: 25 })
})

test('[G5] looking into a place, everything is inside the page and labels overlap nothing', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 400 }), anyFrame, fc.nat(6), (count, frame, corner) => {
    for (const zoom of [{ place: 'p0' }, { place: 'p0', corner }]) {
      const laid = arrange(crowd(count, 1), frame, zoom)
      const labels = shownLabels(laid)
      labels.forEach((a, i) => { for (const b of labels.slice(i + 1)) expect(meets(a.area, b.area)).toBe(false) })
      for (const { area } of labels) expect(within(area, grown(frame.ground, 1))).toBe(true)
      for (const thing of laid.things) expect(thing.solid.bottom, thing.id).toBeLessThanOrEqual(frame.height + 6)
    }
  }), { numRuns: 40 })
})
