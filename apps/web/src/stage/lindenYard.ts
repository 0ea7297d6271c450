/**
 * Linden Yard: a commune that is already alive, with a dozen wares. Also an empty place, a street of three hundred wares,
 * and a yard with ten thousand of everything.
 */
import type { TestWare } from '@commune/commune/testing'
import type { MeWish } from '@commune/commune'
import { emptyStage, type Odd, openWorld, type Stage, type StageWorld } from './stage.ts'
import { addMany, addStreet, addTongues } from './many.ts'
import { sayHostile } from './hostile.ts'
import { playedBrokers } from './stageBrokers.ts'
import { bringThings } from './yardThings.ts'

const recipes = import.meta.glob(['./recipes/*.md', '!./recipes/README.md'], { eager: true, query: '?raw', import: 'default' }) as Record<string, string>
const dayMs = 86_400_000

/**
 * The stage by its name: `empty`, `three`, `sixty`, `street`, `many`, `tongues`, `hostile`, `full`, `silent` (no box tells), `walks` and `passes` (somebody at the
 * lamp), `tells` (the place says something), `bypass` (a broker that lets anybody command), `cut-off`, `unknowns`, `unseen`, `damaged` and `mended` (see `Odd`), `taken` (a neighbour
 * holds the lamp), `counts` (what is sensed leaves as counts), else the yard.
 */
export const stageNamed = (name: string): Stage => {
  const stage = emptyStage()
  if (/empty/.test(name)) return stage
  if (/three/.test(name)) return three(stage, Date.now())
  if (/late/.test(name)) return late(three(stage, Date.now()))
  const world = yard(stage, Date.now(), /hostile/.test(name) ? () => {} : ideas, /bypass/.test(name))
  if (/many/.test(name)) addMany(world, 10_000)
  if (/street/.test(name)) addStreet(world, 300)
  if (/sixty/.test(name)) addStreet(world, 60)
  if (/tongues/.test(name)) addTongues(world)
  stage.full = /full/.test(name)
  if (/silent/.test(name)) untold(world)
  goOddly(stage, world, name)
  if (/walks/.test(name)) stage.walks = 'now-and-then'
  if (/passes/.test(name)) stage.walks = 'always'
  const place = /tells/.test(name) ? world.commune.views.things.list().find(({ source }) => source === 'box') : undefined
  if (place) world.holds.set(`${place.id}/tell`, { value: 'The rain tank runs dry soon.', untilMs: Date.now() + 86_400_000, ware: place.keeper })
  if (/hostile/.test(name)) sayHostile(stage, world)
  return stage
}

const odds: readonly Odd[] = ['cut-off', 'unknowns', 'unseen', 'damaged', 'mended']

/** What does not go as it should, or as usual. */
function goOddly(stage: Stage, world: StageWorld, name: string): void {
  const { commune, me, wares } = world
  for (const odd of odds) if (name.includes(odd)) stage.odd.add(odd)
  if (stage.odd.has('cut-off')) {
    world.here.clear()
    world.here.add(me.ware)
    world.kept = { others: 0, browsers: 0, carriers: 0 }
  }
  const things = commune.views.things.list()
  const lamp = things.find(({ key }) => key === 'path-lamp')
  const ola = wares.find(({ ware }) => commune.views.wares.one(ware).name === 'Ola')
  if (/taken/.test(name) && lamp && ola) world.holds.set(`${lamp.id}/level`, { value: 70, untilMs: commune.nowMs + 3_600_000, ware: ola.ware })
  const byHand = things.find(({ source }) => source === 'hand')
  const counted = { is: 'counted', stepMs: 3_600_000, floor: 5, epsilonMilli: 250, dayMilli: 6_000 } as const
  if (/counts/.test(name) && byHand) commune.wish(me, { wish: 'leave', thing: byHand.id, point: 'said', choice: { class: 'household', transform: counted, lifetime: { hereDays: 90, thereSeasons: 1 } } })
}

/** Nothing here may tell people anything. */
function untold({ commune, wares }: StageWorld): void {
  for (const { id, bridge, acts } of commune.views.things.list()) {
    const by = wares.find(({ ware }) => ware === bridge)
    if (by && acts.some(({ about }) => about === 'tell')) commune.wish(by, { wish: 'thing-gone', thing: id })
  }
}

/** One who came without history hears a yes to something that it cannot read. */
function late(stage: Stage): Stage {
  stage.late = true
  for (const { commune, me, wares } of stage.worlds.values()) {
    const other = wares.find(({ ware }) => ware !== me.ware)
    if (other) commune.say(other.device, { type: 'agreement.yes', agreement: `${'A'.repeat(43)}.0`, until: commune.nowMs + 86_400_000 })
  }
  return stage
}

