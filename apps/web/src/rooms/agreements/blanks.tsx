/** Templates to begin an agreement with, and the blanks of the one that was taken: each filled by picking among what is here. */
import type { Rule } from '@commune/commune'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { CopyLine } from '../../parts/copy-link.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import type { Points } from '../../telling/points.ts'
import { capital } from '../senses/things.tsx'
import { allTemplates, blanksOf, type Filling, type Template, titleOf } from './template.ts'

/** A template that was taken: the rule with its blanks as it was copied, and what was picked for them. */
export interface Taken {
  readonly template: Template
  readonly base: Rule
  readonly filling: Filling
}

/** What to say on a box, as its command line takes it; the same in every language. */
const lettingTell = 'npm run commune -- tells'

export function Templates(props: { readonly taken: Taken | undefined; readonly onTake: (template: Template) => void }): JSX.Element {
  const { t, words } = useCommune()
  return (
    <p class="agree-ideas"><span class="label">{t('web.agree.ideas')}</span>
      <For each={allTemplates}>{(template) => <button type="button" class="word-link" aria-pressed={props.taken?.template.id === template.id} onClick={() => props.onTake(template)}>{titleOf(template, words)}</button>}</For>
    </p>
  )
}

export function Blanks(props: { readonly taken: Taken; readonly points: Points; readonly onFill: (filling: Filling) => void }): JSX.Element {
  const { t, words } = useCommune()
  const blanks = createMemo(() => blanksOf(props.taken.template, props.points, words))
  const missing = (): readonly string[] => blanks().filter(({ id, choices, sun }) => choices.length === 0 && !sun && props.taken.filling[id] === undefined).map(({ name }) => name)
  // A box tells people only where somebody allowed it to.
  const noTeller = (): boolean => blanks().some(({ id, choices }) => choices.length === 0 && props.taken.template.roles.some((role) => role.id === id && role.use === 'act' && role.about.includes('tell')))
  const fill = (id: string, picked: string): void => {
    const { [id]: _, ...rest } = props.taken.filling
    props.onFill(picked === '' ? rest : { ...rest, [id]: picked as Filling[string] & string })
  }
  return (
    <fieldset class="picked blanks">
      <legend>{t('web.agree.blanks', { idea: titleOf(props.taken.template, words) })}</legend>
      <div class="side-by-side">
        <For each={blanks()}>
          {(blank) => (
            <SelectField
              label={capital(blank.name)} value={props.taken.filling[blank.id] ?? ''} onValue={(picked) => fill(blank.id, picked)}
              options={[
                ...(props.taken.filling[blank.id] === undefined ? [['', t('web.agree.blank-open')] as const] : []),
                ...blank.choices.map(({ id, thing, name }) => [id as string, thing === name ? capital(thing) : `${capital(thing)}: ${name}`] as const),
                ...(blank.sun ? [['sun', t('web.agree.blank-sun')] as const] : [])
              ]}
            />
          )}
        </For>
      </div>
      <Show when={missing().length > 0}><p class="why blank-why" role="status">{t('web.agree.blank-missing', { n: missing().length, what: missing() })}</p></Show>
      <Show when={noTeller()}>
        <p class="reading">{t('web.agree.no-teller')}</p>
        <CopyLine line={lettingTell} label={t('web.agree.teller-line')} act={t('web.agree.teller-copy')} copied={t('web.agree.teller-copied')} byHand={t('web.agree.teller-marked')} />
      </Show>
    </fieldset>
  )
}
