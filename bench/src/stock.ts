/**
 * Fifty thousand portions in one world: how long until they stand on their shelves, and how long any question about them takes
 * after one of them changed. Times are processor time of this thread; of each question the slowest of all rounds is told.
 *
 * What is measured is the commune by itself: no network, no store. `openMs` is the first look after everything was folded;
 * `afterChangeMs` the whole list by place after each change, `pageMs` one page of it with its places, `placeMs` what lies in
 * a house of nested places, `textMs` a search by words, `thingMs` all of one thing, `placesMs` the places themselves.
 */
import { type Said, sodiumReady, toText } from '@commune/protocol'
import { emptyStates, foldAll, foldOne, Views } from '@commune/commune'
import type { BenchOptions, Figures } from './runner/subject.ts'

export const about = 'Fifty thousand portions: any question about stock after a change.'
export const options: Readonly<Record<string, string>> = {
  n: 'portions (50,000)',
  places: 'places they stand at (400)',
  rounds: 'changes, each followed by every question (40)'
}

const things = ['flour', 'apples', 'honey', 'screws M4', 'oak boards', 'tomatoes', 'soap', 'rope', 'paint', 'seed potatoes']

export async function run({ number, note }: BenchOptions): Promise<Figures> {
  await sodiumReady
  const [count, places, rounds] = [number('n', 50_000), number('places', 400), number('rounds', 40)]
  const emptyMb = heapMb()
  const states = emptyStates()
  const speaks = { wareOf: ({ device }: { device: string | null }) => (device === null ? undefined : idOf(900_000 + (Number(device.charCodeAt(41)) % 30))), version: 0 }
  let lamport = 0
  const say = (statement: Said['statement'], device: string): Said => {
    lamport++
    const entry = idOf(lamport)
    return { id: `${entry}.0`, entry, device, lamport, epoch: idOf(0), statement }
  }
  const device = (index: number): string => idOf(800_000 + (index % 30))
  const all: Said[] = []
  for (let place = 0; place < places; place++) {
    all.push(say({ type: 'place.in', place: `Shelf ${place}`, in: `Room ${place % 20}` }, device(place)))
    if (place < 20) all.push(say({ type: 'place.in', place: `Room ${place}`, in: `House ${place % 3}` }, device(place)))
  }
  const ids: { id: string; device: string }[] = []
  for (let index = 0; index < count; index++) {
    const name = `${things[index % things.length] ?? ''} ${Math.floor(index / 40)}`
    const who = device(index)
    const said = say(
      { type: 'stock.have', thing: name, quantity: [1 + (index % 90), 1, 'kg'], also: [1 + (index % 7), 1, '{sack}'], place: `Shelf ${index % places}`, batch: `B${index % 500}`, keepsUntil: 1_900_000_000_000 + index },
      who
    )
    all.push(said)
    ids.push({ id: said.id, device: who })
  }
  foldAll(states, all)
  note(`${count} portions at ${places} places`)
  const views = new Views(states, speaks)
  const openMs = timed(() => views.stock.byPlace())
  const slowest: Record<string, number> = {}
  const ask = (name: string, question: () => unknown): void => {
    slowest[name] = Math.max(slowest[name] ?? 0, timed(question))
  }
  for (let round = 0; round < rounds; round++) {
    const at = ids[(round * 7_919) % ids.length] as { id: string; device: string }
    foldOne(states, say({ type: 'stock.take', portion: at.id, quantity: [1, 2, 'kg'] }, at.device))
    // The first question after the change pays for it; each is the first in its turn.
    const questions: [string, () => unknown][] = [
      ['afterChangeMs', () => views.stock.byPlace()],
      ['pageMs', () => views.stock.page({ offset: 20_000, limit: 100 })],
      ['placeMs', () => views.stock.byPlace({ place: 'House 1' })],
      ['textMs', () => views.stock.byPlace({ text: `tomatoes ${round * 5}` })],
      ['batchMs', () => views.stock.byPlace({ batch: `B${round}` })],
      ['emptyMs', () => views.stock.byPlace({ empty: true, place: 'Room 3' })],
      ['thingMs', () => views.stock.ofThing('flour 10')],
      ['placesMs', () => views.places([], 1_800_000_000_000)],
      ['recallsMs', () => views.trace.recallsFor(idOf(900_000))]
    ]
    const first = round % questions.length
    for (const [name, question] of [...questions.slice(first), ...questions.slice(0, first)]) ask(name, question)
  }
  return { openMs, ...slowest, portions: count, memoryMb: heapMb() - emptyMb }
}

/** Processor time of this thread, so that what else runs on the machine does not count. */
const timed = (what: () => unknown): number => {
  const begun = process.threadCpuUsage()
  what()
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}

const heapMb = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1_048_576
}

/** The id of this number. */
const idOf = (number: number): string => {
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(28, number)
  return toText(bytes)
}
