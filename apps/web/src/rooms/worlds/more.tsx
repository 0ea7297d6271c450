/** Every room and every door in one page of words; on a phone the way from anywhere to anywhere. Later rooms get a line here. */
import { For, type JSX } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { useLight } from '../../app/light-context.ts'
import { Room } from '../../app/room.tsx'
import { holdStill, still } from '../../app/stillness.ts'
import { lights } from '../../theme/index.ts'

const groups = [
  ['place', [['#/', 'web.nav.place'], ['#/needs', 'web.nav.needs'], ['#/stock', 'web.nav.stock'], ['#/ideas', 'web.nav.ideas'], ['#/things', 'web.nav.things'], ['#/devices', 'web.more.devices'], ['#/supply',
    'web.nav.supply'], ['#/sense', 'web.nav.sense'], ['#/agreements', 'web.nav.agreements'], ['#/agree', 'web.nav.agree'], ['#/search/', 'web.more.search']]],
  ['people', [['#/wares', 'web.nav.wares'], ['#/gate', 'web.more.gate'], ['#/scan', 'web.more.scan'], ['#/worlds', 'web.more.worlds'], ['#/carry', 'web.more.carry'], ['#/fork', 'web.more.fork'], ['#/leave', 'web.more.leave']]],
  ['yours', [['#/me', 'web.more.me'], ['#/device', 'web.more.device'], ['#/backup', 'web.more.backup'], ['#/restore', 'web.more.restore'], ['#/lost', 'web.more.lost']]]
] as const

export default function More(): JSX.Element {
  const { t } = useCommune()
  const { chosen, choose } = useLight()
  return (
    <Room title={t('web.more.title')} second={t('web.more.second')} room="more">
      <div class="go">
        <For each={groups}>
          {([name, ways]) => (
            <section>
              <h2 class="title-group">{t(`web.more.${name}`)}</h2>
              <ul class="go-list"><For each={ways}>{([href, words]) => <li><a class="word-link" href={href}>{t(words)}</a></li>}</For></ul>
            </section>
          )}
        </For>
        <section>
          <h2 class="title-group">{t('web.more.look')}</h2>
          <div class="field-box">
            <label for="more-light">{t('web.light')}</label>
            <select id="more-light" class="field" onChange={(event) => choose(lights.find((each) => each === event.currentTarget.value))}>
              <option value="" selected={chosen() === undefined}>{t('web.light.sun')}</option>
              <For each={lights}>{(each) => <option value={each} selected={chosen() === each}>{t(`web.light.${each}`)}</option>}</For>
            </select>
          </div>
          <label class="check"><input type="checkbox" checked={still()} onChange={(event) => holdStill(event.currentTarget.checked)} /> {t('web.hold-still')}</label>
        </section>
      </div>
    </Room>
  )
}
