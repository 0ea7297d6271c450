/** Goes in by a link: says what happens while it happens, and what to do when it does not. */
import { createResource, type JSX, Match, Show, Switch } from 'solid-js'
import { LandSoon } from '../parts/land-soon.tsx'
import { frameFor } from '../drawing/layout/frame.ts'
import { later } from './later.ts'
import { useCommune } from './commune.tsx'
import { isWide, size } from './size.ts'

/** How often one knocks again by oneself. */
const turnsMax = 3

export function GoingIn(props: { readonly link: string; readonly onDone: () => void }): JSX.Element {
  const { api, enter, t, words, tell } = useCommune()
  const drawing = later(() => import('../drawing/map/Drawn.tsx'))
  const [joined, { refetch }] = createResource(() => props.link, async (link) => {
    let done = await api.act('join', { link })
    // What keeps things was changing over: nobody has to look whether it was done, one knocks again.
    for (let turns = 0; !done.ok && done.error.key === 'app.peer-gone' && turns < turnsMax; turns++) done = await api.act('join', { link })
    if (!done.ok) {
      const why = words.say(done.error)
      tell(why)
      return why
    }
    enter(done.value.world)
    location.replace('#/')
    props.onDone()
    return undefined
  })
  const frame = () => frameFor(size().width, size().height, { top: 120, right: 0, bottom: 0 })
  return (
    <div class="room">
      <LandSoon frame={frame()} seed="the gate" />
      <main class="alone going-in">
        <Show when={isWide()}><div class="gate-to-come"><Show when={drawing()}>{(there) => there().Gate({ matrix: undefined, px: 420 })}</Show></div></Show>
        <div>
          <h1 tabIndex={-1} class="title-first">{t('web.join.title')}</h1>
          <Switch>
            <Match when={joined.loading}><p class="reading" role="status">{t('web.join.knocking')}</p></Match>
            <Match when={joined()}>
              {(why) => (
                <>
                  <p class="reading" role="alert">{why()}</p>
                  <p class="acts">
                    <button type="button" class="act act-main" onClick={() => void refetch()}>{t('web.join.again')}</button>
                    <button type="button" class="act" onClick={() => props.onDone()}>{t('web.join.alone')}</button>
                  </p>
                </>
              )}
            </Match>
          </Switch>
        </div>
      </main>
    </div>
  )
}
