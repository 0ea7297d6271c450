/** Who looks after a thing and who lives with it: read by anybody, said by its keeper; only whoever brings it in names another keeper. */
import type { ThingRow } from '@commune/commune'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { capital } from './things.tsx'

/** A thing is of a household, not of a town. */
const householdMax = 64

export function Household(props: { readonly thing: ThingRow }): JSX.Element {
  const { t, self, called } = useCommune()
  const me = (): string => self()?.ware ?? ''
  const mine = (): boolean => [props.thing.keeper, props.thing.bridge].includes(me()) && !props.thing.gone
  const name = (ware: string): string => (ware === me() ? t('web.with.you') : called(ware))
  return (
    <section>
      <h2>{t('web.with.title')}</h2>
      <p>{props.thing.with.length === 0 ? t('web.with.none') : capital(t('web.with.who', { who: props.thing.with.map(name) }))} {t('web.with.means')}</p>
      <Show when={mine()} fallback={<p class="second">{t('web.with.yours-not', { keeper: called(props.thing.keeper) })}</p>}>
        <p class="row-acts">
          <Unfold act={t('web.with.change')} class="word-link" label={t('web.with.change')}>{(close) => <WithForm thing={props.thing} onDone={close} />}</Unfold>
          <Show when={props.thing.bridge === me()}>
            <Unfold act={t('web.keeper.change')} class="word-link" label={t('web.keeper.change')}>{(close) => <KeeperForm thing={props.thing} onDone={close} />}</Unfold>
          </Show>
        </p>
      </Show>
    </section>
  )
}

function WithForm(props: { readonly thing: ThingRow; readonly onDone: () => void }): JSX.Element {
  const { t, say, wares, called, self } = useCommune()
  const [some, setSome] = createSignal<readonly string[]>(props.thing.with)
  const [why, setWhy] = createSignal<string>()
  /** Whoever was named stays to be seen, here or not. */
  const all = createMemo(() => [...new Set([...wares().filter(({ kind }) => kind !== 'hardware' && kind !== 'software').map(({ ware }) => ware), ...props.thing.with])].slice(0, 200))
  const send = async (): Promise<void> => {
    const done = await say([{ wish: 'call-thing', thing: props.thing.id, with: some().length === 0 ? null : some() }], t('web.with.said'))
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <fieldset class="choices">
        <legend>{t('web.with.title')}</legend>
        <For each={all()}>
          {(ware) => (
            <label class="check">
              <input type="checkbox" checked={some().includes(ware)} disabled={!some().includes(ware) && some().length >= householdMax}
                onChange={(event) => setSome(event.currentTarget.checked ? [...some(), ware] : some().filter((each) => each !== ware))} />
              {ware === self()?.ware ? t('web.agreement.side-you', { name: capital(called(ware)) }) : capital(called(ware))}
            </label>
          )}
        </For>
      </fieldset>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.with.act')}</button>
        <button type="button" class="word-link" onClick={() => props.onDone()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}

function KeeperForm(props: { readonly thing: ThingRow; readonly onDone: () => void }): JSX.Element {
  const { t, say, wares, called, self } = useCommune()
  const [keeper, setKeeper] = createSignal(props.thing.keeper)
  const [why, setWhy] = createSignal<string>()
  const name = (ware: string): string => (ware === self()?.ware ? t('web.agreement.side-you', { name: capital(called(ware)) }) : capital(called(ware)))
  const all = createMemo(() => [...new Set([props.thing.keeper, props.thing.bridge, ...wares().map(({ ware }) => ware)])].slice(0, 300))
  const send = async (): Promise<void> => {
    const done = await say([{ wish: 'keeper', thing: props.thing.id, keeper: keeper() === props.thing.bridge ? null : keeper() }], t('web.keeper.said'))
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <SelectField label={t('web.keeper.who')} value={keeper()} options={all().map((ware) => [ware, name(ware)] as const)} onValue={setKeeper} hint={t('web.keeper.hint')} />
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.keeper.act')}</button>
        <button type="button" class="word-link" onClick={() => props.onDone()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}
