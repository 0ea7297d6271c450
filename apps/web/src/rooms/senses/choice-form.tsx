/** In which form a reading may leave and for how long it is kept, picked part by part; what that shows is said and drawn as it is picked. */
import { allowed, type LeavingChoice, type PulsePoint, type ReadingPoint, reveals, type ThingRow } from '@commune/commune'
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { pointName } from '../../telling/sensed.ts'
import { classes, type Form, forms, formsFor, hereDays, noises, type StatisticName, statisticOf, statistics, stepOf, stepsFor, thereSeasons, withClass, withForm, withNoise, withStep } from './leaving-forms.ts'
import { capital } from './things.tsx'
import { TwoSides } from './two-sides.tsx'

export function ChoiceForm(props: { readonly thing: ThingRow; readonly point: ReadingPoint | PulsePoint; readonly choice: LeavingChoice; readonly onDone: () => void }): JSX.Element {
  const { t, words, say } = useCommune()
  const [draft, setDraft] = createSignal(props.choice)
  const [why, setWhy] = createSignal<string>()
  const name = (): string => capital(words.say(pointName(props.point, words.has)))
  const wrong = (): string | undefined => {
    const may = allowed(draft(), 'shape' in props.point ? props.point.shape : 'pulse')
    return may.ok ? undefined : words.say(may.error)
  }
  const send = async (choice: LeavingChoice | null): Promise<void> => {
    const done = await say([{ wish: 'leave', thing: props.thing.id, point: props.point.key, choice }], t('web.leaves.said'))
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  const setLifetime = (field: 'hereDays' | 'thereSeasons', picked: string): void => {
    const { [field]: _, ...rest } = draft().lifetime
    setDraft({ ...draft(), lifetime: picked === '' ? rest : { ...rest, [field]: Number(picked) } })
  }
  const counted = () => { const { transform } = draft(); return transform.is === 'counted' ? transform : undefined }
  const averaged = () => { const { transform } = draft(); return transform.is === 'averaged' ? transform : undefined }
  const binned = () => { const { transform } = draft(); return transform.is === 'binned' ? transform : undefined }
  return (
    <form class="form leaving-form" onSubmit={(event) => { event.preventDefault(); void send(draft()) }}>
      <h3 class="unseen">{t('web.leaves.change-of', { point: name() })}</h3>
      <div class="side-by-side">
        <SelectField label={t('web.leaves.whom')} value={draft().class} options={classes.map((each) => [each, t(`web.leaves.class-${each}`)])}
          onValue={(picked) => { const of = classes.find((each) => each === picked); if (of) setDraft(withClass(draft(), of, props.point)) }} />
        <SelectField label={t('web.leaves.form')} value={draft().transform.is} options={formsFor(props.point).map((each) => [each, t(`web.leaves.form-${each}`)])}
          onValue={(picked) => { const form = forms.find((each) => each === picked); if (form) setDraft(withForm(draft(), form, props.point)) }} />
      </div>
      <Show when={stepOf(draft())}>
        {(step) => (
          <div class="side-by-side">
            <SelectField
              label={t('web.leaves.step')} value={String(step())} options={withOwn(stepsFor(draft().transform.is as Form), step()).map((ms) => [String(ms), words.say(spanName(ms))])}
              onValue={(picked) => setDraft(withStep(draft(), Number(picked)))}
            />
            <Show when={binned()}>
              <SelectField
                label={t('web.leaves.numbers')} value={statisticOf(draft()) ?? ''}
                  options={[...(statisticOf(draft()) === undefined ? [['', t('web.leaves.form-other')] as const] : []), ...(Object.keys(statistics) as StatisticName[]).map((each) => [each, t(`web.leaves.of-${each}`)] as const)]}
                onValue={(picked) => { const now = binned(); const of = statistics[picked as StatisticName]; if (now && of) setDraft({ ...draft(), transform: { ...now, of } }) }}
              />
            </Show>
            <Show when={averaged()}>{(now) => <Whole label={t('web.leaves.least')} value={now().least} min={3} max={1_000} onValue={(least) => setDraft({ ...draft(), transform: { ...now(), least } })} />}</Show>
            <Show when={counted()}>{(now) => (
              <>
                <Whole label={t('web.leaves.floor')} value={now().floor} min={5} max={1_000_000} onValue={(floor) => setDraft({ ...draft(), transform: { ...now(), floor } })} />
                <SelectField label={t('web.leaves.noise')} value={String(now().epsilonMilli)} options={withOwn(noises, now().epsilonMilli).toReversed().map((each) => [String(each), t('web.leaves.noise-each', { each: each / 1_000 })])}
                  onValue={(picked) => setDraft(withNoise(draft(), Number(picked)))} />
              </>
            )}</Show>
          </div>
        )}
      </Show>
      <div class="side-by-side">
        <Show when={'shape' in props.point}><SelectField label={t('web.leaves.days')} value={String(draft().lifetime.hereDays ?? '')}
          options={withOwn(hereDays, draft().lifetime.hereDays).map((days) => [String(days ?? ''), days === undefined ? t('web.leaves.days-open') : words.say(daysName(days))])}
          onValue={(picked) => setLifetime('hereDays', picked)} /></Show>
        <Show when={draft().transform.is !== 'stays'}>
          <SelectField label={t('web.leaves.there')} value={String(draft().lifetime.thereSeasons ?? '')}
            options={withOwn(thereSeasons, draft().lifetime.thereSeasons).map((n) => [String(n ?? ''), n === undefined ? t('web.leaves.there-open') : t('web.leaves.there-n', { n })])}
            onValue={(picked) => setLifetime('thereSeasons', picked)} />
        </Show>
      </div>
      <p class="leaving-reveals" classList={{ 'leaving-not': wrong() !== undefined }} aria-live="polite"><b>{t(wrong() === undefined ? 'web.leaves.shows' : 'web.leaves.not-so')}</b> {wrong() ?? words.say(reveals(draft()))}</p>
      <Show when={counted()}>
        {(now) => <p class="second">{t('web.leaves.paid', { each: now().epsilonMilli / 1_000, day: now().dayMilli / 1_000, n: Math.round(86_400_000 / now().stepMs) })}{'shape' in props.point ? ` ${t('web.leaves.example')}` : ''}</p>}
      </Show>
      <Show when={!('shape' in props.point && props.point.shape.is === 'text') && wrong() === undefined}><TwoSides thing={props.thing} point={props.point} choice={draft()} /></Show>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main" disabled={wrong() !== undefined}>{t('web.leaves.set')}</button>
        <button type="button" class="act" onClick={() => void send(null)}>{t('web.leaves.usual')}</button>
        <button type="button" class="word-link" onClick={() => props.onDone()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}

/** What stands there is always among what can be picked. */
const withOwn = <T extends number | undefined>(all: readonly T[], own: T): readonly T[] =>
  all.includes(own) ? all : [...all, own].toSorted((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY))

const daysName = (days: number) => (days >= 365 ? { key: 'web.leaves.years-n', params: { n: Math.round(days / 365.25) } } : { key: 'web.leaves.days-n', params: { n: days } })

const spanName = (ms: number) => ({ key: ms % 86_400_000 === 0 ? 'leaving.days' : ms % 3_600_000 === 0 ? 'leaving.hours' : 'leaving.minutes',
  params: { n: ms % 86_400_000 === 0 ? ms / 86_400_000 : ms % 3_600_000 === 0 ? ms / 3_600_000 : ms / 60_000 } })

function Whole(props: { readonly label: string; readonly value: number; readonly min: number; readonly max: number; readonly onValue: (value: number) => void }): JSX.Element {
  const id = createUniqueId()
  return (
    <div class="field-box">
      <label for={id}>{props.label}</label>
      <input id={id} class="field field-short" type="number" inputmode="numeric" required step="1" min={props.min} max={props.max} value={props.value}
        onInput={(event) => Number.isInteger(event.currentTarget.valueAsNumber) && event.currentTarget.checkValidity() && props.onValue(event.currentTarget.valueAsNumber)} />
    </div>
  )
}
