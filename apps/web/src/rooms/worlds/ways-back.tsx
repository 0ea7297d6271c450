/** Ways back that this device left with boxes, and boxes that could keep one. What it means is said before it is done. */
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf, watching } from '../../app/watching.ts'
import { AskFirst } from '../../parts/ask.tsx'

export function WaysBack(): JSX.Element {
  const { t, api, act, openly, self, called, tell } = useCommune()
  const answer = watching(api, 'waysBack', () => ({}))
  const ways = createMemo(() => valueOf(answer()))
  const free = createMemo(() => ways()?.keepers.filter(({ device }) => !ways()?.left.some((left) => left.device === device)) ?? [])
  const leave = async (device: string, who: string): Promise<void> => {
    if ((await openly(act('leaveWayBack', { device }))).ok) tell(t('web.way.done', { who }))
  }
  const take = async (device: string): Promise<void> => {
    if ((await openly(act('takeWayBack', { device }))).ok) tell(t('web.way.taken'))
  }
  return (
    <Show when={self()?.mayForget && ways()}>
      {(now) => (
        <section class="section-rule">
          <h2>{t('web.way.title')}</h2>
          <p>{t('web.way.second')} {t('web.way.trust')}</p>
          <p class="second"><Show when={!self()?.backedUp}>{t('web.way.key')} </Show>{t('web.way.only')}</p>
          <For each={now().left}>
            {({ device, ware, held }) => (
              <>
                <p>{t(held ? 'web.way.left' : 'web.way.waiting', { who: called(ware) })}</p>
                <AskFirst act={t('web.way.take', { who: called(ware) })} agree={t('web.way.take', { who: called(ware) })} leave={t('web.leave-it')} consequence={t('web.way.if-taken')} onDo={() => void take(device)} />
              </>
            )}
          </For>
          <For each={free()}>
            {({ device, ware }) => <p class="acts"><button type="button" class="act" onClick={() => void leave(device, called(ware))}>{t('web.way.leave', { who: called(ware) })}</button></p>}
          </For>
          <Show when={now().left.length + free().length === 0}><p class="quiet">{t('web.way.none')}</p></Show>
        </section>
      )}
    </Show>
  )
}