/** Three who begin: a kitchen, a bed, and a sensor between them. */
function three(stage: Stage, nowMs: number): Stage {
  const world = openWorld(stage, nowMs)
  const { commune, me } = world
  const [bo, ear] = [commune.ware(), commune.ware()]
  world.wares.push(bo, ear)
  commune.wish(me, { wish: 'world', name: 'Three Doors' })
  commune.wish(me, { wish: 'me', name: 'Juno', kind: 'wetware', place: 'Kitchen' })
  commune.wish(bo, { wish: 'me', name: 'Bo', kind: 'wetware' })
  commune.wish(ear, { wish: 'me', name: 'Soil ear', kind: 'hardware', place: 'Garden', about: 'A sensor: I tell how damp the soil is.' })
  commune.wish(bo, { wish: 'need', thing: 'salt', quantity: '200 g', place: 'Kitchen' })
  commune.wish(me, { wish: 'stock', thing: 'beans', quantity: '2 baskets', place: 'Garden' })
  world.here.add(bo.ware)
  world.kept = { others: 1, browsers: 0, carriers: 0 }
  return stage
}

function yard(stage: Stage, nowMs: number, plant: typeof ideas, bypassed: boolean): StageWorld {
  const world = openWorld(stage, nowMs)
  const { commune, me } = world
  const join = (who: Omit<MeWish, 'wish'>): TestWare => {
    const ware = commune.ware()
    world.wares.push(ware)
    commune.wish(ware, { wish: 'me', ...who })
    return ware
  }
  commune.wish(me, { wish: 'world', name: 'Linden Yard', latitude: 52.5, longitude: 13.4 })
  commune.wish(me, { wish: 'me', name: 'Juno', kind: 'wetware', place: 'Garden', about: 'I mind the beds by the wall.', skills: ['grafting', 'digging'] })
  world.wares.push(commune.ware(me))
  const mira = join({ name: 'Mira', kind: 'wetware', place: 'Kitchen', skills: ['sourdough', 'wood oven'] })
  const oven = join({ name: 'Oven', kind: 'hardware', place: 'Kitchen', about: 'I fire when somebody has laid wood.' })
  const bo = join({ name: 'Bo', kind: 'wetware', place: 'Shelf', skills: ['counting', 'jam'] })
  const ola = join({ name: 'Ola', kind: 'wetware', place: 'Garden' })
  const ansel = join({ name: 'Ansel', kind: 'wetware', place: 'Workshop', skills: ['joinery', 'bicycles'] })
  join({ name: 'Saw', kind: 'hardware', place: 'Workshop' })
  join({ name: 'Weaver', kind: 'software', place: 'Ideas', about: 'I look for needs and offers that would like to meet.' })
  const tamar = join({ name: 'Tamar', kind: 'xenoware', place: 'Guest room', about: 'Here until the new moon.' })
  const nobody = commune.ware()
  world.wares.push(nobody)
  for (const each of [mira, bo, ansel, oven]) world.here.add(each.ware)
  world.kept = { others: 3, browsers: 2, carriers: 0 }
  stock(world, { mira, bo, ola, ansel, tamar })
  flows(world, { mira, bo, ola, ansel, tamar, nobody }, nowMs)
  bringThings(world, { ansel, ola, mira })
  stage.brokers = playedBrokers(world.me, ansel, bypassed)
  plant(world, { mira, bo })
  stage.forks = [{ world: 'fork-1', name: 'The upper yard', by: ola.ware, here: false }]
  return world
}

type People = Record<'mira' | 'bo' | 'ola' | 'ansel' | 'tamar', TestWare>

function stock({ commune, me }: StageWorld, { mira, bo, ola, ansel }: People): void {
  commune.wish(mira, { wish: 'stock', thing: 'firewood', quantity: '2 m3', place: 'Kitchen' })
  commune.wish(bo, { wish: 'stock', thing: 'bread', quantity: '14 loaves', place: 'Shelf' })
  commune.wish(bo, { wish: 'stock', thing: 'jam', quantity: '9 jars', place: 'Shelf', note: 'Plum and orange.' })
  commune.wish(me, { wish: 'stock', thing: 'rye flour', quantity: '4 kg', place: 'Shelf' })
  commune.wish(ola, { wish: 'stock', thing: 'potatoes', quantity: '30 kg', place: 'Garden' })
  commune.wish(me, { wish: 'stock', thing: 'beans', quantity: '3 baskets', place: 'Garden' })
  commune.wish(ansel, { wish: 'stock', thing: 'oak planks', quantity: '22 planks', place: 'Workshop' })
  commune.wish(ansel, { wish: 'stock', thing: 'rain water', quantity: '400 l', place: 'Water' })
  commune.wish(mira, { wish: 'stock', thing: 'salt', quantity: '200 g' })
}

