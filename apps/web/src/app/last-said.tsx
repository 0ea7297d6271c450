/** What was said last, with the way to take it back, until something else is said. */
import { createEffect, type JSX, onCleanup, Show } from 'solid-js'
import { useCommune } from './commune.tsx'

/** Long enough to read twice; undoing stays possible from where the thing stands. */
const shownMs = 20_000

export function LastSaidLine(): JSX.Element {
  const { last, forgetLast, say, t, tell } = useCommune()
  createEffect(() => {
    if (!last()) return
    const timer = setTimeout(forgetLast, shownMs)
    onCleanup(() => clearTimeout(timer))
  })
  const undo = async (ids: readonly string[]): Promise<void> => {
    const done = await say(ids.toReversed().map((target) => ({ wish: 'undo', target })))
    forgetLast()
    if (done.ok) tell(t('web.undone'))
  }
  return (
    <Show when={last()}>
      {(said) => (
        <p class="last-said">
          <span>{said().told}</span>
          <button type="button" class="word-link" onClick={() => void undo(said().ids)}>{t('web.undo')}</button>
          <button type="button" class="word-link" onClick={forgetLast}>{t('web.close')}</button>
        </p>
      )}
    </Show>
  )
}
