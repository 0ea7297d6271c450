/** Takes an act point over for a while, and lets it go: what is asked, for how long, and that it gives way by itself. */
import type { ActRow, PointId, ThingRow, Value } from '@commune/commune'
import { createMemo, createSignal, createUniqueId, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { yesWord } from '../../telling/sensed.ts'
import { firstOf } from './first.ts'

const times = [900_000, 3_600_000, 14_400_000, 43_200_000] as const

export function Hold(props: { readonly thing: ThingRow; readonly act: ActRow; readonly held: boolean }): JSX.Element {
  const { t, act, world, openly, tell } = useCommune()
  const address = (): PointId => `${props.thing.id}/${props.act.key}`
  const ask = async (value: Value | 'press', forMs: number, close: () => void): Promise<void> => {
    const now = world()
    if (now === undefined) return
    const done = await openly(act('hold', { world: now, act: address(), value, forMs }))
    if (!done.ok) return
    tell(t('web.hold.said'))
    close()
  }
  const letGo = async (): Promise<void> => {
    const now = world()
    if (now !== undefined && (await openly(act('release', { world: now, act: address() }))).ok) tell(t('web.hold.let-go'))
  }
  return (
    <div class="acts">
      <Show when={props.act.shape.is !== 'press'} fallback={<button type="button" class="act" onClick={() => void ask('press', times[0], () => {})}>{t('web.hold.press')}</button>}>
        <Unfold act={t('web.hold.title')} label={t('web.hold.title')}>{(close) => <HoldForm act={props.act} onAsk={(value, forMs) => void ask(value, forMs, close)} onLeave={close} />}</Unfold>
      </Show>
      <Show when={props.held}><button type="button" class="act act-second" onClick={() => void letGo()}>{t('web.hold.release')}</button></Show>
    </div>
  )
}

function HoldForm(props: { readonly act: ActRow; readonly onAsk: (value: Value, forMs: number) => void; readonly onLeave: () => void }): JSX.Element {
  const { t } = useCommune()
  const [value, setValue] = createSignal<Value>(firstOf(props.act))
  const [forMs, setForMs] = createSignal<number>(times[1])
  const id = createUniqueId()
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); props.onAsk(value(), forMs()) }}>
      <ValueField act={props.act} value={value()} onValue={setValue} label={t('web.hold.what')} />
      <div class="field-box">
        <label for={id}>{t('web.hold.how-long')}</label>
        <select id={id} class="field" onChange={(event) => setForMs(Number(event.currentTarget.value))}>
          <For each={times}>{(each) => <option value={each} selected={each === forMs()}>{t(`web.hold.ms-${each}`)}</option>}</For>
        </select>
        <p class="second">{t('web.hold.hint')}</p>
      </div>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.hold.act')}</button>
        <button type="button" class="word-link" onClick={() => props.onLeave()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}

interface ValueFieldProps { 
  readonly act: Pick<ActRow, 'shape' | 'will' | 'about'>
  readonly value: Value
  readonly onValue: (value: Value) => void
  readonly label: string
}

/** A field for a value of this point, within what it can do and is willing to. Another point is another field. */
export function ValueField(props: ValueFieldProps): JSX.Element {
  const act = createMemo(() => props.act, undefined, { equals: (a, b) => JSON.stringify([a.shape, a.will, a.about]) === JSON.stringify([b.shape, b.will, b.about]) })
  return <Show when={act()} keyed>{(now) => <FieldOf {...props} act={now} />}</Show>
}

function FieldOf(props: ValueFieldProps): JSX.Element {
  const { t, words } = useCommune()
  const id = createUniqueId()
  const { shape, will, about } = props.act
  const number = shape.is === 'number' ? { min: will?.min ?? shape.min, max: will?.max ?? shape.max, step: shape.step ?? 'any' } : undefined
  const label = (): string => (shape.is === 'number' && shape.unit !== undefined ? t('web.hold.number', { unit: shape.unit }) : props.label)
  return (
    <div class="field-box">
      <label for={id}>{label()}</label>
      {shape.is === 'number' ? (
        <input id={id} class="field field-short" type="number" inputmode="decimal" required {...number} value={String(props.value)}
          onInput={(event) => Number.isFinite(event.currentTarget.valueAsNumber) && props.onValue(event.currentTarget.valueAsNumber)} />
      ) : shape.is === 'yes-no' ? (
        <select id={id} class="field" onChange={(event) => props.onValue(event.currentTarget.value === 'true')}>
          <For each={[true, false]}>{(yes) => <option value={String(yes)} selected={props.value === yes}>{words.say(yesWord(yes, about, true))}</option>}</For>
        </select>
      ) : shape.is === 'words' ? (
        <select id={id} class="field" onChange={(event) => props.onValue(event.currentTarget.value)}>
          <For each={shape.of}>{(word) => <option value={word} selected={props.value === word}>{word}</option>}</For>
        </select>
      ) : (
        <input id={id} class="field" type="text" maxLength={shape.is === 'text' ? shape.charsMax : 100} required value={String(props.value)} onInput={(event) => props.onValue(event.currentTarget.value)} />
      )}
    </div>
  )
}
