/** One thing: what it senses now and how it was, what can be asked of it, what it pledges, and what leaves it. */
import './senses.css'
import { takeThingWords } from '../../words-later/things.ts'
import type { ActRow, AgreementRow, ThingRow } from '@commune/commune'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { deedOf, doesMessage, freshMessage, pointName, pulseOf, toldOf, valueMessage } from '../../telling/sensed.ts'
import { sentenceOf } from '../../telling/rule.ts'
import { untilWords } from '../../telling/when.ts'
import { meadow } from '../wares/meadow.ts'
import { Bounds } from './bounds.tsx'
import { Guards } from './guards.tsx'
import { Bypassable } from './bypass.tsx'
import { History } from './history.tsx'
import { Hold } from './hold.tsx'
import { Household } from './household.tsx'
import { Keeping } from './keeping.tsx'
import { Leaves } from './leaves.tsx'
import { actsOf, lookAtSensed, lookAtStands, lookAtThings, sensesOf } from './looking.ts'
import { doesNow, portrayedThing } from './portrayed.ts'
import { isByHand, SenseForm } from './sense-form.tsx'
import { Slots } from './slots.tsx'
import { capital } from './things.tsx'

takeThingWords()

export default function OneThing(props: { readonly id: string }): JSX.Element {
  const commune = useCommune()
  const { t, words, watch } = commune
  const answer = watch('thing', () => ({ id: props.id }))
  const thing = createMemo(() => valueOf(answer()))
  const second = (): string | undefined => {
    const row = thing()
    if (!row) return undefined
    const kind = t(row.acts.length > 0 ? 'web.things.machine' : 'web.things.sensor')
    return capital(row.place === undefined ? kind : t('web.thing.at', { kind, place: row.place }))
  }
  return (
    <Room title={thing() ? capital(words.say(thing()!.called)) : t('web.nav.things')} second={second()} room="things" scenery={meadow(thing() ? [portrayedThing(thing()!)] : [])}>
      <Show when={answer()}>
        <Show when={thing()} fallback={<p class="reading">{t('web.nothing-there')}</p>}>{(row) => <Whole thing={row()} />}</Show>
      </Show>
    </Room>
  )
}

function Whole(props: { readonly thing: ThingRow }): JSX.Element {
  const commune = useCommune()
  const { t, words, called, nowMs, watch, self } = commune
  const sensed = lookAtSensed(commune, () => sensesOf(props.thing))
  const agreementsAnswer = watch('agreements', () => ({}))
  const agreements = createMemo(() => (valueOf(agreementsAnswer()) ?? []).filter((row) => row.sides.some((side) => side.thing === props.thing.id)))
  const from = (): string => {
    const { bridge, keeper } = props.thing
    const me = self()?.ware
    const params = { bridge: called(bridge), keeper: called(keeper) }
    if (bridge === keeper) return bridge === me ? t('web.thing.brought-same-you') : capital(t('web.thing.brought-same', params))
    return capital(t(bridge === me ? 'web.thing.brought-you' : keeper === me ? 'web.thing.brought-keep' : 'web.thing.brought', params))
  }
  return (
    <>
      <div class="about about-thing">
        <Portrait ware={portrayedThing(props.thing)} px={96} />
        <div>
          <p>{from()}</p>
          <Show when={props.thing.maker}>{(maker) => <p class="second">{capital(t('web.thing.made-by', { maker: [maker(), props.thing.model].filter(Boolean).join(', ') }))}.</p>}</Show>
          <Show when={props.thing.gone}><p class="why">{t('web.thing.is-gone')}</p></Show>
        </div>
      </div>
      <Bypassable things={[props.thing]} />
      <h2>{t('web.thing.now')}</h2>
      <ul class="tellings">
        <For each={props.thing.pulses}>
          {(pulse) => {
            const told = () => pulseOf(sensed().get(`${props.thing.id}/${pulse.key}`))
            return (
              <li class="telling">
                <span class="telling-name">{capital(words.say(pointName(pulse, words.has)))}</span>
                <span class="telling-value" classList={{ 'telling-near': sensed().get(`${props.thing.id}/${pulse.key}`)?.near === true, 'telling-unknown': !told().known }}>{capital(words.say(told().value))}</span>
                <span class="second">{t('web.sense.pulse-kept')}</span>
              </li>
            )
          }}
        </For>
        <For each={props.thing.readings}>
          {(reading) => {
            const told = () => toldOf(sensed().get(`${props.thing.id}/${reading.key}`), reading, nowMs())
            return (
              <li class="telling">
                <span class="telling-name">{capital(words.say(pointName(reading, words.has)))}</span>
                <span class="telling-value" classList={{ 'telling-unknown': !told().known }}>{capital(words.say(told().value))}</span>
                <Show when={told().fresh}>{(fresh) => <span class="second">{capital(words.say(fresh()))}</span>}</Show>
                <Show when={isByHand(props.thing, self()?.ware)}><SenseForm thing={props.thing} point={reading} now={sensed().get(`${props.thing.id}/${reading.key}`)?.value} /></Show>
              </li>
            )
          }}
        </For>
      </ul>
      <Show when={props.thing.readings.length + props.thing.pulses.length === 0}><p class="quiet">{t('web.thing.now-none')}</p></Show>
      <Show when={props.thing.acts.length > 0}><Asked thing={props.thing} agreements={agreements()} /></Show>
      <Show when={props.thing.readings.length > 0}><History thing={props.thing} /></Show>
      <Pledges thing={props.thing} agreements={agreements()} />
      <Leaves thing={props.thing} />
      <Household thing={props.thing} />
      <Keeping thing={props.thing} />
    </>
  )
}

