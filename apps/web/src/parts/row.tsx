/**
 * A row of a list: a sign, a sentence, and at most two acts as words. `place` is for rows of long lists, of which only some are
 * on the page: they say which of how many they are.
 */
import { For, type JSX, Show } from 'solid-js'
import type { GlyphName } from '../drawing/glyphs/glyph.ts'
import { Sign } from '../drawing/map/Sign.tsx'
import { Sentence } from './sentence.tsx'

export interface RowAct {
  readonly words: string
  /** For those who hear only the link: what it is about. */
  readonly about?: string
  readonly href?: string
  readonly onDo?: () => void
}

export function Row(props: {
  readonly sign: GlyphName
  readonly sentence: string
  readonly acts?: readonly RowAct[]
  readonly second?: string | undefined
  readonly place?: { readonly at: number; readonly of: number }
  /** What a row of a long list is known by, when it is drawn anew elsewhere. */
  readonly known?: string
}): JSX.Element {
  return (
    <Show when={props.place} fallback={<li class="row"><RowWords {...props} /></li>}>
      {(place) => <div role="listitem" class="row" data-known={props.known} aria-posinset={place().at} aria-setsize={place().of}><RowWords {...props} /></div>}
    </Show>
  )
}

function RowWords(props: Parameters<typeof Row>[0]): JSX.Element {
  return (
    <>
      <Sign name={props.sign} />
      <div class="row-words">
        <p><Sentence words={props.sentence} /></p>
        <Show when={props.second}>{(second) => <p class="second">{second()}</p>}</Show>
        <Show when={(props.acts?.length ?? 0) > 0}>
          <p class="row-acts"><For each={props.acts?.slice(0, 2)}>{(act) => <WordAct {...act} />}</For></p>
        </Show>
      </div>
    </>
  )
}

/** An act as a word: a link where it leads somewhere, a button where it does something. */
export function WordAct(props: RowAct): JSX.Element {
  const name = () => (props.about === undefined ? undefined : `${props.words}: ${props.about}`)
  return (
    <Show when={props.href} fallback={<button type="button" class="word-link" aria-label={name()} onClick={() => props.onDo?.()}>{props.words}</button>}>
      {(href) => <a class="word-link" href={href()} aria-label={name()}>{props.words}</a>}
    </Show>
  )
}
