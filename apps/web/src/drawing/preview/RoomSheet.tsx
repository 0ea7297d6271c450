/** Drawings of single rooms, to look at: horizon, rope, why, pegs, replay, rivers. */
import type { JSX } from 'solid-js'
import { pegPost, pegPostHeight } from '../agreements/pegs.ts'
import { replay } from '../agreements/replay.ts'
import { rope } from '../agreements/rope.ts'
import { whyBranch } from '../agreements/why.ts'
import { basin, river } from '../currents/current.ts'
import { ridge } from '../horizon/ridge.ts'
import { join, placed } from '../ink/markup.ts'
import { place } from '../places/place.ts'
import { Drawn } from '../map/Drawn.tsx'
import { TornPaper } from '../map/TornPaper.tsx'

const hills = ridge([
  {
    id: 'keys', share: 0.04, before: 0.05
  }, { id: 'water page', share: 0.8, before: 0.86, state: 'frozen' }, { id: 'baking', share: 0.5, before: 0.7, state: 'melting' },
  { id: 'gates', share: 0.05, before: 0.04 }, {
    id: 'who carries', share: 0.16, before: 0.1
  }, { id: 'who is heard', share: 0.05, before: 0.22 }, { id: 'stores', share: 0.03, before: 0.04 }
], 1380, 330)

const nights = [3, 4, 2, 3, 1, 5, 3, 2, 4, 3, 2, 4, 3, 2].map((count, n) => ({
  acted: Array.from({ length: count }, (_, k) => { const from = (k * 0.19 + n * 0.037) % 0.9; return { from, to: from + 0.05 } })
}))

const rivers = join(
  river({ points: [[96, 40], [200, 34], [290, 80], [350, 170], [390, 215]], widthPx: 60, full: 0.62, colour: 'straw' }),
  river({ points: [[96, 260], [190, 272], [300, 250], [390, 240]], widthPx: 42, full: 1, colour: 'ember' }),
  river(
    { points: [[470, 240], [530, 244], [600, 234], [660, 240]], widthPx: 54, full: 0.78, colour: 'clay' }
  ), placed(430, 238, 1, basin),
  placed(60, 80, 0.6, place('mill')), placed(60, 300, 0.6, place('kitchen')))

export function RoomSheet(): JSX.Element {
  return (
    <main class="sheet sheet-land">
      <Drawn markup={hills.markup} view={[0, 0, 1380, 330]} widthPx={1360} />
      <Drawn markup={rivers} view={[0, -10, 680, 340]} widthPx={560} />
      <Drawn markup={pegPost(5, 3, true)} view={[-20, -20, 240, pegPostHeight(5) + 40]} widthPx={200} />
      <Drawn markup={
        whyBranch(
          [{ y: 30, depth: 0, answer: 'yes' }, { y: 86, depth: 1, answer: 'no' }, { y: 140, depth: 0, answer: 'unknown' }], 190
        )
      } view={[-20, 0, 300, 210]} widthPx={300} />
      <Drawn markup={rope(['tied', 'shorter', 'open'], 370)} view={[0, -30, 370, 60]} widthPx={370} />
      <Drawn markup={replay(nights, [{ from: 0.38, to: 0.68 }], 850, 150)} view={[-3, -3, 856, 156]} widthPx={760} />
      <TornPaper edge="left" class="mock-torn"><h2>Since you were last here</h2><p class="title-group">Would like a hand</p></TornPaper>
      <TornPaper edge="top" class="mock-torn"><h2>Dig the potatoes</h2></TornPaper>
    </main>
  )
}
