/** Stopping to share with somebody: beforehand who will and will not see what, afterwards who has followed (K3). */
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { portrayed } from '../place/scene.ts'

export function Apart(props: { readonly ware: string }): JSX.Element {
  const { t, watch, called, act, openly, world, wares, tell } = useCommune()
  const answer = watch('dissociation', () => ({ ware: props.ware }))
  const isSomebody = (): boolean => wares().some(({ ware, me }) => ware === props.ware && !me)
  const view = createMemo(() => (isSomebody() ? (valueOf(answer()) ?? undefined) : undefined))
  const who = (): string => called(props.ware)
  const set = async (apart: boolean): Promise<void> => {
    const here = world()
    if (here !== undefined && (await openly(act('dissociate', { world: here, ware: props.ware, apart }))).ok) tell(t(apart ? 'web.apart.done' : 'web.apart.undone'))
  }
  return (
    <Show when={view()} fallback={<Show when={answer() && wares().length > 0}><p class="reading">{t('web.nothing-there')}</p></Show>}>
      {(now) => (
        <>
          <ul class="plain-list reading">
            <li>{t('web.apart.will-not', { who: who() })}</li>
            <li>{t('web.apart.already', { who: who() })}</li>
            <li>{t('web.apart.others', { who: who() })}</li>
          </ul>
          <p class="acts"><button type="button" class="act act-second" onClick={() => void set(!now().apart)}>{t(now().apart ? 'web.apart.undo' : 'web.apart.do')}</button><a class="act" href="#/wares">{t('web.cancel')}</a></p>
          <Faces title={t('web.apart.reach')} none={t('web.apart.reach-none')} wares={now().iReach} />
          <Show when={now().apart}><Faces title={t('web.apart.followed')} none={t('web.apart.followed-none')} wares={now().followed} /></Show>
          <Faces title={t('web.apart.still', { who: who() })} none={t('web.apart.still-none', { who: who() })} wares={now().stillShare} />
        </>
      )}
    </Show>
  )
}

function Faces(props: { readonly title: string; readonly none: string; readonly wares: readonly string[] }): JSX.Element {
  const { wares, called } = useCommune()
  const rows = createMemo(() => new Map(wares().map((row) => [row.ware, row])))
  return (
    <section>
      <h2>{props.title}</h2>
      <ul class="faces">
        <For each={props.wares} fallback={<li class="quiet">{props.none}</li>}>
          {(ware) => <li><Show when={rows().get(ware)}>{(row) => <Portrait ware={portrayed(row())} px={64} />}</Show><span>{called(ware)}</span></li>}
        </For>
      </ul>
    </section>
  )
}
