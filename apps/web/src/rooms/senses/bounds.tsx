/** Within which bounds an act point is willing: anybody reads them, its keeper sets them. */
import { type ActRow, guardOf, type Message, type ThingRow, type Will } from '@commune/commune'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Field } from '../../parts/field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { amountMessage, spanMessage, valueMessage } from '../../telling/sensed.ts'

export function Bounds(props: { readonly thing: ThingRow; readonly act: ActRow }): JSX.Element {
  const { t, words, self, called } = useCommune()
  const mine = (): boolean => [props.thing.keeper, props.thing.bridge].includes(self()?.ware ?? '')
  return (
    <div class="bounds">
      <p class="label">{t('web.bounds.title')}</p>
      <p><For each={boundsWords(props.act)}>{(message) => <>{words.say(message)} </>}</For></p>
      <Show when={mine()} fallback={<p class="second">{t('web.bounds.yours-not', { keeper: called(props.thing.keeper) })}</p>}>
        <Unfold act={t('web.bounds.change')} class="word-link" label={t('web.bounds.title')}>{(close) => <BoundsForm thing={props.thing} act={props.act} onDone={close} />}</Unfold>
      </Show>
    </div>
  )
}

const boundsWords = (act: ActRow): readonly Message[] => {
  const { will, shape } = act
  if (will?.kept !== undefined) return [{ key: 'web.bounds.kept', params: { value: valueMessage(will.kept, { shape }, true) } }]
  if (!will) return [{ key: guardOf(act) ? 'web.bounds.guard' : 'web.bounds.none' }]
  if (will.refuses) return [{ key: 'web.bounds.refuses' }]
  const unit = shape.is === 'number' ? shape.unit : undefined
  const [least, most] = [will.min, will.max].map((bound) => (bound === undefined ? undefined : amountMessage(bound, unit)))
  const said: Message[] = []
  if (least && most) said.push({ key: 'web.bounds.between', params: { least, most } })
  else if (least) said.push({ key: 'web.bounds.least', params: { least } })
  else if (most) said.push({ key: 'web.bounds.most', params: { most } })
  if (will.words) said.push({ key: 'web.bounds.words', params: { words: [...will.words] } })
  if (said.length === 0) said.push({ key: 'web.bounds.none' })
  if (will.leastMs !== undefined) said.push({ key: 'web.bounds.hold', params: { time: spanMessage(will.leastMs) } })
  if (will.asks !== undefined) said.push({ key: will.asks ? 'web.bounds.asks' : 'web.bounds.by-itself' })
  return said
}

/** What a setting may stand at that is no number. */
const keepable = ({ shape }: ActRow, yes: string, no: string): readonly (readonly [string, string])[] =>
  shape.is === 'words' ? shape.of.map((word) => [word, word] as const) : [['yes', yes], ['no', no]]

/** Whether its keeper is asked. */
const answers = ['usual', 'me', 'never'] as const

