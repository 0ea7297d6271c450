/**
 * The desk to write at: a plain field for the text. What others write meanwhile is not overwritten: the page is told what was
 * there when writing began, and changes are worked out against that.
 */
import type { BeginWish, EditWish, IdeaPage } from '@commune/commune'
import { createEffect, createMemo, createSignal, type JSX, on, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { Field } from '../../parts/field.tsx'

const textCharsMax = 200_000

export function Desk(props: { readonly id?: string; readonly title?: string }): JSX.Element {
  const { watch, t } = useCommune()
  const answer = watch('idea', () => (props.id === undefined ? undefined : { id: props.id }))
  const page = createMemo(() => valueOf(answer()) ?? undefined)
  return (
    <Show when={props.id === undefined || page()} fallback={<Show when={answer()}><p class="reading">{t('web.nothing-there')}</p></Show>}>
      <Sheet page={page()} title={props.title ?? ''} />
    </Show>
  )
}

function Sheet(props: { readonly page: IdeaPage | undefined; readonly title: string }): JSX.Element {
  const { t, say } = useCommune()
  const seen = props.page && { title: props.page.title, text: props.page.text, tags: props.page.tags }
  const [title, setTitle] = createSignal(seen?.title ?? props.title)
  const [text, setText] = createSignal(seen?.text ?? '')
  const [tags, setTags] = createSignal((seen?.tags ?? []).join(', '))
  const [sign, setSign] = createSignal(false)
  const [meanwhile, setMeanwhile] = createSignal(false)
  const [why, setWhy] = createSignal<string>()
  createEffect(on(() => props.page?.text, () => setMeanwhile(true), { defer: true }))
  const tagList = (): string[] => tags().split(',').map((tag) => tag.trim()).filter((tag) => tag !== '')
  const write = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const texts = { title: title(), text: text(), tags: tagList() }
    const { page } = props
    const wish: BeginWish | EditWish = page ? { wish: 'edit', idea: page.id, ...texts, seen: seen! } : { wish: 'begin', ...texts }
    const done = await say([wish], t(page ? 'web.idea.said' : 'web.said.idea'))
    if (!done.ok) return void setWhy(done.why)
    const idea = page?.id ?? done.value.ids[0]!
    if (sign()) await say([{ wish: 'sign', idea }])
    location.hash = linkTo({ room: 'idea', id: idea })
  }
  return (
    <form class="form desk" onSubmit={(event) => void write(event)}>
      <Field label={t('web.idea.title')} value={title()} onInput={setTitle} maxLength={200} />
      <Field label={t('web.idea.text')} hint={t('web.idea.text-hint')} value={text()} onInput={setText} maxLength={textCharsMax} long />
      <PageLinker onLink={(page) => setText(`${text()}${text() === '' || text().endsWith(' ') || text().endsWith('\n') ? '' : ' '}[[${page}]]`)} />
      <Field label={t('web.idea.tags')} value={tags()} onInput={setTags} />
      <label class="check"><input type="checkbox" checked={sign()} onChange={(event) => setSign(event.currentTarget.checked)} /> {t('web.idea.sign-too')}</label>
      <Show when={meanwhile()}><p class="second" role="status">{t('web.idea.meanwhile')}</p></Show>
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t(props.page ? 'web.idea.keep' : 'web.idea.plant-it')}</button>
        <a class="act" href={props.page ? linkTo({ room: 'idea', id: props.page.id }) : linkTo({ room: 'ideas' })}>{t('web.cancel')}</a>
      </p>
    </form>
  )
}

/** Titles of pages, to link to without knowing how they are written. */
function PageLinker(props: { readonly onLink: (title: string) => void }): JSX.Element {
  const { t, watch } = useCommune()
  const answer = watch('ideas', () => ({ limit: 200 }))
  const titles = createMemo(() => (valueOf(answer())?.rows ?? []).map((row) => row.title).filter((title) => title !== '' && !/[[\]]/.test(title)))
  return (
    <Show when={titles().length > 0}>
      <div class="field-box">
        <label for="desk-link">{t('web.idea.link-to')}</label>
        <select id="desk-link" class="field" onChange={(event) => { if (event.currentTarget.value) props.onLink(event.currentTarget.value); event.currentTarget.value = '' }}>
          <option value="" />
          {titles().map((title) => <option value={title}>{title}</option>)}
        </select>
      </div>
    </Show>
  )
}