/** All that can be asked of it, each with who decides over it. */
function Asked(props: { readonly thing: ThingRow; readonly agreements: readonly AgreementRow[] }): JSX.Element {
  const commune = useCommune()
  const { t, words, called, self, nowMs } = commune
  const stands = lookAtStands(commune, () => actsOf(props.thing))
  const named = (id: string): string => props.agreements.find((row) => row.id === id)?.name ?? t('web.stand.agreement')
  const standOf = (act: ActRow) => stands()?.get(`${props.thing.id}/${act.key}`)
  const does = (act: ActRow): string => {
    const stand = standOf(act)
    const now = stand && doesNow(stand)
    if (stand === undefined || now === undefined) return ''
    const slot = stand.slots.find(({ decides }) => decides)
    const params = { thing: words.say(props.thing.called), does: words.say(doesMessage(now, act)) }
    if (slot?.slot === 'person' && slot.untilMs !== undefined) {
      const until = words.say(untilWords(slot.untilMs, nowMs()))
      return slot.ware === self()?.ware ? t('web.stand.because-you', { ...params, until }) : t('web.stand.because-who', { ...params, until, who: slot.ware === undefined ? t('web.somebody') : called(slot.ware) })
    }
    if (slot?.slot === 'device' && slot.untilMs !== undefined) return t('web.stand.because-hand', { ...params, until: words.say(untilWords(slot.untilMs, nowMs())) })
    return slot?.slot === 'agreement' && slot.agreement !== undefined ? t('web.stand.because-agreement', { ...params, agreement: named(slot.agreement) }) : t('web.stand.does', params)
  }
  return (
    <section>
      <h2>{t('web.stand.title')}</h2>
      <For each={props.thing.acts}>
        {(act) => (
          <div class="asked">
            <Show when={props.thing.acts.length > 1 || deedOf(act) === 'be'}><h3>{capital(act.name)}</h3></Show>
            <Show when={does(act)}>{(sentence) => <p class="reading"><b>{capital(sentence())}</b></p>}</Show>
            <Show when={standOf(act)} fallback={<p class="second">{act.shape.is === 'press' ? '' : t('web.stand.away')}</p>}>
              {(stand) => (
                <>
                  <p class="label">{t('web.stand.first')}</p>
                  <Slots thing={props.thing} act={act} stand={stand()} named={named} />
                  <Show when={stand().told}>
                    {(told) => <p class="second">{t('web.stand.told', { value: valueMessage(told().value, act, true), fresh: freshMessage(told().atMs, nowMs()) })}</p>}
                  </Show>
                </>
              )}
            </Show>
            <Hold thing={props.thing} act={act} held={standOf(act)?.slots.some((slot) => slot.slot === 'person' && slot.value !== undefined && slot.ware === self()?.ware) ?? false} />
            <Guards thing={props.thing} stand={standOf(act)} />
            <Bounds thing={props.thing} act={act} />
          </div>
        )}
      </For>
    </section>
  )
}

function Pledges(props: { readonly thing: ThingRow; readonly agreements: readonly AgreementRow[] }): JSX.Element {
  const commune = useCommune()
  const { t, words } = commune
  const { points } = lookAtThings(commune)
  // What binds it now comes first, and what is over last.
  const order = (row: AgreementRow): number => (row.state === 'holds' ? 0 : row.state === 'asked' ? 1 : 2)
  const ordered = (): readonly AgreementRow[] => props.agreements.toSorted((a, b) => order(a) - order(b))
  return (
    <section>
      <h2>{t('web.pledges.title')}</h2>
      <ul class="rows">
        <For each={ordered()} fallback={<li class="quiet">{t('web.pledges.none')}</li>}>
          {(row) => (
            <li class="row">
              <div class="row-words">
                <p>{sentenceOf(row.rules[0]!, points(), words)}</p>
                <p class="second">{words.say(row.words)}</p>
                <p class="row-acts"><a class="word-link" href={linkTo({ room: 'agreement',
                  id: row.id })} aria-label={`${t('web.agreements.look')}: ${row.name ?? sentenceOf(row.rules[0]!, points(), words)}`}>{t('web.agreements.look')}</a></p>
              </div>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
