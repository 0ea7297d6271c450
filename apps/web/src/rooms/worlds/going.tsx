/** Going: leaving a place, with or without what it held; and going one's own way with it. */
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { AskFirst } from '../../parts/ask.tsx'
import { Field } from '../../parts/field.tsx'
import { portrayed } from '../place/scene.ts'

export function Leave(): JSX.Element {
  const { t, act, openly, world, tell } = useCommune()
  const leave = async (forget: boolean): Promise<void> => {
    const here = world()
    if (here === undefined || !(await openly(act('leave', { world: here, forget }))).ok) return
    tell(t('web.leave.left'))
    location.hash = '#/worlds'
  }
  return (
    <div class="form">
      <p class="reading">{t('web.leave.if-keep')}</p>
      <div class="acts"><AskFirst act={t('web.leave.keep')} agree={t('web.leave.keep')} leave={t('web.leave.stay')} consequence={t('web.leave.if-keep')} onDo={() => void leave(false)} /></div>
      <p class="reading">{t('web.leave.if-forget')}</p>
      <div class="acts"><AskFirst act={t('web.leave.forget')} agree={t('web.leave.forget')} leave={t('web.leave.stay')} consequence={t('web.leave.if-forget')} onDo={() => void leave(true)} /></div>
    </div>
  )
}

export function Fork(): JSX.Element {
  const { t, act, world, wares, called, enter, tell } = useCommune()
  const [name, setName] = createSignal('')
  const [along, setAlong] = createSignal<ReadonlySet<string>>(new Set())
  const [why, setWhy] = createSignal<string>()
  const others = () => wares().filter(({ me, iShareWith }) => !me && iShareWith)
  const choose = (ware: string, comes: boolean): void => {
    const next = new Set(along())
    if (comes) next.add(ware)
    else next.delete(ware)
    setAlong(next)
  }
  const begin = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const here = world()
    if (here === undefined) return
    const done = await act('fork', { world: here, name: name(), wares: [...along()] })
    if (!done.ok) return void setWhy(done.why)
    enter(done.value.world)
    tell(t('web.fork.begun'))
    location.hash = '#/'
  }
  return (
    <form class="form" onSubmit={(event) => void begin(event)}>
      <Field label={t('web.worlds.name')} value={name()} onInput={setName} maxLength={80} />
      <fieldset class="choices">
        <legend>{t('web.fork.who')}</legend>
        <For each={others()}>
          {(row) => (
            <label class="check choice">
              <input type="checkbox" checked={along().has(row.ware)} onChange={(event) => choose(row.ware, event.currentTarget.checked)} />
              <Portrait ware={portrayed(row)} px={48} /> {called(row.ware)}
            </label>
          )}
        </For>
      </fieldset>
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts"><button type="submit" class="act act-main">{t('web.fork.begin')}</button></p>
    </form>
  )
}
