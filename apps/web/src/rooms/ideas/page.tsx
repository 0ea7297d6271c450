/** A page, read: its text, whose names stand under it, where its roots reach. */
import type { IdeaPage } from '@commune/commune'
import { createMemo, For, type JSX, lazy, Show, Suspense } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { AskFirst } from '../../parts/ask.tsx'
import { AddPicture } from './add-picture.tsx'
import { Picture } from './picture.tsx'
import { keptWords } from '../../telling/kept.ts'

const Markdown = lazy(() => import('./markdown/markdown.tsx'))

export function IdeaPageView(props: { readonly id: string }): JSX.Element {
  const { watch, t } = useCommune()
  const answer = watch('idea', () => ({ id: props.id }))
  const page = createMemo(() => valueOf(answer()))
  return (
    <Show when={answer()}>
      <Show when={page()} fallback={<p class="reading">{t('web.nothing-there')}</p>}>{(found) => <Page page={found()} />}</Show>
    </Show>
  )
}

function Page(props: { readonly page: IdeaPage }): JSX.Element {
  const { t, words, called, self, say, openly, watch } = useCommune()
  const kept = watch('kept', () => ({ id: props.page.id }))
  const signedByMe = (): boolean => props.page.signed.includes(self()?.ware ?? '')
  const names = (): string => (props.page.signed.length === 0 ? t('web.idea.no-name') : t('web.idea.signed', { who: props.page.signed.map(called) }))
  /** Files that the text does not name where they belong. */
  const beside = createMemo(() => props.page.files.filter(({ name }) => !props.page.text.includes(name)))
  const sign = (): void => void openly(say([{ wish: signedByMe() ? 'unsign' : 'sign', idea: props.page.id }], t(signedByMe() ? 'web.idea.unsigned-now' : 'web.idea.signed-now')))
  const blank = (): void => void openly(say([{ wish: 'blank', idea: props.page.id }], t('web.idea.blanked')))
  return (
    <article>
      <h2 class="page-title">{props.page.title || t('ideas.untitled')}</h2>
      <p class="second">{names()} <Show when={valueOf(kept())}>{(copies) => words.say(keptWords(copies()))}</Show></p>
      <Show when={props.page.waiting > 0}><p class="second">{t('web.idea.waiting', { n: props.page.waiting })}</p></Show>
      <Show when={!props.page.blank} fallback={<p class="quiet">{t('web.idea.blank')}</p>}>
        <Suspense><Markdown text={props.page.text} links={props.page.links} files={props.page.files} /></Suspense>
      </Show>
      <Show when={!props.page.blank && sentenceIn(props.page.text)}>
        {(line) => <p><a class="act act-second" href={linkTo({ room: 'agree', line: line() })}>{t('web.idea.agree')}</a></p>}
      </Show>
      <For each={beside()}>{(file) => <p class="beside"><Picture file={file} /></p>}</For>
      <p class="acts section-rule">
        <a class="act act-main" href={linkTo({ room: 'write', id: props.page.id })}>{t('web.idea.write')}</a>
        <button type="button" class="act" onClick={sign}>{t(signedByMe() ? 'web.idea.unsign' : 'web.idea.sign')}</button>
      </p>
      <Reaching label={t('web.idea.roots')} pages={props.page.links.map(({ words: title, idea }) => ({ title, idea }))} />
      <Reaching label={t('web.idea.backlinks')} pages={props.page.backlinks.map(({ title, id }) => ({ title: title || t('ideas.untitled'), idea: id }))} />
      <div class="row-acts acts">
        <a class="word-link" href={linkTo({ room: 'versions', id: props.page.id })}>{t('web.idea.versions')}</a>
        <AddPicture idea={props.page.id} />
        <a class="word-link" href={linkTo({ room: 'ideas' })}>{t('web.ideas.as-list')}</a>
        <Show when={!props.page.blank}>
          <AskFirst act={t('web.idea.blank-it')} agree={t('web.idea.blank-it')} leave={t('web.need.keep-it')} consequence={t('web.idea.if-blanked')} onDo={blank} />
        </Show>
      </div>
    </article>
  )
}

/** The first quoted line that reads like an agreement: something is done while something is so. */
const sentenceIn = (text: string): string | undefined => {
  for (const line of text.slice(0, 20_000).split('\n', 500)) {
    const said = line.startsWith('>') ? line.slice(1).trim() : ''
    if (said.length > 20 && said.length <= 2_000 && /\s(while|solange|mientras)\s/i.test(said) && said.includes(';')) return said
  }
  return undefined
}

function Reaching(props: { readonly label: string; readonly pages: readonly { readonly title: string; readonly idea: string | undefined }[] }): JSX.Element {
  return (
    <Show when={props.pages.length > 0}>
      <p class="reaching">
        <span>{props.label} </span>
        <For each={props.pages}>
          {({ title, idea }) => <a class={`word-link ${idea === undefined ? 'link-to-be' : ''}`} href={linkTo(idea === undefined ? { room: 'plant', title } : { room: 'idea', id: idea })}>{title}</a>}
        </For>
      </p>
    </Show>
  )
}
