/** Until when, in the words one would use; a day of the calendar only for those who want one. */
import { createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../app/commune.tsx'
import { dateOf, endOfDate, endOfDay } from '../telling/when.ts'

const choices = ['none', 'today', 'tomorrow', 'week', 'month', 'date'] as const
const days = { today: 0, tomorrow: 1, week: 7, month: 30 } as const

export function UntilField(props: { readonly value: number | undefined; readonly onChange: (untilMs: number | undefined) => void }): JSX.Element {
  const { t, nowMs } = useCommune()
  const id = createUniqueId()
  const [choice, setChoice] = createSignal<(typeof choices)[number]>(props.value === undefined ? 'none' : 'date')
  const choose = (next: (typeof choices)[number]): void => {
    setChoice(next)
    props.onChange(next === 'none' ? undefined : next === 'date' ? (props.value ?? endOfDay(nowMs(), 2)) : endOfDay(nowMs(), days[next]))
  }
  return (
    <div class="field-box">
      <label for={id}>{t('web.need.until')}</label>
      <select id={id} class="field" value={choice()} onChange={(event) => choose(event.currentTarget.value as (typeof choices)[number])}>
        <For each={choices}>{(each) => <option value={each}>{t(`web.need.until-${each}`)}</option>}</For>
      </select>
      <Show when={choice() === 'date'}>
        <input
          type="date" class="field" aria-label={t('web.need.until-date')} min={dateOf(nowMs())} value={props.value === undefined ? '' : dateOf(props.value)}
          onInput={(event) => props.onChange(endOfDate(event.currentTarget.value))}
        />
      </Show>
    </div>
  )
}
