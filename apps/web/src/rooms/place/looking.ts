/** Everything the place shows, watched and put together: groups of rows in words, and the scene that the map draws. */
import type { IntentDetail } from '@commune/commune'
import { type Accessor, createEffect, createMemo, createSignal, getOwner, onCleanup, runWithOwner } from 'solid-js'
import type { Commune } from '../../app/commune.tsx'
import { keep, readKept } from '../../app/keep.ts'
import { valueOf } from '../../app/watching.ts'
import { later } from '../../app/later.ts'
import { painted } from '../../app/painted.ts'
import type { PlaceScene } from '../../drawing/layout/scene.ts'
import { sceneOf, seatsFor } from './scene.ts'
import { sinceGroups, type SinceGroup } from './since.ts'

/** So many of each are looked at for the first page; the rooms have them all. */
const lookMax = 60
const detailsMax = 24

export interface PlaceLook {
  readonly ready: Accessor<boolean>
  readonly empty: Accessor<boolean>
  readonly groups: Accessor<readonly SinceGroup[]>
  readonly scene: Accessor<PlaceScene>
  /** Something here feels or moves: then people may say what they sense, too. */
  readonly feels: Accessor<boolean>
}

export const lookAtPlace = (commune: Commune): PlaceLook => {
  const { watch, wares, self, world, summary, nowMs, words, called, t } = commune
  const needs = watch('intents', () => ({ kind: 'need' as const, limit: lookMax }))
  const offers = watch('intents', () => ({ kind: 'offer' as const, limit: lookMax }))
  const stockAnswer = watch('stock', () => ({}))
  const ideasAnswer = watch('ideas', () => ({ limit: lookMax }))
  const thingsAnswer = watch('things', () => ({}))
  const things = createMemo(() => valueOf(thingsAnswer()) ?? [])
  // What there is to say of things comes once there are any.
  const telling = later(() => import('../senses/in-place.ts'), () => painted() && things().length > 0)
  const living = createMemo(() => telling()?.thingsInPlace(commune, things))
  const thingsAt = createMemo(() => things().flatMap(({ place }) => (place === undefined ? [] : [place])))
  const intents = createMemo(() => [...(valueOf(needs())?.rows ?? []), ...(valueOf(offers())?.rows ?? [])])
  const stock = createMemo(() => valueOf(stockAnswer()) ?? [])
  const ideas = createMemo(() => valueOf(ideasAnswer())?.rows ?? [])
  const pages = (): number => valueOf(ideasAnswer())?.total ?? 0
  const details = detailsOf(commune, () => intents().filter((row) => row.answers > 0).slice(0, detailsMax).map((row) => row.id))
  const seenLamport = lastVisit(commune, () => Math.max(0, ...ideas().map((row) => row.lamport), ...intents().map((row) => row.lamport)))
  const me = (): string => self()?.ware ?? ''
  const ready = (): boolean => needs() !== undefined && offers() !== undefined && stockAnswer() !== undefined && ideasAnswer() !== undefined && thingsAnswer() !== undefined
  const groups = createMemo(() => !ready() ? [] : sinceGroups(
    { me: me(), intents: intents(), details: details(), stock: stock(), ideas: ideas(), pages: pages(), wares: wares(), itself: living()?.().rows ?? [], seenLamport: seenLamport(), nowMs: nowMs() }, words, called
  ))
  const seats = createMemo(() => {
    const id = world()
    if (id === undefined || !ready()) return []
    const before = readKept().seats?.[id] ?? []
    const now = seatsFor(before, { stock: stock(), intents: intents(), wares: wares(), pages: pages(), thingsAt: thingsAt() })
    if (now.length !== before.length) keep({ seats: { ...readKept().seats, [id]: now } })
    return now
  })
  // Put together when the picture is first drawn: the rows beside it come before.
  const scene = whenAsked(() => sceneOf({
    world: world() ?? '', name: summary()?.name ?? '', me: me(), wares: wares(), stock: stock(), intents: intents(), details: details(),
    ideas: ideas(), pages: pages(), groups: groups(), seats: seats(), thingsAt: thingsAt(), living: living()?.(), nowMs: nowMs()
  }, words, t('web.place.drawn', { name: summary()?.name || t('worlds.no-name') })))
  const empty = createMemo(() => ready() && intents().length === 0 && stock().length === 0 && pages() === 0 && things().length === 0 && wares().length <= 1)
  return { ready, empty, groups, scene, feels: () => things().length > 0 }
}

/** A memo that is begun by whoever asks first. */
function whenAsked<T>(work: () => T): Accessor<T> {
  const owner = getOwner()
  let memo: Accessor<T> | undefined
  return () => (memo ??= runWithOwner(owner, () => createMemo(work)) as Accessor<T>)()
}

/** Commitments come with the whole of a need or an offer; only those that somebody has answered are asked for. */
function detailsOf(commune: Commune, ids: Accessor<readonly string[]>): Accessor<readonly IntentDetail[]> {
  const [details, setDetails] = createSignal<readonly IntentDetail[]>([])
  const asked = createMemo(ids, [], { equals: (a, b) => a.join() === b.join() })
  createEffect(() => {
    const world = commune.world()
    const wanted = asked()
    if (world === undefined) return
    const found = new Map<string, IntentDetail | undefined>()
    let telling = false
    // Answers that come one soon after another are one change of the picture; nothing is drawn before the first of each.
    const tellSoon = (): void => {
      if (telling || found.size < wanted.length) return
      telling = true
      queueMicrotask(() => {
        telling = false
        setDetails(wanted.flatMap((each) => found.get(each) ?? []))
      })
    }
    const cancels = wanted.map((id) => commune.api.watch('intent', { world, id }, (answer) => {
      found.set(id, answer.ok ? (answer.value ?? undefined) : undefined)
      tellSoon()
    }))
    if (wanted.length === 0) setDetails([])
    onCleanup(() => cancels.forEach((cancel) => cancel()))
  })
  return details
}

/** How far had been read at the last visit; what is read now counts from the next one. */
function lastVisit(commune: Commune, newest: Accessor<number>): Accessor<number> {
  const known = new Map<string, number>()
  const before = (): number => {
    const world = commune.world() ?? ''
    if (!known.has(world)) known.set(world, readKept().seen?.[world] ?? 0)
    return known.get(world)!
  }
  createEffect(() => {
    const world = commune.world()
    before()
    const now = newest()
    if (world !== undefined && now > (readKept().seen?.[world] ?? 0)) keep({ seen: { ...readKept().seen, [world]: now } })
  })
  return before
}
