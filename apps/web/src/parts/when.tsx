/** A time as felt, with the exact one a tap away. */
import { createSignal, type JSX } from 'solid-js'
import { useCommune } from '../app/commune.tsx'
import { exactly, untilWords } from '../telling/when.ts'

export function Until(props: { readonly ms: number }): JSX.Element {
  const { words, locale, nowMs } = useCommune()
  const [exact, setExact] = createSignal(false)
  return (
    <button type="button" class="felt-time" aria-expanded={exact()} onClick={() => setExact(!exact())}>
      <time dateTime={new Date(props.ms).toISOString()}>
        {exact() ? exactly(props.ms, locale) : words.say(untilWords(props.ms, nowMs()))}
      </time>
    </button>
  )
}
