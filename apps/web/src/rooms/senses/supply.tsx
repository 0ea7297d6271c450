/** Water and energy of the whole place: what is used, what is stored, what never rests. By what uses it, and never by who. */
import './senses.css'
import { takeThingWords } from '../../words-later/things.ts'
import type { PointId, ReadingPoint, ThingRow } from '@commune/commune'
import type { UsedRow } from '@commune/peer'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { block, join, type Markup, stroke } from '../../drawing/ink/markup.ts'
import { box } from '../../drawing/ink/path.ts'
import { amountMessage, toldOf } from '../../telling/sensed.ts'
import { strong } from '../../telling/strong.ts'
import { Sentence } from '../../parts/sentence.tsx'
import { Sign } from '../../drawing/map/Sign.tsx'
import { barrelOnLand } from './scenery.ts'
import { lookAtSensed, lookAtThings } from './looking.ts'
import { signOf } from './portrayed.ts'
import { dayMs } from './spans.ts'
import { capital } from './things.tsx'
import { neverRests, supplyUnit, type Used, usedIn } from './used.ts'

takeThingWords()

const hourMs = 3_600_000
const days = 7
/** So many meters are asked for their days. */
const metersMax = 40
const unitOf = { water: 'l', energy: 'kWh' } as const

interface Meter {
  readonly id: PointId
  readonly thing: ThingRow
  readonly point: ReadingPoint
  readonly kind: 'water' | 'energy'
  readonly factor: number
  /** It counts what is made here, not what is used. */
  readonly makes: boolean
}

/** What is made is said so by its name alone, until things say it themselves. */
const making = /\b(made|solar|produced|production|generated|yield|harvest|export)\b/i

const metersIn = (things: readonly ThingRow[]): readonly Meter[] =>
  things.flatMap((thing) => thing.readings.flatMap((point): Meter[] => {
    const unit = point.counter && point.shape.is === 'number' ? supplyUnit(point.shape.unit) : undefined
    return unit ? [{ id: `${thing.id}/${point.key}`, thing, point, ...unit, makes: unit.kind === 'energy' && making.test(`${point.name} ${point.about ?? ''}`) }] : []
  })).slice(0, metersMax)

interface Store {
  readonly id: PointId
  readonly thing: ThingRow
  readonly point: ReadingPoint
  readonly kind: 'water' | 'energy'
}

const storesIn = (things: readonly ThingRow[]): readonly Store[] =>
  things.flatMap((thing) => thing.readings.flatMap((point): Store[] => {
    if (point.counter || point.shape.is !== 'number') return []
    const kind = point.about === 'volume_storage' ? 'water' : point.about === 'energy_storage' || (point.about === 'battery' && thing.readings.some(({ counter }) => counter)) ? 'energy' : undefined
    return kind ? [{ id: `${thing.id}/${point.key}`, thing, point, kind }] : []
  }))

export default function Supply(): JSX.Element {
  const commune = useCommune()
  const { t, nowMs } = commune
  const { answer, things } = lookAtThings(commune)
  const meters = createMemo(() => metersIn(things()))
  const stores = createMemo(() => storesIn(things()))
  const sensed = lookAtSensed(commune, () => stores().map(({ id }) => id))
  const until = Math.ceil(nowMs() / hourMs) * hourMs
  const begins = dayBeginnings(nowMs())
  const usedAnswer = commune.watch('used', () => (meters().length === 0 ? undefined : { points: meters().map(({ id }) => id), fromMs: begins[0]!, toMs: until, stepMs: hourMs }))
  const used = createMemo<ReadonlyMap<PointId, UsedRow>>(() => new Map((valueOf(usedAnswer()) ?? []).map((row) => [row.point, row])))
  const level = (): number | undefined => {
    const tank = stores().find(({ kind }) => kind === 'water')
    const value = tank && sensed().get(tank.id)?.value
    const { max, unit } = tank?.point.shape.is === 'number' ? tank.point.shape : {}
    return typeof value !== 'number' ? undefined : unit === '%' ? value / 100 : max ? value / max : undefined
  }
  return (
    <Room title={t('web.supply.title')} second={t('web.supply.second')} room="things" scenery={barrelOnLand(level())}>
      <Show when={answer()}>
        <Show when={meters().length + stores().length > 0} fallback={<p class="reading quiet">{t('web.supply.none')}</p>}>
          <For each={['water', 'energy'] as const}>
            {(kind) => (
              <Show when={meters().some((meter) => meter.kind === kind) || stores().some((store) => store.kind === kind)}>
                <Kind kind={kind} meters={meters().filter((meter) => meter.kind === kind)} stores={stores().filter((store) => store.kind === kind)} used={used()} from={begins[0]!} sensed={sensed()} until={until} begins={begins} />
              </Show>
            )}
          </For>
        </Show>
      </Show>
    </Room>
  )
}

interface UsedBy {
  readonly meter: Meter
  readonly used: Used
  /** In litres or kilowatt hours. */
  readonly sum: number
}

