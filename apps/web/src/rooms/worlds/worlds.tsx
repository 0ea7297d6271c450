/** The places one takes part in: going from one to another, beginning one, naming it, saying where it lies. */
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Sign } from '../../drawing/map/Sign.tsx'
import { ForksAsked } from './forks-asked.tsx'
import { Field } from '../../parts/field.tsx'
import { LeftLine } from './left.tsx'
import { keptWords } from '../../telling/kept.ts'

export function Worlds(): JSX.Element {
  const { t, worlds, world, enter, words } = useCommune()
  const go = (id: string): void => {
    enter(id)
    location.hash = '#/'
  }
  return (
    <>
      <ul class="rows">
        <For each={worlds()}>
          {(each) => (
            <li class="row">
              <Sign name="home" />
              <div class="row-words">
                <p><b>{each.name || t('worlds.no-name')}</b> <Show when={each.world === world()}><span class="second">{t('web.worlds.here')}</span></Show></p>
                <p class="second">{t('web.wares.count', { n: each.wares })} {words.say(keptWords(each.kept))}</p>
                <LeftLine place={each} />
                <Show when={each.world !== world()}><p class="row-acts"><button type="button" class="word-link" onClick={() => go(each.world)}>{t('web.worlds.enter')}</button></p></Show>
              </div>
            </li>
          )}
        </For>
      </ul>
      <ForksAsked />
      <ThisPlace />
      <BeginPlace onBegun={go} />
    </>
  )
}

function ThisPlace(): JSX.Element {
  const { t, summary, say } = useCommune()
  const [name, setName] = createSignal(summary()?.name ?? '')
  const [north, setNorth] = createSignal(String(summary()?.latitude ?? ''))
  const [east, setEast] = createSignal(String(summary()?.longitude ?? ''))
  const [why, setWhy] = createSignal<string>()
  const done = (outcome: { ok: true } | { ok: false; why: string }): void => void setWhy(outcome.ok ? undefined : outcome.why)
  const rename = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    done(await say([{ wish: 'world', name: name().trim() === '' ? null : name() }], t('web.worlds.renamed')))
  }
  const lie = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const none = north().trim() === '' && east().trim() === ''
    const degrees = (text: string): number => Number(text.replace(',', '.'))
    done(await say([{ wish: 'world', latitude: none ? null : degrees(north()), longitude: none ? null : degrees(east()) }], t('web.worlds.renamed')))
  }
  return (
    <Show when={summary()}>
      <form class="form" onSubmit={(event) => void rename(event)}>
        <h2>{t('web.worlds.rename')}</h2>
        <Field label={t('web.worlds.name')} value={name()} onInput={setName} maxLength={80} />
        <p class="acts"><button type="submit" class="act act-second">{t('web.worlds.rename-say')}</button></p>
      </form>
      <form class="form" onSubmit={(event) => void lie(event)}>
        <h2>{t('web.worlds.where')}</h2>
        <p class="second">{t('web.worlds.where-hint')}</p>
        <div class="side-by-side">
          <Field label={t('web.worlds.latitude')} value={north()} onInput={setNorth} />
          <Field label={t('web.worlds.longitude')} value={east()} onInput={setEast} />
        </div>
        <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
        <p class="acts"><button type="submit" class="act">{t('web.worlds.where-say')}</button></p>
      </form>
    </Show>
  )
}

function BeginPlace(props: { readonly onBegun: (world: string) => void }): JSX.Element {
  const { t, act, tell } = useCommune()
  const [name, setName] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const begin = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const begun = await act('beginWorld', { name: name() })
    if (!begun.ok) return void setWhy(begun.why)
    tell(t('web.worlds.begun'))
    props.onBegun(begun.value.world)
  }
  return (
    <form class="form" onSubmit={(event) => void begin(event)}>
      <h2>{t('web.worlds.begin')}</h2>
      <Field label={t('web.worlds.name')} value={name()} onInput={setName} maxLength={80} />
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts"><button type="submit" class="act act-second">{t('web.worlds.begin')}</button></p>
    </form>
  )
}