function BoundsForm(props: { readonly thing: ThingRow; readonly act: ActRow; readonly onDone: () => void }): JSX.Element {
  const { t, say } = useCommune()
  const { will, shape, key } = props.act
  const [least, setLeast] = createSignal(will?.min === undefined ? '' : String(will.min))
  const [most, setMost] = createSignal(will?.max === undefined ? '' : String(will.max))
  const [holds, setHolds] = createSignal(will?.leastMs === undefined ? '' : String(will.leastMs / 1_000))
  const [refuses, setRefuses] = createSignal(will?.refuses === true)
  const [asks, setAsks] = createSignal<(typeof answers)[number]>(will?.asks === undefined ? 'usual' : will.asks ? 'me' : 'never')
  const [some, setSome] = createSignal<readonly string[]>(will?.words ?? (shape.is === 'words' ? shape.of : []))
  const [kept, setKept] = createSignal(will?.kept === undefined ? (shape.is === 'words' ? (shape.of[0] ?? '') : shape.is === 'yes-no' ? 'yes' : '') : will.kept === true ? 'yes' : will.kept === false ? 'no' : String(will.kept))
  const [why, setWhy] = createSignal<string>()
  const set = async (next: Will | null): Promise<void> => {
    const done = await say([{ wish: 'will', thing: props.thing.id, point: key, will: next }], t('web.bounds.said'))
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  const said = (): Will | undefined => {
    const [min, max, leastS] = [least(), most(), holds()].map((text) => (text.trim() === '' ? undefined : Number(text.trim().replace(',', '.'))))
    if ([min, max, leastS].some((each) => each !== undefined && !Number.isFinite(each))) return undefined
    return {
      ...(refuses() && { refuses: true as const }), ...(shape.is === 'number' && min !== undefined && { min }), ...(shape.is === 'number' && max !== undefined && { max }),
      ...(shape.is === 'words' && some().length < shape.of.length && { words: some() }), ...(leastS !== undefined && { leastMs: Math.round(leastS * 1_000) }),
      ...(will?.handMs !== undefined && { handMs: will.handMs }), ...(asks() !== 'usual' && { asks: asks() === 'me' })
    }
  }
  /** Bounds that no value lies within are a refusal; they are said as one. */
  const troubleOf = ({ min, max, words: only }: Will): string | undefined => {
    if (min !== undefined && max !== undefined && min > max) return t('web.bounds.crossed')
    const { min: low, max: high } = shape.is === 'number' ? shape : {}
    const within = (bound: number | undefined): boolean => bound === undefined || ((low === undefined || bound >= low) && (high === undefined || bound <= high))
    if (low !== undefined && high !== undefined && !(within(min) && within(max))) return t('web.bounds.not-within', { least: low, most: high })
    return only?.length === 0 ? t('web.bounds.some-word') : undefined
  }
  const send = (): void => {
    const next = said()
    const trouble = next ? troubleOf(next) : t('web.bounds.number', { example: '20' })
    if (next && trouble === undefined) void set(next)
    else setWhy(trouble)
  }
  const keep = (): void => {
    const text = kept().trim()
    const value = shape.is === 'number' ? Number(text.replace(',', '.')) : shape.is === 'yes-no' ? text === 'yes' : text
    if (text === '' || Number.isNaN(value)) setWhy(t('web.bounds.number', { example: '600' }))
    else void set({ kept: value })
  }
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); send() }}>
      <Show when={guardOf(props.act)}>
        <Show
          when={shape.is === 'number'}
          fallback={<SelectField label={t('web.bounds.keep')} value={kept()} options={keepable(props.act, t('web.sense.yes'), t('web.sense.no'))} onValue={setKept} />}
        >
          <Field label={t('web.bounds.keep')} value={kept()} onInput={setKept} />
        </Show>
        <p class="acts"><button type="button" class="act" onClick={keep}>{t('web.bounds.keep-set')}</button></p>
      </Show>
      <Show when={shape.is === 'number'}>
        <div class="side-by-side">
          <Field label={t('web.bounds.lowest')} value={least()} onInput={setLeast} />
          <Field label={t('web.bounds.highest')} value={most()} onInput={setMost} />
        </div>
      </Show>
      <Show when={shape.is === 'words' && shape}>
        {(words) => (
          <fieldset class="choices">
            <legend>{t('web.hold.what')}</legend>
            <For each={words().of}>
              {(word) => <label class="check"><input type="checkbox" checked={some().includes(word)} onChange={(event) => setSome(event.currentTarget.checked ? [...some(), word] : some().filter((each) => each !== word))} /> {word}</label>}
            </For>
          </fieldset>
        )}
      </Show>
      <Field label={t('web.bounds.least-s')} value={holds()} onInput={setHolds} />
      <SelectField label={t('web.bounds.ask-who')} value={asks()} options={answers.map((each) => [each, t(`web.bounds.ask-${each}`)] as const)} onValue={setAsks} />
      <label class="check"><input type="checkbox" checked={refuses()} onChange={(event) => setRefuses(event.currentTarget.checked)} /> {t('web.bounds.refuse')}</label>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.bounds.set')}</button>
        <Show when={will}><button type="button" class="act" onClick={() => void set(null)}>{t('web.bounds.free')}</button></Show>
        <button type="button" class="word-link" onClick={() => props.onDone()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}
