/** What was said last, with the way to take it back, until something else is said; or why it could not be. */
import { createEffect, type JSX, onCleanup, Show } from 'solid-js'
import { useCommune } from './commune.tsx'

/** Long enough to read twice; undoing stays possible from where the thing stands. */
const shownMs = 20_000

export function LastSaidLine(): JSX.Element {
  const { last, forgetLast, say, openly, t, tell } = useCommune()
  createEffect(() => {
    // What went wrong stays until somebody has read it.
    if (!last() || last()?.refused) return
    const timer = setTimeout(forgetLast, shownMs)
    onCleanup(() => clearTimeout(timer))
  })
  const undo = async (ids: readonly string[]): Promise<void> => {
    const done = await openly(say(ids.toReversed().map((target) => ({ wish: 'undo', target }))))
    if (!done.ok) return
    forgetLast()
    tell(t('web.undone'))
  }
  return (
    <Show when={last()}>
      {(said) => (
        <p class="last-said">
          <span>{said().told}</span>
          <Show when={said().ids.length > 0}><button type="button" class="word-link" onClick={() => void undo(said().ids)}>{t('web.undo')}</button></Show>
          <button type="button" class="word-link" onClick={forgetLast}>{t('web.close')}</button>
        </p>
      )}
    </Show>
  )
}
