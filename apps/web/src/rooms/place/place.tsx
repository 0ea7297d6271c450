/** The place one lives in: drawn, and beside it the same in words. */
import { createEffect, createMemo, createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Header } from '../../app/header.tsx'
import { momentAt } from '../../app/light.ts'
import { Notices } from '../../app/notices.tsx'
import { beginReading } from '../../app/painted.ts'
import { isWide, size } from '../../app/size.ts'
import { still } from '../../app/stillness.ts'
import { cornerOf } from '../../drawing/layout/corner.ts'
import { frameFor, narrowBelowPx } from '../../drawing/layout/frame.ts'
import type { Zoom } from '../../drawing/layout/scene.ts'
import { KeptLine } from '../../parts/kept-line.tsx'
import { Paper } from '../../parts/paper.tsx'
import { Row } from '../../parts/row.tsx'
import { linkTo } from '../../app/route.ts'
import { useLight } from '../../app/light-context.ts'
import { dayMessage } from '../../telling/day.ts'
import { plainOf } from '../../telling/strong.ts'
import { ForksAsked } from '../worlds/forks-asked.tsx'
import { LeftLine } from '../worlds/left.tsx'
import { EmptyPlace } from './empty.tsx'
import { lookAtPlace } from './looking.ts'
import { MapSoon } from './map-soon.tsx'

/** The strip that the map takes above the list on a phone. */
const stripPx = 470
/** And above the list on a tablet held upright. */
const tabletPx = 620

export function Place(): JSX.Element {
  const commune = useCommune()
  const { summary, t, nowMs } = commune
  const { chosen } = useLight()
  const place = lookAtPlace(commune)
  // The words first: the picture takes longer to draw than all the rows.
  const read = beginReading()
  createEffect(() => place.ready() && read())
  onCleanup(read)
  const [zoom, setZoom] = createSignal<Zoom>()
  const frame = createMemo(() => {
    const { width, height } = size()
    if (isWide()) return frameFor(width, height)
    return width < narrowBelowPx
      ? frameFor(width, Math.round(Math.min(stripPx, width * 1.2, height * 0.56)), { right: 0, bottom: 22 })
      : { ...frameFor(width, Math.round(Math.min(tabletPx, height * 0.6)), { top: 92, right: 0, bottom: 30 }), sunAt: [0.58, 0.46] as const }
  })
  const second = (): string => {
    const { latitude, longitude } = summary() ?? {}
    return commune.words.say(dayMessage(momentAt(nowMs(), latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined), chosen()))
  }
  const open = (id: string): void => {
    const corner = cornerOf(id)
    if (corner) return void setZoom(corner)
    if (id === 'ideas') return void (location.hash = linkTo({ room: 'ideas' }))
    if (id.startsWith('ware ')) return void (location.hash = linkTo({ room: 'ware', id: id.slice(5) }))
    if (id.startsWith('thing ')) return void (location.hash = linkTo({ room: 'thing', id: id.slice(6) }))
    if (id.startsWith('acts ')) return void (location.hash = linkTo({ room: 'thing', id: id.slice(5) }))
    if (id.startsWith('going ')) {
      const row = place.groups().flatMap(({ rows }) => rows).find((each) => each.id === id)
      return void (row?.acts[0] && (location.hash = linkTo(row.acts[0].to)))
    }
    setZoom(zoom()?.place === id ? undefined : { place: id })
  }
  return (
    <Show when={!place.empty()} fallback={<EmptyPlace scene={place.scene()} />}>
      <div class="room place">
        <Header title={summary()?.name || t('worlds.no-name')} second={second()} room="place" />
        <main class="place-list">
          <Paper>
            <Notices />
            <Show when={summary()}>{(here) => <LeftLine place={here()} />}</Show>
            <h2>{t('web.place.since')}</h2>
            <p class="second">{t('web.place.same')}</p>
            <ForksAsked />
            <Show when={place.ready()}>
              <For each={place.groups()} fallback={<p class="quiet">{t('web.place.quiet')}</p>}>
                {(group) => (
                  <>
                    <h3 class="title-group">{t(`web.place.${group.key}`)}</h3>
                    <ul class="rows">
                      <For each={group.rows}>
                        {(row) => <Row sign={row.sign} sentence={row.sentence} acts={row.acts.map(({ words, to }) => ({ words, href: linkTo(to), about: plainOf(row.sentence) }))} />}
                      </For>
                    </ul>
                    <Show when={group.more > 0}><p class="more-rows"><a class="word-link" href={linkTo(group.to)}>{t('web.place.more', { n: group.more })}</a></p></Show>
                  </>
                )}
              </For>
            </Show>
            <Show when={place.feels()}><p class="more-rows"><a class="word-link" href={linkTo({ room: 'sense' })}>{t('web.nav.sense')}</a></p></Show>
            <KeptLine />
          </Paper>
        </main>
        <section class="place-map" aria-label={t('web.place.picture')}>
          <MapSoon scene={place.scene()} frame={frame()} zoom={zoom()} still={still()} onOpen={open} />
          <Show when={zoom()}><button type="button" class="act zoom-out" onClick={() => setZoom(undefined)}>{t('web.place.out')}</button></Show>
        </section>
      </div>
    </Show>
  )
}
