/** The desk for a page that is to be; writing on one that is there, together with others, is in `writing`. */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { Field } from '../../parts/field.tsx'
import { PageLinker } from './page-linker.tsx'

const textCharsMax = 200_000

interface Draft {
  readonly title: string
  readonly text: string
  readonly tags: string
}

/**
 * What was written for pages that are not planted yet, by the place and by the title one came with: whoever goes away in the middle,
 * to look something up or by a slip of the finger, finds it again. In the memory of this tab alone.
 */
const drafts = new Map<string, Draft>()

export function Desk(props: { readonly title: string }): JSX.Element {
  const { t, say, openly, world } = useCommune()
  const key = `${world() ?? ''} ${props.title}`
  const [draft, setDraft] = createSignal<Draft>(drafts.get(key) ?? { title: props.title, text: '', tags: '' })
  const write = (change: Partial<Draft>): void => void drafts.set(key, setDraft({ ...draft(), ...change }))
  const [sign, setSign] = createSignal(false)
  const [why, setWhy] = createSignal<string>()
  const tagList = (): string[] => draft().tags.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '')
  const plant = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const done = await say([{ wish: 'begin', title: draft().title, text: draft().text, tags: tagList() }], t('web.said.idea'))
    if (!done.ok) return void setWhy(done.why)
    drafts.delete(key)
    const idea = done.value.ids[0]!
    if (sign()) await openly(say([{ wish: 'sign', idea }]))
    location.hash = linkTo({ room: 'idea', id: idea })
  }
  return (
    <form class="form desk" onSubmit={(event) => void plant(event)}>
      <Field label={t('web.idea.title')} value={draft().title} onInput={(title) => write({ title })} maxLength={200} />
      <Field label={t('web.idea.text')} hint={t('web.idea.text-hint')} value={draft().text} onInput={(text) => write({ text })} maxLength={textCharsMax} long />
      <PageLinker onLink={(page) => write({ text: `${draft().text}${/^$|\s$/.test(draft().text) ? '' : ' '}[[${page}]]` })} />
      <Field label={t('web.idea.tags')} value={draft().tags} onInput={(tags) => write({ tags })} />
      <label class="check"><input type="checkbox" checked={sign()} onChange={(event) => setSign(event.currentTarget.checked)} /> {t('web.idea.sign-too')}</label>
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.idea.plant-it')}</button>
        <a class="act" href={linkTo({ room: 'ideas' })}>{t('web.cancel')}</a>
      </p>
    </form>
  )
}
