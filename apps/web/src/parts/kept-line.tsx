/** Where copies of all that was said here are, counted from acknowledgements. */
import { type JSX, Show } from 'solid-js'
import { useCommune } from '../app/commune.tsx'
import { Sign } from '../drawing/map/Sign.tsx'
import { keptWords } from '../telling/kept.ts'

export function KeptLine(props: { readonly plain?: boolean }): JSX.Element {
  const { summary, words, t } = useCommune()
  return (
    <Show when={summary()}>
      {(world) => (
        <div class="kept" classList={{ 'kept-plain': props.plain ?? false }}>
          <Sign name="copies" px={28} />
          <div>
            <p>{words.say(keptWords(world().kept))}</p>
            <Show when={world().coming > 0}><p class="second">{t('web.coming', { n: world().coming })}</p></Show>
            <Show when={world().sealed > 0}><p class="second">{t('web.sealed', { n: world().sealed })}</p></Show>
          </div>
        </div>
      )}
    </Show>
  )
}
