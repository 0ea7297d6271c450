/** One portion: who holds it, and, for the device that does, what leaves it. */
import { type PortionRow, shown } from '@commune/commune'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Field } from '../../parts/field.tsx'
import { Sentence } from '../../parts/sentence.tsx'
import { strong } from '../../telling/strong.ts'
import { untilWords } from '../../telling/when.ts'

type Act = 'take' | 'count' | 'move'
const acts: readonly Act[] = ['take', 'count', 'move']

export function Portion(props: { readonly portion: PortionRow; readonly alone?: boolean }): JSX.Element {
  const { t, words, called, self, nowMs } = useCommune()
  const [doing, setDoing] = createSignal<Act>()
  let box!: HTMLDivElement
  const begin = (act: Act): void => {
    setDoing(act)
    queueMicrotask(() => box.querySelector('input')?.focus())
  }
  const done = (): void => {
    const act = doing()
    setDoing(undefined)
    queueMicrotask(() => box.querySelectorAll('button')[acts.indexOf(act!)]?.focus())
  }
  const held = (): boolean => props.portion.device === self()?.device
  const what = (): string => words.say(props.portion.what)
  return (
    <div ref={box} class="portion" onKeyDown={(event) => event.key === 'Escape' && doing() !== undefined && done()}>
      <p>
        <Show when={props.alone} fallback={t('web.stock.held', { who: called(props.portion.ware), what: words.say(shown(props.portion.quantity)) })}>
          <Sentence words={`${strong(what().charAt(0).toUpperCase() + what().slice(1))}.`} /> <span class="second">{called(props.portion.ware)}</span>
        </Show>
      </p>
      <Show when={props.portion.note}>{(note) => <p class="quoted">{note()}</p>}</Show>
      <Show when={props.portion.keepsUntilMs}>{(until) => <p class="second">{t('web.stock.keeps', { until: untilWords(until(), nowMs()) })}</p>}</Show>
      <Show when={props.portion.over}>{(over) => <p class="second">{t('web.stock.over', { over: shown(over()) })}</p>}</Show>
      <Show when={!held() && props.portion.ware === self()?.ware}><p class="second">{t('web.stock.other-device')}</p></Show>
      <Show when={held()}>
        <Show when={doing()} fallback={<p class="row-acts"><For each={acts}>{(act) => <button type="button" class="word-link" onClick={() => begin(act)}>{t(`web.stock.${act}`)}</button>}</For></p>}>
          {(act) => <PortionForm portion={props.portion} act={act()} onDone={done} />}
        </Show>
      </Show>
    </div>
  )
}

function PortionForm(props: { readonly portion: PortionRow; readonly act: Act; readonly onDone: () => void }): JSX.Element {
  const { t, say } = useCommune()
  const [text, setText] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { id: portion } = props.portion
    const done = await (props.act === 'move'
      ? say([{ wish: 'move', portion, place: text() }], t('web.stock.moved'))
      : say([{ wish: props.act, portion, quantity: text() }], t(props.act === 'take' ? 'web.stock.taken' : 'web.stock.counted')))
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <Field label={t(props.act === 'move' ? 'web.stock.to-place' : 'web.need.how-much')} value={text()} onInput={setText} />
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-second">{t(`web.stock.${props.act}`)}</button>
        <button type="button" class="act" onClick={() => props.onDone()}>{t('web.cancel')}</button>
      </p>
    </form>
  )
}
