/** Say what you sense: what a person notices or reads off is a reading like any other, of a thing that was written down by hand. */
import './senses.css'
import { takeThingWords } from '../../words-later/things.ts'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { Field } from '../../parts/field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { toldOf } from '../../telling/sensed.ts'
import { meadow } from '../wares/meadow.ts'
import { type HandDraft, handDraft, handThing, holds, kinds } from './hand.ts'
import { lookAtSensed, lookAtThings, sensesOf } from './looking.ts'
import { portrayedThing } from './portrayed.ts'
import { isByHand, SenseForm } from './sense-form.tsx'
import { capital } from './things.tsx'

takeThingWords()

const shownMax = 40

export default function SayWhatYouSense(): JSX.Element {
  const commune = useCommune()
  const { t, words, self, nowMs } = commune
  const { answer, things } = lookAtThings(commune)
  const mine = createMemo(() => things().filter((thing) => isByHand(thing, self()?.ware)).slice(0, shownMax))
  const sensed = lookAtSensed(commune, () => mine().flatMap(sensesOf))
  return (
    <Room title={t('web.sensing.title')} second={t('web.sensing.second')} room="things" scenery={meadow(mine().map(portrayedThing))}>
      <Show when={answer()}>
        <ul class="rows">
          <For each={mine()} fallback={<li class="reading quiet">{t('web.sensing.none')}</li>}>
            {(thing) => (
              <li class="row ware">
                <Portrait ware={portrayedThing(thing)} px={66} />
                <div class="row-words">
                  <p><a class="word-link ware-name" href={linkTo({ room: 'thing', id: thing.id })}>{capital(words.say(thing.called))}</a>
                    <Show when={thing.place}>{(place) => <span class="second"> {t('web.sensing.at', { place: place() })}</span>}</Show></p>
                  <For each={thing.readings}>
                    {(reading) => {
                      const row = () => sensed().get(`${thing.id}/${reading.key}`)
                      const told = () => toldOf(row(), reading, nowMs())
                      return (
                        <>
                          <p class="second">{capital(words.say(told().value))}<Show when={told().fresh}>{(fresh) => <>, {words.say(fresh())}</>}</Show>.</p>
                          <SenseForm thing={thing} point={reading} now={row()?.value} />
                        </>
                      )
                    }}
                  </For>
                </div>
              </li>
            )}
          </For>
        </ul>
        <div class="acts section-rule">
          <Unfold act={t('web.sensing.new')} class={mine().length === 0 ? 'act act-main' : 'act'} label={t('web.sensing.new')}>{(close) => <NewThing onDone={close} />}</Unfold>
        </div>
        <p class="second">{t('web.sensing.line')}</p>
      </Show>
    </Room>
  )
}

function NewThing(props: { readonly onDone: () => void }): JSX.Element {
  const { t, say, wares } = useCommune()
  const [draft, setDraft] = createSignal<HandDraft>(handDraft)
  const [why, setWhy] = createSignal<string>()
  const set = (more: Partial<HandDraft>): void => void setDraft({ ...draft(), ...more })
  const places = (): readonly string[] => [...new Set(wares().flatMap((row) => row.place ?? []))]
  const send = async (): Promise<void> => {
    const thing = handThing(draft(), `by hand ${Date.now().toString(36)}`)
    if (!thing) return void setWhy(t(draft().name.trim() === '' ? 'web.sensing.needs-name' : 'web.sensing.needs-words'))
    const done = await say([{ wish: 'thing', source: 'hand', thing }], t('web.sensing.made', { thing: thing.name }))
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <div class="side-by-side">
        <Field label={t('web.sensing.name')} value={draft().name} onInput={(name) => set({ name })} maxLength={80} hint={t('web.sensing.name-hint')} />
        <Field label={t('web.call.place')} value={draft().place} onInput={(place) => set({ place })} maxLength={80} list={places()} />
      </div>
      <div class="side-by-side">
        <SelectField label={t('web.sensing.kind')} value={draft().kind} options={kinds.map((each) => [each, t(`web.sensing.kind-${each}`)] as const)} onValue={(kind) => set({ kind })} />
        <SelectField label={t('web.sensing.holds')} value={String(draft().staleMs ?? '')} options={holds.map((each) => [String(each ?? ''), t(`web.sensing.holds-${each ?? 'on'}`)] as const)}
          onValue={(picked) => set({ staleMs: picked === '' ? undefined : Number(picked) })} />
      </div>
      <Show when={draft().kind === 'words'}><Field label={t('web.sensing.words')} value={draft().words} onInput={(words) => set({ words })} maxLength={400} hint={t('web.sensing.words-hint')} /></Show>
      <Show when={draft().kind === 'number'}>
        <div class="side-by-side">
          <Field label={t('web.sensing.unit')} value={draft().unit} onInput={(unit) => set({ unit })} maxLength={20} />
          <label class="check"><input type="checkbox" checked={draft().counts} onChange={(event) => set({ counts: event.currentTarget.checked })} /> {t('web.sensing.counts')}</label>
        </div>
      </Show>
      <p class="second">{t('web.sensing.yours')}</p>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.sensing.make')}</button>
        <button type="button" class="word-link" onClick={() => props.onDone()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}
