/** Of a place that one has left and can still read: that it is so, and the way back into it. */
import type { WorldSummary } from '@commune/peer'
import { type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'

export function LeftLine(props: { readonly place: WorldSummary }): JSX.Element {
  const { t, act, openly, tellSaid } = useCommune()
  const comeBack = async (): Promise<void> => {
    if ((await openly(act('comeBack', { world: props.place.world }))).ok) tellSaid(t('web.worlds.came-back'), [])
  }
  return (
    <Show when={props.place.left}>
      <p>{t('web.worlds.left')}</p>
      <p class="row-acts"><button type="button" class="word-link" onClick={() => void comeBack()}>{t('web.worlds.come-back')}</button></p>
    </Show>
  )
}
