/** What was said last, with the way to take it back, until something else is said; or why it could not be. */
import { createEffect, type JSX, onCleanup, Show } from 'solid-js'
import { type LastSaid, useCommune } from './commune.tsx'

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
  // What went wrong in one room is nothing to carry along into the next.
  const onGoing = (): void => void (last()?.refused && forgetLast())
  addEventListener('hashchange', onGoing)
  onCleanup(() => removeEventListener('hashchange', onGoing))
  const undo = async ({ ids, world }: LastSaid): Promise<void> => {
    const done = await openly(say(ids.toReversed().map((target) => ({ wish: 'undo', target })), undefined, world))
    if (!done.ok) return
    forgetLast()
    tell(t('web.undone'))
  }
  return (
    <Show when={last()}>
      {(said) => (
        <p class="last-said">
          <span>{said().told}</span>
          <Show when={said().ids.length > 0}><button type="button" class="word-link" onClick={() => void undo(said())}>{t('web.undo')}</button></Show>
          <button type="button" class="word-link" onClick={forgetLast}>{t('web.close')}</button>
        </p>
      )}
    </Show>
  )
}
