/** All that feels and moves, by place, with what each tells now and how fresh that is. */
import './senses.css'
import { takeThingWords } from '../../words-later/things.ts'
import type { ThingRow } from '@commune/commune'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { Find } from '../../parts/find.tsx'
import { More } from '../../parts/more.tsx'
import { doesMessage, pulseOf, type Told, toldOf, pointName } from '../../telling/sensed.ts'
import { meadow } from '../wares/meadow.ts'
import { BypassTag, lookAtBrokers } from './bypass.tsx'
import { actsOf, lookAtSensed, lookAtStands, lookAtThings, sensesOf } from './looking.ts'
import { doesNow, isHeld, portrayedThing } from './portrayed.ts'

takeThingWords()

const shownStep = 60
/** Of each thing so much is told in its row; the rest stands on its page. */
const toldMax = 3

export default function Things(): JSX.Element {
  const commune = useCommune()
  const { t, words, nowMs } = commune
  const { answer, things } = lookAtThings(commune)
  const [text, setText] = createSignal('')
  const { bypassable } = lookAtBrokers(commune, () => things().some(({ source }) => source === 'mqtt'))
  const sensed = lookAtSensed(commune, () => things().flatMap(sensesOf))
  const stands = lookAtStands(commune, () => things().flatMap(actsOf))
  /** The way by which somebody moves it now, else the first. */
  const actOf = (thing: ThingRow): ThingRow['acts'] => {
    const acts = thing.acts.filter(({ shape }) => shape.is !== 'press')
    return [acts.find((act) => isHeld(stands()?.get(`${thing.id}/${act.key}`))) ?? acts[0]].filter((act) => act !== undefined)
  }
  const found = createMemo(() => {
    const wanted = text().toLowerCase()
    return things().filter((thing) => wanted === '' || `${words.say(thing.called)} ${thing.place ?? ''} ${thing.maker ?? ''} ${thing.model ?? ''}`.toLowerCase().includes(wanted))
  })
  const places = createMemo(() => byPlace(found()))
  const told = (thing: ThingRow): string => {
    const parts = [
      ...actOf(thing).flatMap((act) => {
        const stand = stands()?.get(`${thing.id}/${act.key}`)
        if (!stand) return stands() === undefined ? [] : [t('web.stand.unknown')]
        const does = doesNow(stand)
        return does === undefined ? [] : [words.say(doesMessage(does, act))]
      }),
      ...thing.pulses.slice(0, 1).map((pulse) => words.say(pulseOf(sensed().get(`${thing.id}/${pulse.key}`)).value)),
      ...thing.readings.filter((reading) => !thing.acts.some((act) => act.toldBy === reading.key)).map((reading) => {
        const { value } = toldOf(sensed().get(`${thing.id}/${reading.key}`), reading, nowMs())
        return thing.readings.length === 1 && thing.pulses.length + thing.acts.length === 0 ? words.say(value) : t('web.sense.point', { point: pointName(reading, words.has), value })
      })
    ]
    return capital(parts.slice(0, toldMax).join('; ')) + (parts.length > toldMax ? '…' : '')
  }
  const fresh = (thing: ThingRow): string => {
    const all = thing.readings.map((reading): Told => toldOf(sensed().get(`${thing.id}/${reading.key}`), reading, nowMs()))
    const first = all.find(({ fresh: since }) => since !== undefined)?.fresh
    return first ? words.say(first) : ''
  }
  return (
    <Room title={t('web.nav.things')} second={things().length > 0 ? t('web.things.count', { n: things().length }) : t('web.things.second')} room="things" scenery={meadow(things().map(portrayedThing))}>
      <Show when={answer()}>
        <Show when={things().length > 0} fallback={
          <>
            <p class="reading quiet">{t('web.things.none')}</p><p class="second">{t('web.things.none-how')}</p>
            <p class="acts"><a class="act" href="#/devices">{t('web.devices.title')}</a><a class="act" href="#/sense">{t('web.sensing.title')}</a></p>
          </>
        }>
          <div class="tools">
            <p class="row-acts">
              <a class="word-link" href="#/supply">{t('web.things.supply')}</a>
              <a class="word-link" href="#/sense">{t('web.sensing.title')}</a>
              <a class="word-link" href="#/devices">{t('web.devices.title')}</a>
            </p>
            <Find label={t('web.things.find')} onFind={setText} />
          </div>
          <For each={places()} fallback={<p class="quiet">{t('web.things.none-found')}</p>}>
            {([place, rows]) => (
              <section class="thing-place">
                <h2 class="title-group">{place === '' ? t('web.things.nowhere') : place}</h2>
                <div class="ware-list">
                  <More each={rows} step={shownStep}>
                    {(thing) => (
                      <li class="row ware">
                        <Portrait ware={portrayedThing(thing)} px={66} />
                        <div class="row-words">
                          <p>
                            <a class="word-link ware-name" href={linkTo({ room: 'thing', id: thing.id })}>{capital(words.say(thing.called))}</a>{' '}
                            <Show when={bypassable(thing)}><BypassTag /></Show>
                          </p>
                          <p>{told(thing) === '' ? capital(t('web.sense.never')) : told(thing)}</p>
                          <Show when={fresh(thing)}>{(since) => <p class="second">{capital(since())}</p>}</Show>
                        </div>
                      </li>
                    )}
                  </More>
                </div>
              </section>
            )}
          </For>
        </Show>
      </Show>
    </Room>
  )
}

export const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1)

/** Places in the order their first thing came; what says none comes last. */
function byPlace(things: readonly ThingRow[]): readonly (readonly [string, readonly ThingRow[]])[] {
  const places = new Map<string, ThingRow[]>()
  for (const thing of things) {
    const place = thing.place ?? ''
    const rows = places.get(place)
    if (rows) rows.push(thing)
    else places.set(place, [thing])
  }
  return [...places].sort(([a], [b]) => Number(a === '') - Number(b === ''))
}
