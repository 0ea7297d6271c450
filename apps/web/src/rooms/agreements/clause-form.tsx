/** One clause of a rule, to be changed by picking words: what it does, what is so, what else, and what if nobody knows. */
import type { Amount, Comparison, Condition, PointId, ReadingPoint, Rule, Value } from '@commune/commune'
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Field } from '../../parts/field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import type { Points } from '../../telling/points.ts'
import { asValue, conditionWords, partAt, type RulePath, withPart } from '../../telling/rule.ts'
import { pointName } from '../../telling/sensed.ts'
import { firstOf } from '../senses/first.ts'
import { ValueField } from '../senses/hold.tsx'
import { capital } from '../senses/things.tsx'
import { amountFor, askOf, type Choice, firstCondition, type Kind, kindOf, numbersOf, pulsesOf, readingsOf } from './picking.ts'

export function ClauseForm(props: { readonly rule: Rule; readonly path: RulePath; readonly points: Points; readonly onRule: (rule: Rule) => void; readonly onLeave: () => void }): JSX.Element {
  const { t } = useCommune()
  const [draft, setDraft] = createSignal(props.rule)
  const [first] = props.path
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); props.onRule(draft()) }}>
      <Show when={first === 'while'} fallback={<Asked rule={draft()} part={first === 'otherwise' || first === 'unsure' || first === 'leastMs' ? first : 'to'} points={props.points} onRule={setDraft} />}>
        <ConditionForm condition={partAt(draft(), props.path) as Condition} points={props.points} onCondition={(next) => setDraft(withPart(draft(), props.path, next))} />
      </Show>
      <p class="acts">
        <button type="submit" class="act act-second">{t('web.clause.done')}</button>
        <button type="button" class="word-link" onClick={() => props.onLeave()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}

/** What it does: while it is so, otherwise, or if nobody knows; or for how long at least. */
export function Asked(props: { readonly rule: Rule; readonly part: 'to' | 'otherwise' | 'unsure' | 'leastMs'; readonly points: Points; readonly onRule: (rule: Rule) => void }): JSX.Element {
  const { t } = useCommune()
  const id = createUniqueId()
  const act = () => {
    const found = props.points.find(props.rule.act)
    return found?.kind === 'act' ? found.point : undefined
  }
  const set = (value: Value): void => {
    const point = act()
    if (!point) return
    const to = askOf(point, value)
    if (props.part === 'to') props.onRule({ ...props.rule, to })
    else props.onRule({ ...props.rule, [props.part]: { to } })
  }
  const chosen = (): 'rest' | 'stay' | 'does' => {
    const { part } = props
    if (part !== 'otherwise' && part !== 'unsure') return 'does'
    const now = props.rule[part]
    return typeof now === 'object' ? 'does' : now
  }
  const choose = (which: string): void => {
    const point = act()
    if (which === 'does') return point && set(firstOf(point))
    props.onRule({ ...props.rule, [props.part]: which })
  }
  const value = (): Value => {
    const { part } = props
    const now = part === 'to' ? props.rule.to : part === 'leastMs' ? undefined : props.rule[part]
    if (now === undefined || now === 'rest' || now === 'stay') return ''
    return asValue(typeof now === 'object' && 'to' in now ? now.to : (now as Amount | boolean | string))
  }
  return (
    <Show when={props.part !== 'leastMs'} fallback={<Field label={t('web.bounds.least-s')} value={String((props.rule.leastMs ?? 0) / 1_000)}
      onInput={(text) => Number.isFinite(Number(text)) && props.onRule({ ...props.rule, leastMs: Math.max(0, Math.round(Number(text) * 1_000)) })} />}>
      <Show when={props.part !== 'to'}>
        <div class="field-box">
          <label for={id}>{t(`web.agree.${props.part as 'otherwise' | 'unsure'}`)}</label>
          <select id={id} class="field" onChange={(event) => choose(event.currentTarget.value)}>
            <For each={(props.part === 'unsure' ? ['rest', 'stay', 'does'] : ['rest', 'does']) as readonly string[]}>{(each) => <option value={each} selected={each === chosen()}>{t(`web.agree.choose-${each}`)}</option>}</For>
          </select>
        </div>
      </Show>
      <Show when={chosen() === 'does' && act()?.shape.is !== 'press' && act()}>{(point) => <ValueField act={point()} value={value()} onValue={set} label={t('web.hold.what')} />}</Show>
    </Show>
  )
}

const hows: readonly Comparison[] = ['below', 'at-most', 'above', 'at-least', 'is', 'is-not']
const kinds: readonly Exclude<Kind, 'other'>[] = ['near', 'compare', 'average', 'held', 'sun']
const spans = [60_000, 300_000, 600_000, 1_800_000, 3_600_000, 10_800_000, 43_200_000, 86_400_000] as const

