/** The name of where one is, and the ways to the rooms. On a phone the ways are a page of their own. */
import { For, type JSX, Show } from 'solid-js'
import { useCommune } from './commune.tsx'
import { isWide } from './size.ts'

export type NavRoom = 'place' | 'needs' | 'stock' | 'ideas' | 'wares' | 'more'

const ways: readonly (readonly [NavRoom, string])[] = [
  ['place', '#/'], ['needs', '#/needs'], ['stock', '#/stock'], ['ideas', '#/ideas'], ['wares', '#/wares'], ['more', '#/more']
]

export function Header(props: { readonly title: string; readonly second?: string | undefined; readonly room: NavRoom | undefined; readonly first?: boolean }): JSX.Element {
  const { t } = useCommune()
  return (
    <header class="page-head">
      <div>
        <h1 tabIndex={-1} class={props.first ? 'title-first' : ''}>{props.title}</h1>
        <Show when={props.second}>{(second) => <p class="page-second">{second()}</p>}</Show>
      </div>
      <nav aria-label={t('web.rooms')}>
        <Show when={isWide()} fallback={
          <Show when={props.room === 'place'} fallback={<a class="act" href="#/">{t('web.nav.back')}</a>}><a class="act" href="#/more">{t('web.nav.goto')}</a></Show>
        }>
          <For each={ways}>{([room, href]) => <a class="way" href={href} aria-current={room === props.room ? 'page' : undefined}>{t(`web.nav.${room}`)}</a>}</For>
        </Show>
      </nav>
    </header>
  )
}
