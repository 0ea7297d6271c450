/** Who is here: everybody with a portrait from the key, by name if one was said. */
import type { MemberRow } from '@commune/peer'
import { createMemo, createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { formOf, kindWord } from '../../drawing/creatures/creature.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { Find } from '../../parts/find.tsx'
import { More } from '../../parts/more.tsx'
import { portrayed } from '../place/scene.ts'
import { meadow } from './meadow.ts'

const waresShown = 60

export default function Wares(): JSX.Element {
  const { t, wares, words } = useCommune()
  const [text, setText] = createSignal('')
  const found = createMemo(() => {
    const wanted = text().toLowerCase()
    const rows = [...wares()].sort((a, b) => Number(b.me) - Number(a.me))
    return wanted === '' ? rows : rows.filter((row) => `${words.say(row.called)} ${row.about ?? ''} ${row.place ?? ''} ${row.skills.join(' ')} ${row.kind ?? ''}`.toLowerCase().includes(wanted))
  })
  const second = (): string => t('web.wares.count', { n: wares().length })
  return (
    <Room title={t('web.nav.wares')} second={second()} room="wares" scenery={meadow(wares().map(portrayed))}>
      <div class="tools">
        <p class="row-acts"><a class="word-link" href="#/me">{t('web.wares.say-who')}</a><a class="word-link" href="#/gate">{t('web.place.let-in')}</a></p>
        <Find label={t('web.wares.find')} onFind={setText} />
      </div>
      <Show when={found().length > 0} fallback={<p class="quiet">{t('web.wares.empty-filter')}</p>}>
        <div class="ware-list"><More each={found()} step={waresShown}>{(row) => <WareLine row={row} />}</More></div>
      </Show>
    </Room>
  )
}

function WareLine(props: { readonly row: MemberRow }): JSX.Element {
  const { t } = useCommune()
  const ware = createMemo(() => portrayed(props.row))
  return (
    <li class="row ware">
      <Portrait ware={ware()} px={70} />
      <div class="row-words">
        <p>
          <a class="word-link ware-name" href={linkTo({ room: 'ware', id: props.row.ware })}><NameOf row={props.row} /></a>{' '}
          <span class="second"><Kind row={props.row} /></span>
        </p>
        <p class="second">
          {props.row.about ?? ''} <Show when={props.row.place}>{(place) => t('web.wares.at', { place: place() })}</Show>
          <Show when={props.row.here && !props.row.me}> <b>{t('web.wares.connected')}</b></Show>
        </p>
      </div>
    </li>
  )
}

export function NameOf(props: { readonly row: MemberRow }): JSX.Element {
  const { t, words } = useCommune()
  return <>{props.row.name ?? (props.row.me ? t('web.your-own') : words.say(props.row.called))}</>
}

/** The kind word stands beside each that is no person. */
export function Kind(props: { readonly row: MemberRow }): JSX.Element {
  const { t } = useCommune()
  const words = (): string => {
    const ware = portrayed(props.row)
    const own = ware.kind === 'oddware' ? props.row.kind : kindWord(ware)
    return [props.row.me && props.row.name !== undefined ? t('web.you') : '', props.row.name !== undefined && formOf(ware) !== 'person' ? own : ware.kind === 'oddware' ? own : ''].filter(Boolean).join(', ')
  }
  return <>{words()}</>
}
