/** A rule as its sentence, largest, with its clauses underlined; one that may be changed opens in place, below. */
import type { Rule } from '@commune/commune'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import type { Points } from '../../telling/points.ts'
import { type Clause, clausesOf, type RulePath } from '../../telling/rule.ts'
import { Units } from '../../parts/units.tsx'
import { ClauseForm } from './clause-form.tsx'

export function RuleSentence(props: {
  readonly rule: Rule
  readonly points: Points
  /** Left out: it is only read. */
  readonly onRule?: ((rule: Rule) => void) | undefined
  readonly note?: string
  readonly heading?: boolean
}): JSX.Element {
  const { words, t } = useCommune()
  const clauses = createMemo(() => clausesOf(props.rule, props.points, words))
  const [open, setOpen] = createSignal<Clause & { readonly path: RulePath }>()
  let box: HTMLDivElement | undefined
  let opener: HTMLElement | undefined
  // No button of the page: those break no lines, and a clause may be longer than one.
  const choose = (clause: Clause, button: HTMLElement): void => {
    if (clause.path === undefined) return
    opener = button
    setOpen(open()?.path.join() === clause.path.join() ? undefined : { words: clause.words, path: clause.path })
    queueMicrotask(() => box?.querySelector<HTMLElement>('select, input')?.focus())
  }
  const close = (): void => {
    setOpen(undefined)
    queueMicrotask(() => opener?.isConnected && opener.focus())
  }
  const parts = (): JSX.Element => (
    <For each={clauses()}>
      {(clause) => (
        <Show when={clause.path} fallback={<Units>{clause.words}</Units>}>
          {(path) => (
            <Show when={props.onRule} fallback={<span class="clause"><Units>{clause.words}</Units></span>}>
              <span
                role="button" tabIndex={0} class="clause clause-open" aria-expanded={open()?.path.join() === path().join()} title={t('web.clause.change', { clause: clause.words })}
                onClick={(event) => choose(clause, event.currentTarget)} onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(clause, event.currentTarget) } }}
              ><Units>{clause.words}</Units></span>
            </Show>
          )}
        </Show>
      )}
    </For>
  )
  return (
    <>
      <Show when={props.heading} fallback={<p class="title-sentence title">{parts()}</p>}><h1 tabIndex={-1} class="title-sentence">{parts()}</h1></Show>
      <Show when={open()} keyed>
        {(clause) => (
          <div ref={box} class="clause-form" role="group" aria-label={t('web.clause.change', { clause: clause.words })} onKeyDown={(event) => { if (event.key === 'Escape') close() }}>
            <Show when={props.note}>{(note) => <p class="second">{note()}</p>}</Show>
            <ClauseForm rule={props.rule} path={clause.path} points={props.points} onRule={(rule) => { setOpen(undefined); props.onRule?.(rule) }} onLeave={close} />
          </div>
        )}
      </Show>
    </>
  )
}