function Kind(props: {
  readonly kind: 'water' | 'energy'
  readonly meters: readonly Meter[]
  readonly stores: readonly Store[]
  readonly used: ReadonlyMap<PointId, UsedRow>
  readonly from: number
  readonly sensed: ReturnType<ReturnType<typeof lookAtSensed>>
  readonly until: number
  readonly begins: readonly number[]
}): JSX.Element {
  const { t, words, locale, nowMs } = useCommune()
  const unit = unitOf[props.kind]
  const amount = (value: number): string => words.say(amountMessage(value, unit))
  const all = createMemo(() => props.meters.flatMap((meter): UsedBy[] => {
    const row = props.used.get(meter.id)
    if (!row || row.starts.length === 0) return []
    const used = usedIn(row, props.from, props.until)
    return [{ meter, used, sum: used.sum * meter.factor }]
  }))
  const users = createMemo(() => all().filter(({ meter }) => !meter.makes).sort((a, b) => b.sum - a.sum))
  const made = createMemo(() => all().filter(({ meter }) => meter.makes).reduce((sum, each) => sum + each.sum, 0))
  const sum = createMemo(() => users().reduce((all_, each) => all_ + each.sum, 0))
  const leaks = createMemo(() => users().flatMap(({ meter, used }) => {
    const least = neverRests(used, props.until - 3 * dayMs, props.until - hourMs) * meter.factor
    return least > (props.kind === 'water' ? 0.5 : 0.05) ? [{ meter, least }] : []
  }))
  const perDay = createMemo(() => props.begins.map((from) => {
    return users().reduce((all_, { used, meter }) => all_ + used.starts.reduce((day, start, at) => (start >= from && start < from + 25 * hourMs &&
      new Date(start).getDate() === new Date(from).getDate() ? day + used.amounts[at]! * meter.factor : day), 0), 0)
  }))
  /** Meters of which nothing can be told here now. */
  const silent = createMemo(() => props.meters.filter(({ id }) => props.used.get(id)?.why !== undefined).map(({ thing }) => capital(words.say(thing.called))))
  const called = (thing: ThingRow): string => strong(capital(words.say(thing.called)) + ':')
  return (
    <section class="supply">
      <h2>{t(`web.supply.${props.kind}`)}</h2>
      <Show when={users().length > 0}>
        <p class="supply-sum">{t('web.supply.used', { amount: amount(sum()) })}<Show when={made() > 0}>; {t('web.supply.made', { amount: amount(made()) })}</Show>.</p>
        <div class="supply-days" role="img" aria-label={t('web.supply.drawn', { what: t(`web.supply.${props.kind}`), days: perDay().map(amount) })}>
          <svg class="drawn" viewBox="0 0 420 96" width="420" height="96" preserveAspectRatio="none" innerHTML={daysDrawn(perDay(), props.kind)} />
          <p class="second day-names" aria-hidden="true"><For each={props.begins}>{(at) => <span>{new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(at)}</span>}</For></p>
        </div>
        <h3>{t('web.supply.shares')}</h3>
        <ul class="rows">
          <For each={users()}>
            {({ meter, sum: own, used }) => (
              <li class="row">
                <Sign name={signOf(meter.thing)} />
                <div class="row-words">
                  <p><a class="plain-way" href={linkTo({ room: 'thing', id: meter.thing.id })}><Sentence words={t('web.supply.share', { thing: called(meter.thing), amount: amount(own),
                    percent: sum() === 0 ? 0 : Math.round((own / sum()) * 100) })} /></a></p>
                  <span class="share-bar" aria-hidden="true"><span style={{ width: `${sum() === 0 ? 0 : Math.max(1, (own / sum()) * 100)}%` }} class={`share-${props.kind}`} /></span>
                  <Show when={used.resets > 0}><p class="second"><Sentence words={t('web.supply.resets', { n: used.resets, thing: capital(words.say(meter.thing.called)) })} /></p></Show>
                  <Show when={used.missing > 0}><p class="second">{t('web.supply.unknown-days')}</p></Show>
                </div>
              </li>
            )}
          </For>
        </ul>
        <h3>{t('web.supply.leaks')}</h3>
        <ul class="rows">
          <For each={leaks()} fallback={<li class="row-words">{t('web.supply.no-leak')}</li>}>
            {({ meter, least }) => (
              <li class="row">
                <Sign name={props.kind === 'water' ? 'drop' : 'sun'} />
                <p class="row-words"><Sentence words={t(`web.supply.leak-${props.kind}`, { thing: called(meter.thing), amount: amount(least) })} /></p>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={silent().length > 0}><p class="supply-silent">{t('web.supply.not-known', { things: silent() })}</p></Show>
      <Show when={props.stores.length > 0}>
        <h3>{t('web.supply.stored')}</h3>
        <ul class="rows">
          <For each={props.stores}>
            {(store) => {
              const told = () => toldOf(props.sensed.get(store.id), store.point, nowMs())
              return <li class="row"><Sign name={props.kind === 'water' ? 'barrel' : 'sun'} /><p class="row-words"><a class="plain-way" href={linkTo({ room: 'thing', id: store.thing.id })}>
                <Sentence words={told().fresh === undefined ? t('web.things.row-none', { thing: called(store.thing) }) : t('web.supply.stores', { thing: called(store.thing), value: told().value,
                  fresh: told().fresh! })} /></a></p></li>
            }}
          </For>
        </ul>
      </Show>
    </section>
  )
}

/** The first moments of the last seven days by the clock of this browser, today's last. */
const dayBeginnings = (nowMs: number): readonly number[] => {
  const now = new Date(nowMs)
  return Array.from({ length: days }, (_, i) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1 + i).getTime())
}

/** A bar for each day, from the eldest to the last. */
function daysDrawn(amounts: readonly number[], kind: 'water' | 'energy'): Markup {
  const most = Math.max(1e-9, ...amounts)
  const step = 420 / amounts.length
  return join(
    ...amounts.map((amount, i) => {
      const high = Math.max(2, (amount / most) * 84)
      const bar = box(i * step + 7, 92 - high, step - 14, high)
      return join(block(bar, kind === 'water' ? 'water' : 'straw'), stroke(bar, 'stateLine', { width: 2 }))
    }),
    stroke('M0 93h420', 'stateLine', { width: 2.4 }))
}