function flows({ commune, me }: StageWorld, who: People & { nobody: TestWare }, nowMs: number): void {
  const { mira, bo, ola, ansel, tamar, nobody } = who
  const loaves = commune.wish(bo, { wish: 'need', thing: 'bread', quantity: '40 loaves', place: 'Shelf', untilMs: nowMs + 3 * dayMs, note: 'For the feast at the long table.' })
  const beans = commune.wish(me, { wish: 'offer', thing: 'beans', quantity: '1 basket', place: 'Garden', untilMs: nowMs + dayMs })
  const salt = commune.wish(me, { wish: 'need', thing: 'salt', quantity: '1 kg', place: 'Kitchen' })
  const spade = commune.wish(ansel, { wish: 'offer', thing: 'the long spade', place: 'Workshop', note: 'To lend; it comes back.' })
  commune.wish(ola, { wish: 'need', thing: 'help with the potatoes', quantity: '5 hands', place: 'Garden', untilMs: nowMs + 5 * dayMs })
  commune.wish(ansel, { wish: 'offer', thing: 'bicycle repair', quantity: '4 h', place: 'Workshop' })
  commune.wish(tamar, { wish: 'need', thing: 'a warm blanket', place: 'Guest room', untilMs: nowMs + 0.4 * dayMs })
  commune.wish(nobody, { wish: 'offer', thing: 'a ladder', place: 'Workshop' })
  commune.wish(mira, { wish: 'offer', thing: 'sourdough starter', quantity: '300 g', place: 'Kitchen' })
  const flour = commune.wish(mira, { wish: 'need', thing: 'rye flour', quantity: '18 kg', place: 'Kitchen', untilMs: nowMs + 2 * dayMs })
  commune.wish(mira, { wish: 'yes', need: loaves, quantity: '31 loaves', with: bo.ware })
  commune.wish(bo, { wish: 'yes', need: loaves, quantity: '31 loaves', with: mira.ware })
  commune.wish(bo, { wish: 'yes', offer: beans, with: me.ware })
  commune.wish(me, { wish: 'yes', offer: beans, with: bo.ware })
  commune.wish(tamar, { wish: 'yes', need: salt, quantity: '500 g', with: me.ware, note: 'I brought some from the coast.' })
  commune.wish(ola, { wish: 'yes', offer: spade, with: ansel.ware })
  commune.wish(ansel, { wish: 'yes', offer: spade, with: ola.ware })
  const yes = commune.wish(me, { wish: 'yes', need: flour, quantity: '4 kg', with: mira.ware })
  commune.wish(mira, { wish: 'yes', need: flour, quantity: '4 kg', with: me.ware })
  commune.wish(mira, { wish: 'handed', yes, quantity: '4 kg' })
}

function ideas({ commune, me }: StageWorld, { mira, bo }: Pick<People, 'mira' | 'bo'>): void {
  for (const [path, text] of Object.entries(recipes).toReversed()) {
    const front = /^---\n([\s\S]*?)\n---\n/.exec(text)
    const title = /title:\s*"?([^"\n]*)"?/.exec(front?.[1] ?? '')?.[1] ?? path.replace(/^.*\/|\.md$/g, '')
    const tags = [...(/tags:\s*\[(.*)\]/.exec(front?.[1] ?? '')?.[1] ?? '').matchAll(/'([^']*)'/g)].map(([, tag]) => tag!)
    commune.wish(mira, { wish: 'begin', title, tags, text: text.slice(front?.[0].length ?? 0).trim(), from: path })
  }
  const brook = commune.wish(me, { wish: 'begin', title: 'A brook through the yard', tags: ['water'], text: brookText })
  commune.wish(bo, { wish: 'edit', idea: brook, text: brookText.replace('three people', 'four people').replace('a morning', 'a dry spell') })
  commune.wish(me, { wish: 'begin', title: 'Letters to the owls', text: 'What the owls hear at night, and what we would like to tell them. See [[A brook through the yard]].' })
  commune.wish(bo, { wish: 'begin', text: 'A thought that has no title yet.' })
  commune.wish(mira, { wish: 'sign', idea: brook })
}

const brookText = `The rain from four roofs goes into a pipe and is never seen again. It could run in the open: along the wall, under the step of the workshop, past the beans.

It leaves the yard by the old gutter at the gate, as it always did, and takes the leaves with it.

- Nothing needs to be bought for it except **two bags of clay**.
- The stones are under the nettles.

It is three people's work for a morning. It begins where [[Letters to the owls]] ends, and might need [[A pump that listens]].
`
