/**
 * Writing on a page that is there: together with all who have it open, letter by letter, and stored at each pause. What is typed here
 * goes to the peer of this browser one step at a time; what others write comes in around it, and the caret stays where it is.
 */
import type { LiveView } from '@commune/peer'
import { createEffect, createMemo, createSignal, createUniqueId, type JSX, onCleanup, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { PageLinker } from './page-linker.tsx'
import { moved, rebase, spanOf } from './rebase.ts'

/** Said this often, so that the page stays open. */
const lookMs = 20_000
const textCharsMax = 200_000
const settleMs = 30

interface Typed {
  readonly title: string
  readonly text: string
  /** With commas between. */
  readonly tags: string
}

export function Writing(props: { readonly id: string }): JSX.Element {
  const { t, api, act, world, watch, called, say, tell } = useCommune()
  const [typed, setTyped] = createSignal<Typed>()
  const [view, setView] = createSignal<LiveView>()
  const [sign, setSign] = createSignal(false)
  const [why, setWhy] = createSignal<string>()
  const place = world()!
  const here = { world: place, id: props.id }
  let base: (Typed & { readonly version: number }) | undefined
  let sending = false

  /** How the page reads now; `sent` is what was just taken, `base` what was here before. */
  const adopt = (now: LiveView, sent?: Typed): void => {
    const [before, mine] = [sent ?? base, typed()]
    const read: Typed = { title: now.title, text: now.text, tags: sameTags(mine?.tags, now.tags) ? mine!.tags : now.tags.join(', ') }
    base = { ...read, version: now.version }
    setView(now)
    setTyped(before && mine ? { title: rebase(before.title, mine.title, read.title), text: rebase(before.text, mine.text, read.text), tags: rebase(before.tags, mine.tags, read.tags) } : read)
  }
  const open = async (): Promise<void> => {
    const done = await api.act('openLive', { ...here, named: sign() })
    if (!done.ok) setWhy(t(done.error.key, done.error.params))
    else if (!sending && (base === undefined || done.value.version > base.version)) adopt(done.value)
  }
  const send = async (): Promise<void> => {
    const mine = typed()
    if (sending || base === undefined || mine === undefined || isSame(mine, base)) return
    sending = true
    const done = await api.act('writeLive', { ...here, version: base.version, texts: { title: mine.title, text: mine.text, tags: tagsOf(mine.tags) } })
    sending = false
    if (done.ok) {
      setWhy(undefined)
      adopt(done.value, done.value.taken ? mine : undefined)
      return send()
    }
    setWhy(t(done.error.key, done.error.params))
    await open()
  }
  const isWritten = (): boolean => base === undefined || typed() === undefined || isSame(typed()!, base)
  const answer = watch('live', () => ({ id: props.id }))
  createEffect(() => {
    const now = answer()
    const found = valueOf(now)
    if (found === null || now === undefined) return void (now && open())
    if (!found) return
    if (!sending && (base === undefined || found.version > base.version)) adopt(found)
    else setView(found)
    void send()
  })
  void open()
  const looking = setInterval(() => void open(), lookMs)
  /** All that was typed has been taken, or it stands there why not. */
  const written = async (): Promise<void> => {
    while (!isWritten() && why() === undefined) {
      void send()
      await new Promise((resolve) => setTimeout(resolve, settleMs))
    }
  }
  // Whoever goes away in the middle of a word leaves the whole of it.
  onCleanup(() => {
    clearInterval(looking)
    void written().then(() => api.act('closeLive', here))
  })
  const type = (change: Partial<Typed>): void => {
    setTyped({ ...typed()!, ...change })
    void send()
  }
  const named = (asMe: boolean): void => {
    setSign(asMe)
    void open()
  }
  const finish = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    await written()
    const done = await act('closeLive', here)
    if (!done.ok) return void setWhy(done.why)
    if (sign()) await say([{ wish: 'sign', idea: props.id }])
    tell(t('web.idea.said'))
    location.hash = linkTo({ room: 'idea', id: props.id })
  }
  const others = createMemo(() => {
    const now = view()
    const who = [...(now?.named ?? []).map(called), ...Array.from({ length: now?.nameless ?? 0 }, () => t('web.somebody'))]
    return who.length === 0 ? undefined : t('web.idea.together', { who })
  })
  return (
    <Show when={typed()} fallback={<Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>}>
      {(now) => (
        <form class="form desk" onSubmit={(event) => void finish(event)}>
          <LiveField label={t('web.idea.title')} value={now().title} onInput={(title) => type({ title })} maxLength={200} />
          <LiveField label={t('web.idea.text')} hint={t('web.idea.text-hint')} value={now().text} onInput={(text) => type({ text })} maxLength={textCharsMax} long />
          <PageLinker onLink={(page) => type({ text: `${now().text}${/^$|\s$/.test(now().text) ? '' : ' '}[[${page}]]` })} />
          <LiveField label={t('web.idea.tags')} value={now().tags} onInput={(tags) => type({ tags })} maxLength={2_000} />
          <label class="check"><input type="checkbox" checked={sign()} onChange={(event) => named(event.currentTarget.checked)} /> {t('web.idea.sign-too')}</label>
          <p class="second" role="status">{others() ?? t('web.idea.alone')}</p>
          <p class="second">{t(view()?.stored === false ? 'web.idea.writing' : 'web.idea.stored')}</p>
          <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
          <p class="acts">
            <button type="submit" class="act act-main">{t('web.idea.keep')}</button>
            <a class="act" href={linkTo({ room: 'versions', id: props.id })}>{t('web.idea.versions')}</a>
          </p>
        </form>
      )}
    </Show>
  )
}

/** A field whose words others change as well: the caret stays at the letter where it was. */
function LiveField(props: { readonly label: string; readonly value: string; readonly onInput: (value: string) => void; readonly maxLength: number; readonly hint?: string; readonly long?: boolean }): JSX.Element {
  const id = createUniqueId()
  const hint = (): string | undefined => (props.hint ? `${id}-hint` : undefined)
  let field!: HTMLInputElement | HTMLTextAreaElement
  createEffect(() => {
    const { value } = props
    if (field.value === value) return
    const span = spanOf(field.value, value)
    const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0].map((caret) => moved(caret, span)) as [number, number]
    field.value = value
    if (document.activeElement === field) field.setSelectionRange(start, end)
  })
  const input = (event: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }): void => props.onInput(event.currentTarget.value)
  return (
    <div class="field-box">
      <label for={id}>{props.label}</label>
      <Show when={props.long} fallback={<input ref={(element) => (field = element)} id={id} class="field" maxLength={props.maxLength} autocomplete="off" onInput={input} />}>
        <textarea ref={(element) => (field = element)} id={id} class="field field-long" maxLength={props.maxLength} aria-describedby={hint()} onInput={input} />
      </Show>
      <Show when={props.hint}><p class="second" id={hint()}>{props.hint}</p></Show>
    </div>
  )
}

const tagsOf = (typed: string): string[] => typed.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '')
const sameTags = (typed: string | undefined, tags: readonly string[]): boolean => typed !== undefined && JSON.stringify(tagsOf(typed)) === JSON.stringify(tags)
const isSame = (one: Typed, other: Typed): boolean => one.title === other.title && one.text === other.text && one.tags === other.tags
