/** The desk for a page that is to be; writing on one that is there, together with others, is in `writing`. */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { Field } from '../../parts/field.tsx'
import { PageLinker } from './page-linker.tsx'

const textCharsMax = 200_000

export function Desk(props: { readonly title: string }): JSX.Element {
  const { t, say } = useCommune()
  const [title, setTitle] = createSignal(props.title)
  const [text, setText] = createSignal('')
  const [tags, setTags] = createSignal('')
  const [sign, setSign] = createSignal(false)
  const [why, setWhy] = createSignal<string>()
  const tagList = (): string[] => tags().split(',').map((tag) => tag.trim()).filter((tag) => tag !== '')
  const write = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const done = await say([{ wish: 'begin', title: title(), text: text(), tags: tagList() }], t('web.said.idea'))
    if (!done.ok) return void setWhy(done.why)
    const idea = done.value.ids[0]!
    if (sign()) await say([{ wish: 'sign', idea }])
    location.hash = linkTo({ room: 'idea', id: idea })
  }
  return (
    <form class="form desk" onSubmit={(event) => void write(event)}>
      <Field label={t('web.idea.title')} value={title()} onInput={setTitle} maxLength={200} />
      <Field label={t('web.idea.text')} hint={t('web.idea.text-hint')} value={text()} onInput={setText} maxLength={textCharsMax} long />
      <PageLinker onLink={(page) => setText(`${text()}${/^$|\s$/.test(text()) ? '' : ' '}[[${page}]]`)} />
      <Field label={t('web.idea.tags')} value={tags()} onInput={setTags} />
      <label class="check"><input type="checkbox" checked={sign()} onChange={(event) => setSign(event.currentTarget.checked)} /> {t('web.idea.sign-too')}</label>
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.idea.plant-it')}</button>
        <a class="act" href={linkTo({ room: 'ideas' })}>{t('web.cancel')}</a>
      </p>
    </form>
  )
}
