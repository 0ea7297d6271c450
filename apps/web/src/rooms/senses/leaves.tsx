/** What leaves a thing and in which form: read by anybody, chosen by whoever looks after it, with what a choice shows said as it is made. */
import { type LeavingChoice, type PulsePoint, type ReadingPoint, reveals, type ThingRow } from '@commune/commune'
import { For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { pointName } from '../../telling/sensed.ts'
import { ChoiceForm } from './choice-form.tsx'
import { capital } from './things.tsx'

export function Leaves(props: { readonly thing: ThingRow }): JSX.Element {
  const { t, words, self } = useCommune()
  const mine = (): boolean => [props.thing.keeper, props.thing.bridge].includes(self()?.ware ?? '') && !props.thing.gone
  const name = (point: { readonly name: string; readonly about?: string }): string => capital(words.say(pointName(point, words.has)))
  const choiceOf = (key: string): LeavingChoice | undefined => props.thing.leaves.find(({ point }) => point === key)?.choice
  return (
    <section>
      <h2>{t('web.leaves.title')}</h2>
      <ul class="rows">
        <For each={props.thing.pulses}>
          {(pulse) => (
            <li class="row leaving">
              <p>{t('web.leaves.pulse', { point: name(pulse) })}</p>
              <Show when={choiceOf(pulse.key)}>
                {(choice) => (
                  <>
                    <Show when={choice().transform.is === 'counted'}><p>{words.say(reveals(choice()))}</p></Show>
                    <Change point={pulse} choice={choice()} />
                  </>
                )}
              </Show>
            </li>
          )}
        </For>
        <For each={props.thing.readings}>
          {(reading) => (
            <Show when={choiceOf(reading.key)}>
              {(choice) => (
                <li class="row leaving">
                  <p><b>{t('web.leaves.of', { point: name(reading), of: { key: `web.leaves.class-${choice().class}` } })}</b> {words.say(reveals(choice()))}</p>
                  <Show when={choice().lifetime.hereDays}>{(n) => <p class="second">{n() >= 365 ? t('web.leaves.here-years', { n: Math.round(n() / 365.25) }) : t('web.leaves.here', { n: n() })}</p>}</Show>
                  <Change point={reading} choice={choice()} />
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <Show when={props.thing.pulses.length + props.thing.readings.length === 0}><p>{t('web.leaves.nothing')}</p></Show>
    </section>
  )

  function Change(own: { readonly point: ReadingPoint | PulsePoint; readonly choice: LeavingChoice }): JSX.Element {
    return (
      <Show when={mine()}>
        <Unfold act={t('web.leaves.change')} class="word-link" label={t('web.leaves.change-of', { point: name(own.point) })}>
          {(close) => <ChoiceForm thing={props.thing} point={own.point} choice={own.choice} onDone={close} />}
        </Unfold>
      </Show>
    )
  }
}