export function ConditionForm(props: { readonly condition: Condition; readonly points: Points; readonly onCondition: (condition: Condition) => void }): JSX.Element {
  const { t, words } = useCommune()
  const id = createUniqueId()
  const kind = (): Kind => kindOf(props.condition)
  const choose = (next: string): void => {
    const fresh = kinds.find((each) => each === next)
    const condition = fresh && firstCondition(fresh, props.points.things)
    if (condition) props.onCondition(condition)
  }
  return (
    <>
      <div class="field-box">
        <label for={id}>{t('web.agree.kind')}</label>
        <select id={id} class="field" onChange={(event) => choose(event.currentTarget.value)}>
          <For each={[...kinds.filter((each) => firstCondition(each, props.points.things) !== undefined), ...(kind() === 'other' ? ['other' as const] : [])]}>
            {(each) => <option value={each} selected={each === kind()}>{t(`web.agree.kind-${each}`)}</option>}
          </For>
        </select>
      </div>
      <Show when={kind() === 'other'}><p class="second">{capital(conditionWords(props.condition, props.points, words))}</p></Show>
      <Show when={props.condition.is === 'near' && props.condition}>
        {(near) => <PointField label={t('web.agree.of')} choices={pulsesOf(props.points.things)} value={near().point} onPoint={(point) => props.onCondition({ is: 'near', point })} />}
      </Show>
      <Show when={props.condition.is === 'sun' && props.condition}>
        {(sun) => <SelectField label={t('web.agree.kind-sun')} value={sun().state} options={(['up', 'down', 'dark'] as const).map((state) => [state, t(`web.agree.sun-${state}`)] as const)}
          onValue={(state) => props.onCondition({ is: 'sun', state })} />}
      </Show>
      <Show when={kind() === 'compare' || kind() === 'average' ? (props.condition as Compare) : undefined}>
        {(compare) => <CompareForm compare={compare()} points={props.points} onCompare={props.onCondition} />}
      </Show>
      <Show when={kind() === 'held' ? (props.condition as Extract<Condition, { is: 'held' }>) : undefined}>
        {(held) => (
          <>
            <CompareForm compare={held().that as Compare} points={props.points} onCompare={(that) => props.onCondition({ ...held(), that })} />
            <SpanField value={held().ms} onSpan={(ms) => props.onCondition({ ...held(), ms })} />
          </>
        )}
      </Show>
    </>
  )
}

type Compare = Extract<Condition, { is: 'compare' }>

function CompareForm(props: { readonly compare: Compare; readonly points: Points; readonly onCompare: (compare: Compare) => void }): JSX.Element {
  const { t } = useCommune()
  const point = (): ReadingPoint | undefined => {
    const found = props.points.find(props.compare.of.point)
    return found?.kind === 'reading' ? found.point : undefined
  }
  const choosePoint = (address: PointId, next: ReadingPoint): void => {
    const same = point()?.shape.is === next.shape.is && (next.shape.is !== 'number' || point()?.about === next.about)
    props.onCompare({ ...props.compare, of: { ...props.compare.of, point: address }, ...(!same && { how: next.shape.is === 'number' ? 'below' : 'is', to: amountFor(next.shape) }) })
  }
  const isNumber = (): boolean => point()?.shape.is === 'number'
  return (
    <>
      <PointField
        label={t('web.agree.of')} choices={props.compare.of.is === 'reading' ? readingsOf(props.points.things) : numbersOf(props.points.things)} value={props.compare.of.point}
        onPoint={(address, next) => choosePoint(address, next as ReadingPoint)}
      />
      <Show when={props.compare.of.is !== 'reading' && props.compare.of}>{(of) => <SpanField value={(of() as { ms: number }).ms} onSpan={(ms) => props.onCompare({ ...props.compare, of: { ...of(), ms } as Compare['of'] })} />}</Show>
      <div class="side-by-side">
        <SelectField label={t('web.agree.how')} value={props.compare.how} options={hows.slice(isNumber() ? 0 : 4).map((how) => [how, t(`web.agree.${how}`)] as const)} onValue={(how) => props.onCompare({ ...props.compare, how })} />
        <Show when={point()}>
          {(reading) => (
            <ValueField
              act={{ shape: reading().shape, ...(reading().about !== undefined && { about: reading().about! }) }} value={asValue(props.compare.to)} label={t('web.agree.amount')}
              onValue={(value) => props.onCompare({ ...props.compare, to: typeof value === 'number' ? { ...(typeof props.compare.to === 'object' ? props.compare.to : {}), value } : value })}
            />
          )}
        </Show>
      </div>
    </>
  )
}

function PointField<P extends { readonly key: string; readonly name: string; readonly about?: string }>(props: {
  readonly label: string
  readonly choices: readonly Choice<P>[]
  readonly value: string
  readonly onPoint: (address: PointId, point: P) => void
}): JSX.Element {
  const { words } = useCommune()
  const id = createUniqueId()
  const called = ({ thing, point }: Choice<P>): string => `${capital(words.say(thing.called))}: ${words.say(pointName(point, words.has))}`
  return (
    <div class="field-box">
      <label for={id}>{props.label}</label>
      <select id={id} class="field" onChange={(event) => { const found = props.choices.find((each) => each.id === event.currentTarget.value); if (found) props.onPoint(found.id, found.point) }}>
        <For each={props.choices}>{(each) => <option value={each.id} selected={each.id === props.value}>{called(each)}</option>}</For>
      </select>
    </div>
  )
}

function SpanField(props: { readonly value: number; readonly onSpan: (ms: number) => void }): JSX.Element {
  const { t, words } = useCommune()
  const all = (): readonly number[] => [...new Set([...spans, props.value])].sort((a, b) => a - b)
  const said = (ms: number): string => words.say(ms < 5_400_000 && ms >= 60_000 && ms % 60_000 === 0 && ms !== 3_600_000 ? { key: 'web.time.minutes',
    params: { n: ms / 60_000 } } : ms % 3_600_000 === 0 ? { key: 'web.time.hours', params: { n: ms / 3_600_000 } } : { key: 'web.time.seconds', params: { n: ms / 1_000 } })
  return <SelectField label={t('web.agree.over')} value={String(props.value)} options={all().map((ms) => [String(ms), said(ms)] as const)} onValue={(ms) => props.onSpan(Number(ms))} />
}
