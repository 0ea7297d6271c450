/** Answers about stock, lending, booking, upkeep and traces, from the views of a world. */
import { freshness, type Views } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { StoreAsks } from '../api/store.ts'

/** Who asks, and when. */
export interface Asker {
  readonly ware: IdText
  readonly device: IdText
  readonly nowMs: number
}

type StoreAnswers = { readonly [K in keyof StoreAsks]: (views: Views, params: StoreAsks[K][0], asker: Asker) => StoreAsks[K][1] }

const keepingRows = 100
const keepingRowsMax = 1_000

export const storeAnswers: StoreAnswers = {
  stockPage: ({ stock }, params) => stock.page(params),
  portion: ({ stock, lending, trace }, { id }, { nowMs }) => {
    const portion = stock.one(id)
    if (!portion) return null
    return {
      portion,
      fresh: freshness(portion, nowMs) ?? null,
      path: portion.place === undefined ? [] : stock.places.path(portion.place),
      loans: lending.loans.of(id, nowMs),
      back: trace.back(id),
      onward: trace.onward(id)
    }
  },
  keeping: ({ stock }, { place, limit = keepingRows }, { nowMs }) =>
    stock
      .byPlace(place === undefined ? {} : { place })
      .flatMap(({ lines }) => lines.flatMap(({ portions }) => portions))
      .flatMap((portion) => {
        const fresh = freshness(portion, nowMs)
        return fresh ? [{ portion, fresh }] : []
      })
      .sort((a, b) => a.fresh.untilMs - b.fresh.untilMs || (a.portion.id < b.portion.id ? -1 : 1))
      .slice(0, Math.min(limit, keepingRowsMax)),
  placesIn: ({ stock }) => [...stock.places.all()],
  unfound: ({ stock }, { place, found }) => stock.unfound(place, found),
  seen: ({ stock }, _params, { device }) => stock.seenOf(device),
  loans: ({ lending }, params, { nowMs }) => lending.loans.list(params, nowMs),
  lendable: ({ lending }, { place }, { nowMs }) => lending.loans.lendable(nowMs, place),
  bookables: ({ lending }, _params, { nowMs }) => lending.calendar.bookables(nowMs),
  bookings: ({ lending }, params, { nowMs }) => lending.calendar.list(params, nowMs),
  free: ({ lending }, { of, fromMs, untilMs, count = 1 }, { nowMs }) => lending.calendar.schedule(of)?.free(fromMs, untilMs, count, nowMs) ?? [],
  // South of the equator the seasons are turned.
  upkeep: ({ lending, worlds }, _params, { nowMs }) => lending.upkeep.list(nowMs, (worlds.world().latitude ?? 0) < 0),
  recalls: ({ trace }, _params, { ware }) => trace.recallsFor(ware)
}
