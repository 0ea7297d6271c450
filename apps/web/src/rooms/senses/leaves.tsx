/** What leaves a thing and in which form: read by anybody, chosen by whoever looks after it, with what a choice shows said as it is made. */
import { allowed, type LeavingChoice, type ReadingPoint, reveals, type ThingRow } from '@commune/commune'
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { pointName } from '../../telling/sensed.ts'
import { capital } from './things.tsx'

const dayMs = 86_400_000
const classes = ['commons', 'household', 'personal'] as const

/** The forms that can be chosen here; others that were said elsewhere stand as they are. */
const forms = {
  stays: { is: 'stays' },
  'as-it-is': { is: 'as-it-is' },
  'quarter-mean': { is: 'binned', stepMs: 900_000, of: ['mean'] },
  'hour-mean': { is: 'binned', stepMs: 3_600_000, of: ['mean'] },
  'day-mean': { is: 'binned', stepMs: dayMs, of: ['mean'] },
  'day-sum': { is: 'binned', stepMs: dayMs, of: ['sum'] }
} as const satisfies Record<string, LeavingChoice['transform']>
type Form = keyof typeof forms
const formNames = Object.keys(forms) as readonly Form[]

const formOf = ({ transform }: LeavingChoice): Form | undefined => formNames.find((name) => JSON.stringify(forms[name]) === JSON.stringify(transform))

export function Leaves(props: { readonly thing: ThingRow }): JSX.Element {
  const { t, words, self } = useCommune()
  const mine = (): boolean => [props.thing.keeper, props.thing.bridge].includes(self()?.ware ?? '') && !props.thing.gone
  const name = (point: { readonly name: string; readonly about?: string }): string => capital(words.say(pointName(point, words.has)))
  const choiceOf = (key: string): LeavingChoice | undefined => props.thing.leaves.find(({ point }) => point === key)?.choice
  return (
    <section>
      <h2>{t('web.leaves.title')}</h2>
      <ul class="rows">
        <For each={props.thing.pulses}>{(pulse) => <li class="row leaving"><p>{t('web.leaves.pulse', { point: name(pulse) })}</p></li>}</For>
        <For each={props.thing.readings}>
          {(reading) => (
            <Show when={choiceOf(reading.key)}>
              {(choice) => (
                <li class="row leaving">
                  <p><b>{t('web.leaves.of', { point: name(reading), of: { key: `web.leaves.class-${choice().class}` } })}</b> {words.say(reveals(choice()))}</p>
                  <Show when={choice().lifetime.hereDays}>{(n) => <p class="second">{t('web.leaves.here', { n: n() })}</p>}</Show>
                  <Show when={mine()}>
                    <Unfold act={t('web.leaves.change')} class="word-link" label={t('web.leaves.change-of', { point: name(reading) })}>
                      {(close) => <ChoiceForm thing={props.thing} reading={reading} choice={choice()} onDone={close} />}
                    </Unfold>
                  </Show>
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <Show when={props.thing.pulses.length + props.thing.readings.length === 0}><p>{t('web.leaves.nothing')}</p></Show>
    </section>
  )
}

function ChoiceForm(props: { readonly thing: ThingRow; readonly reading: ReadingPoint; readonly choice: LeavingChoice; readonly onDone: () => void }): JSX.Element {
  const { t, words, say } = useCommune()
  const [draft, setDraft] = createSignal(props.choice)
  const [days, setDays] = createSignal(props.choice.lifetime.hereDays === undefined ? '' : String(props.choice.lifetime.hereDays))
  const [why, setWhy] = createSignal<string>()
  const id = createUniqueId()
  const wrong = (): string | undefined => {
    const may = allowed(draft(), props.reading.shape)
    return may.ok ? undefined : words.say(may.error)
  }
  const send = async (choice: LeavingChoice | null): Promise<void> => {
    const done = await say([{ wish: 'leave', thing: props.thing.id, point: props.reading.key, choice }], t('web.leaves.said'))
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  const chosen = (): LeavingChoice => {
    const hereDays = Math.round(Number(days()))
    const { hereDays: _, ...lifetime } = draft().lifetime
    return { ...draft(), lifetime: days().trim() !== '' && Number.isFinite(hereDays) && hereDays > 0 ? { ...lifetime, hereDays } : lifetime }
  }
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); void send(chosen()) }}>
      <div class="side-by-side">
        <div class="field-box">
          <label for={`${id}-class`}>{t('web.leaves.whom')}</label>
          <select id={`${id}-class`} class="field" onChange={(event) => setDraft({ ...draft(), class: classes.find((each) => each === event.currentTarget.value) ?? 'personal' })}>
            <For each={classes}>{(each) => <option value={each} selected={each === draft().class}>{t(`web.leaves.class-${each}`)}</option>}</For>
          </select>
        </div>
        <div class="field-box">
          <label for={`${id}-form`}>{t('web.leaves.form')}</label>
          <select id={`${id}-form`} class="field" onChange={(event) => { const form = formNames.find((each) => each === event.currentTarget.value); if (form) setDraft({ ...draft(), transform: forms[form] }) }}>
            <Show when={formOf(draft()) === undefined}><option value="" selected>{t('web.leaves.form-other')}</option></Show>
            <For each={formNames}>{(each) => <option value={each} selected={each === formOf(draft())}>{t(`web.leaves.form-${each}`)}</option>}</For>
          </select>
        </div>
        <div class="field-box">
          <label for={`${id}-days`}>{t('web.leaves.days')}</label>
          <input id={`${id}-days`} class="field" inputmode="numeric" value={days()} onInput={(event) => setDays(event.currentTarget.value)} />
        </div>
      </div>
      <p aria-live="polite">{wrong() ?? words.say(reveals(draft()))}</p>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-second" disabled={wrong() !== undefined}>{t('web.leaves.set')}</button>
        <button type="button" class="act" onClick={() => void send(null)}>{t('web.leaves.usual')}</button>
        <button type="button" class="word-link" onClick={() => props.onDone()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}
