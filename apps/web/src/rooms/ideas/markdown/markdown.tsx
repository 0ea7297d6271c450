/** A tree of Markdown on the page: elements of ours, words of theirs as text nodes. */
import type { FileRow, Link } from '@commune/commune'
import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useCommune } from '../../../app/commune.tsx'
import { linkTo } from '../../../app/route.ts'
import { Picture } from '../picture.tsx'
import { type Node, readMarkdown } from './tree.ts'

export default function Markdown(props: { readonly text: string; readonly links: readonly Link[]; readonly files: readonly FileRow[] }): JSX.Element {
  const nodes = createMemo(() => readMarkdown(props.text))
  const pages = createMemo(() => new Map(props.links.flatMap(({ words, idea }) => (idea === undefined ? [] : [[words, idea] as const]))))
  return <div class="reading page-text"><Nodes nodes={nodes()} pages={pages()} files={props.files} /></div>
}

interface Beside {
  readonly pages: ReadonlyMap<string, string>
  readonly files: readonly FileRow[]
}

const tags: Partial<Record<Node['kind'], string>> = {
  strong: 'strong', emphasis: 'em', paragraph: 'p', quote: 'blockquote', item: 'li', row: 'tr', cell: 'td', 'head-cell': 'th', 'code-block': 'pre', code: 'code'
}

function Nodes(props: Beside & { readonly nodes: readonly Node[] }): JSX.Element {
  return <For each={props.nodes}>{(node) => <One node={node} pages={props.pages} files={props.files} />}</For>
}

function One(props: Beside & { readonly node: Node }): JSX.Element {
  const { t } = useCommune()
  const { node } = props
  const inside = (): JSX.Element => ('children' in node ? <Nodes nodes={node.children} pages={props.pages} files={props.files} /> : 'words' in node ? node.words : null)
  return (
    <Switch fallback={<Dynamic component={tags[node.kind] ?? 'span'}>{inside()}</Dynamic>}>
      <Match when={node.kind === 'text'}>{inside()}</Match>
      <Match when={node.kind === 'break'}><br /></Match>
      <Match when={node.kind === 'rule'}><hr /></Match>
      <Match when={node.kind === 'picture' && node}>
        {(picture) => (
          <Show when={props.files.find((file) => file.name === picture().name)} fallback={<span class="picture">{t('web.idea.picture', { words: picture().words || '…' })}</span>}>
            {(file) => <Picture file={file()} words={picture().words} />}
          </Show>
        )}
      </Match>
      <Match when={node.kind === 'table'}><div class="table-box" tabIndex={0} role="group" aria-label={t('web.idea.table')}><table><tbody>{inside()}</tbody></table></div></Match>
      <Match when={node.kind === 'heading' && node}>{(heading) => <Dynamic component={`h${Math.min(4, heading().depth + 1)}`}>{inside()}</Dynamic>}</Match>
      <Match when={node.kind === 'list' && node}>{(list) => (list().ordered ? <ol start={list().start}>{inside()}</ol> : <ul>{inside()}</ul>)}</Match>
      <Match when={node.kind === 'link' && node}>{(link) => <a class="word-link" href={link().href} target="_blank" rel="noopener noreferrer nofollow">{inside()}</a>}</Match>
      <Match when={node.kind === 'page-link' && node}>{(link) => <PageLink words={link().words} idea={link().idea ?? props.pages.get(link().words)} />}</Match>
    </Switch>
  )
}

/** To a page, or to where it could be planted. */
function PageLink(props: { readonly words: string; readonly idea: string | undefined }): JSX.Element {
  const { t } = useCommune()
  return props.idea === undefined
    ? <a class="word-link link-to-be" href={linkTo({ room: 'plant', title: props.words })} title={t('web.idea.not-yet')}>{props.words}</a>
    : <a class="word-link" href={linkTo({ room: 'idea', id: props.idea })}>{props.words}</a>
}
