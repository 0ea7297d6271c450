/** Sheets of single drawings, to look at: creatures, fires and ice, places, signs, land and gate. */
import { generate } from 'lean-qr'
import { For, type JSX } from 'solid-js'
import { creature, type Portrayed, type WareKind } from '../creatures/creature.ts'
import { glyphs, type GlyphName } from '../glyphs/glyph.ts'
import { iceAbout } from '../ice/ice.ts'
import { join, placed } from '../ink/markup.ts'
import { Drawn, Fire, Gate } from '../map/Drawn.tsx'
import { Sign } from '../map/Sign.tsx'
import { bench, doorway, feastTable, hamlet, nearRings, pathLamp, tapPost } from '../places/furniture.ts'
import { place, placeExtents, type PlaceKind } from '../places/place.ts'
import { plant } from '../plants/plant.ts'

const rows: [string, (i: number) => Portrayed][] = [
  ['a person', i => ({ key: `person ${i}`, kind: 'wetware' })],
  ['a sensor', i => ({ key: `sensor ${i}`, kind: 'hardware', senses: true })],
  [
    'a machine',
    i => (
      {
        key: `machine ${i}`, kind: 'hardware', ...(i > 6 ? { shape: (['lamp', 'kettle', 'wheel', 'pump'] as const)[i - 7]! } : {})
      }
    )
  ],
  ['a program', i => ({ key: `program ${i}`, kind: 'software' })],
  ['visiting', i => ({ key: `guest ${i}`, kind: 'xenoware' })],
  ['a companion', i => ({ key: `pet ${i}`, kind: 'companionware', partnerKey: `person ${i}` })],
  [
    'several as one',
    i => (
      {
        key: `h ${i}`, kind: 'hybridware',
        parts: (['wetware', 'hardware', 'software'] as WareKind[]).slice(0, 1 + i % 3).map(kind => ({ key: kind + i, kind }))
      }
    )
  ]
]

export function CreatureSheet(): JSX.Element {
  return (
    <main class="sheet">
      <For each={rows}>{([word, ware]) => (
        <div class="sheet-row"><h3>{word}</h3><For each={
          Array.from({ length: 11 }, (_, i) => i)
        }>{i => <Drawn markup={creature(ware(i))} view={[0, -4, 100, 104]} widthPx={92} />}</For></div>
      )}</For>
      <FireRow />
    </main>
  )
}

export function FireRow(): JSX.Element {
  const ice = (state: 'frozen' | 'melting') => <Drawn markup={
    iceAbout(state, 'water page')
  } view={[-66, -72, 132, 104]} widthPx={150} />
  return (
    <div class="sheet-row sheet-fires">
      <figure><Fire state="ember" px={170} /><h3>ember</h3><p class="second">somebody wished it</p></figure>
      <figure><Fire state="kindling" have={3} need={5} px={170} /><h3>kindling</h3><p class="second">3 of 5 ready</p></figure>
      <figure><Fire state="lit" px={170} /><h3>lit</h3><p class="second">it has begun</p></figure>
      <figure><Fire state="glowing" px={170} /><h3>glowing</h3><p class="second">it is going well</p></figure>
      <figure><Fire state="ash" px={170} /><h3>ash</h3><p class="second">over, and remembered</p></figure>
      <figure>{ice('frozen')}<h3>frozen</h3><p class="second">it hangs on one ware</p></figure>
      <figure>{ice('melting')}<h3>melting</h3><p class="second">a copy is spreading</p></figure>
    </div>
  )
}

const pages = [
  'brook', 'comet', 'alder', 'dew', 'moth'
].map((key, i) => ({ key, length: 200 * (i + 1) ** 2, titled: true, grafts: i % 3 }))
const furniture = [
  pathLamp(true), pathLamp(false), tapPost(true), tapPost(false), bench(), doorway, nearRings, place('garden', { resting: true }),
  place('shelf')
]

export function PlaceSheet(): JSX.Element {
  return (
    <main class="sheet sheet-land">
      <For each={Object.keys(placeExtents) as PlaceKind[]}>{kind => (
        <Drawn markup={
          place(
            kind,
            {
              pages, level: 0.55,
              stock: kind === 'shelf' ? [{ glyph: 'loaf', count: 14 }] : kind === 'kitchen' ? [{ glyph: 'sack', count: 5 }] : []
            }
          )
        } view={[-152, -180, 304, 216]} widthPx={252} />
      )}</For>
      <For each={furniture}>{drawing => <Drawn markup={drawing} view={[-152, -140, 304, 180]} widthPx={230} />}</For>
      <Drawn markup={join(hamlet('a', 60, 100), place('house'))} view={[-152, -160, 304, 216]} widthPx={252} />
      <Drawn markup={feastTable(glyphs.loaf, glyphs.hollowLoafOnWhite, 31, 40)} view={[-180, -210, 360, 300]} widthPx={252} />
      <Drawn markup={
        join(
          ...[
            'rain', 'brook', 'comet9', 'dew2', 'alder', 'pond', 'fern4'
          ].map((key, i) => placed(-240 + i * 80, 0, 1, plant({ key, length: 60 * 3 ** i, titled: i !== 2, grafts: i % 3 })))
        )
      } view={[-290, -176, 600, 190]} widthPx={560} />
    </main>
  )
}

export function SignSheet(): JSX.Element {
  return <main class="sheet"><For each={
    Object.keys(glyphs) as GlyphName[]
  }>{name => <figure class="sign"><Sign name={name} px={54} /><p class="second">{name}</p></figure>}</For></main>
}

/** A matrix of booleans from any text. */
export const matrixOf = (text: string): boolean[][] => {
  const code = generate(text)
  return Array.from({ length: code.size }, (_, y) => Array.from({ length: code.size }, (__, x) => code.get(x, y)))
}

export function GateSheet(): JSX.Element {
  const matrix = matrixOf('http://linden.local:4810/#k7mq-2vfa-9xhe-tdru')
  return <main class="sheet sheet-land"><Gate matrix={matrix} /><Gate matrix={undefined} /><Gate matrix={matrix} narrow /></main>
}
