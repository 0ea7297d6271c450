/** The first place, before anything was said in it. Nothing is asked. */
import { For, type JSX } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Header } from '../../app/header.tsx'
import { noticePx } from '../../app/notice.tsx'
import { Notices } from '../../app/notices.tsx'
import { isWide, size } from '../../app/size.ts'
import { still } from '../../app/stillness.ts'
import { frameFor } from '../../drawing/layout/frame.ts'
import type { PlaceScene } from '../../drawing/layout/scene.ts'
import { KeptLine } from '../../parts/kept-line.tsx'
import { sayThis } from '../say/offered.ts'
import { MapSoon } from './map-soon.tsx'

/** Less than this the land does not shrink on a phone: then one scrolls. */
const landMinPx = 430

const examples = ['need', 'offer', 'idea'] as const

export function EmptyPlace(props: { readonly scene: PlaceScene }): JSX.Element {
  const { t } = useCommune()
  const frame = () => {
    const { width, height } = size()
    return isWide()
      ? { ...frameFor(width, height, { top: Math.min(210, height * 0.24), right: 0, bottom: 190 + noticePx(), left: 0 }), sunAt: [0.785, 0.5] as const }
      : { ...frameFor(width, Math.min(640, Math.max(landMinPx, height - 120 - noticePx())), { top: 190, right: 0, bottom: 40, left: 0 }), sunAt: [0.8, 0.7] as const, head: { left: 0, top: 0, right: width, bottom: 200 } }
  }
  return (
    <div class="room place place-empty">
      <Header title={t('web.place.empty')} second={t('web.place.empty-words')} room="rest" first />
      <main class="place-examples">
        <Notices />
        <p class="examples">
          <span>{t('web.place.for-instance')}</span>
          <For each={examples}>
            {(each) => <button type="button" class="word-link" onClick={() => sayThis(t(`web.place.example.${each}`))}>{t(`web.place.example.${each}`)}</button>}
          </For>
        </p>
        <KeptLine plain />
      </main>
      <section class="place-map" aria-label={t('web.place.picture')}>
        <MapSoon scene={props.scene} frame={frame()} still={still()} onOpen={() => (location.hash = '#/me')} />
      </section>
    </div>
  )
}
