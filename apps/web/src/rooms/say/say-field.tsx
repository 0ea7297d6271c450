/** One line to say anything in. The guess is shown in words and said only when somebody agrees. */
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import type { Route } from '../../app/route.ts'
import { isWide } from '../../app/size.ts'
import { dayName } from '../../telling/when.ts'
import { lineOffered } from './offered.ts'
import { linkTo } from '../../app/route.ts'
import type { Spoken } from '@commune/commune'
import type { Reading, SaidKind } from './saying.ts'

/** What reads a line comes when somebody is about to say one. */
const saying = () => import('./saying.ts')
/** And what reads a line for what somebody senses, where there is anything by hand. */
const spoken = () => import('../senses/spoken-line.ts')

const lineCharsMax = 400

export function SayField(props: { readonly room: Route['room'] }): JSX.Element {
  const { t, words, locale, say, nowMs, wares, world, self, api, act, tell } = useCommune()
  const [line, setLine] = createSignal('')
  const [reading, setReading] = createSignal<Reading>()
  const [why, setWhy] = createSignal<string>()
  let field!: HTMLInputElement
  let agree: HTMLButtonElement | undefined
  const read = async (): Promise<void> => {
    const { readSaid } = await saying()
    const places = [...new Set(wares().flatMap(({ place }) => place ?? []))]
    const [here, me] = [world(), self()?.ware]
    const things = here === undefined ? undefined : await api.ask('things', { world: here })
    const byHand = things?.ok ? things.value.filter(({ source, bridge }) => source === 'hand' && bridge === me) : []
    const sensed = byHand.length === 0 || me === undefined ? [] : (await spoken()).readSpoken(line(), byHand, me)
    const found = readSaid(line(), nowMs(), places, (ms) => dayName(ms, nowMs(), locale), sensed)
    setReading(found)
    setWhy(found ? undefined : t(line().trim() === '' ? 'say.empty' : 'say.long'))
    if (found) queueMicrotask(() => agree?.focus())
  }
  createEffect(on(lineOffered, (offered) => {
    if (!offered) return
    setLine(offered.line)
    void read()
  }))
  // What was about to be said here is not said in another place by the same press: the line stays, and is read anew.
  createEffect(on(world, (now, before) => {
    if (before === undefined || now === before) return
    setReading(undefined)
    setWhy(undefined)
  }))
  const leave = (): void => {
    setReading(undefined)
    setWhy(undefined)
    field.focus()
  }
  const sayAs = async (kind: SaidKind): Promise<void> => {
    const found = reading()
    if (!found) return
    const done = await say((await saying()).wishesOf(found, kind), t(`web.said.${kind}`))
    if (!done.ok) return void setWhy(done.why)
    setLine('')
    leave()
  }
  const senseIt = async ({ thing, point, value }: Spoken): Promise<void> => {
    const here = world()
    if (here === undefined) return
    const done = await act('sense', { world: here, thing: thing.id, point: point.key, value })
    if (!done.ok) return void setWhy(done.why)
    tell(t('web.said.sensed'))
    setLine('')
    leave()
  }
  const sensedWords = ({ thing, point, written }: Spoken): string => {
    const name = words.say(thing.called)
    const what = thing.readings.length === 1 || point.name === name ? name : `${name}, ${point.name}`
    return t('web.saying.sensed', { thing: what.charAt(0).toLocaleUpperCase() + what.slice(1), value: written })
  }
  return (
    <form class="say" aria-label={t('web.saying.form')} classList={{ 'say-wide': props.room === 'place' }} onSubmit={(event) => { event.preventDefault(); void read() }}>
      <Show when={reading()}>
        {(found) => (
          <div class="say-guess" onKeyDown={(event) => event.key === 'Escape' && leave()}>
            <p class="second">{t('web.saying.as')}</p>
            <p class="say-reading" aria-live="polite">{found().sensed[0] ? sensedWords(found().sensed[0]!) : words.say(found().guess.reading)}</p>
            <Show when={!found().sensed[0] && found().guess.trouble}>{(trouble) => <p class="second">{words.say(trouble())}</p>}</Show>
            <p class="acts">
              <button ref={agree} type="button" class="act act-main" onClick={() => void (found().sensed[0] ? senseIt(found().sensed[0]!) : sayAs(found().kind))}>{t('web.saying.act')}</button>
              <span>{t('web.saying.rather')}</span>
              <For each={found().sensed.slice(1)}>{(each) => <button type="button" class="word-link" onClick={() => void senseIt(each)}>{sensedWords(each)}</button>}</For>
              <For each={found().sensed.length > 0 ? [found().kind, ...found().others] : found().others}>
                {(kind) => <button type="button" class="word-link" onClick={() => void sayAs(kind)}>{t(`web.saying.${kind}`)}</button>}
              </For>
              <Show when={found().isRule}><a class="word-link" href={linkTo({ room: 'agree', line: found().line })} onClick={() => { setLine(''); setReading(undefined) }}>{t('web.saying.agreement')}</a></Show>
              <button type="button" class="word-link" onClick={leave}>{t('web.leave-it')}</button>
            </p>
          </div>
        )}
      </Show>
      <Show when={why()}>{(reason) => <p class="say-why" role="alert" id="say-why">{reason()}</p>}</Show>
      <div class="say-field">
        <label class="unseen" for="say-something">{t('web.saying.label')}</label>
        <input
          ref={field} id="say-something" type="text" autocomplete="off" enterkeyhint="send" maxLength={lineCharsMax}
          placeholder={t(isWide() && props.room === 'place' ? 'web.saying.hint' : 'web.saying.hint-short')}
          value={line()} aria-describedby={why() ? 'say-why' : undefined}
          onFocus={() => void saying()}
          onInput={(event) => { setLine(event.currentTarget.value); setReading(undefined); setWhy(undefined) }}
        />
        <button type="submit" class="act" classList={{ 'act-main': !reading() && props.room === 'place' }}>{t('web.saying.act')}</button>
      </div>
    </form>
  )
}
