/** The name of where one is, and the ways to the rooms. On a phone the ways are a page of their own. */
import { For, type JSX, Show } from 'solid-js'
import { useCommune } from './commune.tsx'
import { isWide } from './size.ts'

/** `rest` is the empty place, which asks for nothing but company. */
export type NavRoom = 'rest' | 'place' | 'needs' | 'stock' | 'things' | 'agreements' | 'ideas' | 'wares' | 'more'

/** Longer names are written smaller, on two lines if need be: the sun stands beside them. */
const longChars = 20

const ways: readonly (readonly [NavRoom, string])[] = [
  ['place', '#/'], ['needs', '#/needs'], ['stock', '#/stock'], ['things', '#/things'], ['agreements', '#/agreements'], ['ideas', '#/ideas'], ['wares', '#/wares'], ['more', '#/more']
]

export function Header(props: { readonly title?: string; readonly second?: string | undefined; readonly room: NavRoom | undefined; readonly first?: boolean }): JSX.Element {
  const { t } = useCommune()
  return (
    <header class="page-head">
      <Show when={props.title}>
        {(title) => (
          <div>
            <h1 tabIndex={-1} classList={{ 'title-first': props.first ?? false, 'title-long': !props.first && title().length > longChars }}>{title()}</h1>
            <Show when={props.second}>{(second) => <p class="page-second">{second()}</p>}</Show>
          </div>
        )}
      </Show>
      <nav aria-label={t('web.rooms')}>
        <Show when={isWide()} fallback={
          <Show when={props.room === 'place' || props.room === 'rest'} fallback={<a class="act" href="#/">{t('web.nav.back')}</a>}>
            <a class="act" href="#/more">{t('web.nav.goto')}</a>
            <Show when={props.room === 'rest'}><a class="word-link" href="#/gate">{t('web.place.let-in')}</a></Show>
          </Show>
        }>
          <Show when={props.room === 'rest'}><a class="way" href="#/gate">{t('web.place.let-in')}</a></Show>
          <For each={props.room === 'rest' ? ways.slice(-1) : ways}>{([room, href]) => <a class={`way way-${room}`} href={href} aria-current={room === props.room ? 'page' : undefined}>{t(`web.nav.${room}`)}</a>}</For>
        </Show>
      </nav>
    </header>
  )
}
