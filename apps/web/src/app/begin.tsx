/**
 * The beginning: with a link one goes in by it, without one the empty first place is opened, in which everything works alone.
 * Also the light, the minute and the place one is in, for everything below.
 */
import type { Words } from '@commune/commune'
import type { PeerApi } from '@commune/peer'
import { createEffect, createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { App } from './app.tsx'
import { CommuneProvider, makeCommune } from './commune.tsx'
import { followSun } from './light.ts'
import { GoingIn } from './going-in.tsx'
import { LightContext } from './light-context.ts'
import { isReading, whenPainted } from './painted.ts'

const minuteMs = 60_000

export function Begin(props: { readonly api: PeerApi; readonly words: Words; readonly link: string | undefined; readonly onTaken: () => void; readonly onDrawn: () => void }): JSX.Element {
  const [nowMs, setNowMs] = createSignal(Date.now())
  const minute = setInterval(() => setNowMs(Date.now()), minuteMs)
  onCleanup(() => clearInterval(minute))
  const commune = makeCommune(props.api, props.words, nowMs)
  const position = () => {
    const { latitude, longitude } = commune.summary() ?? {}
    return latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined
  }
  const light = followSun(nowMs, position)
  let beginning = false
  createEffect(() => {
    if (props.link !== undefined || commune.worlds()?.length !== 0 || beginning) return
    beginning = true
    void props.api.act('beginWorld', { name: props.words.say({ key: 'web.worlds.first-name' }) }).finally(() => (beginning = false))
  })
  let drawn = false
  createEffect(() => {
    if (drawn || isReading() || (props.link === undefined && !commune.worlds()?.length)) return
    drawn = true
    whenPainted(() => props.onDrawn())
  })
  return (
    <CommuneProvider value={commune}>
      <LightContext.Provider value={light}>
        <Show when={props.link} fallback={<App />}>{(link) => <GoingIn link={link()} onDone={props.onTaken} />}</Show>
      </LightContext.Provider>
    </CommuneProvider>
  )
}
