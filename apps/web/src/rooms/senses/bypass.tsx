/** What is said beside a thing that came by a broker which lets anybody command it. */
import type { ThingRow } from '@commune/commune'
import type { BrokerRow } from '@commune/peer'
import { type Accessor, createMemo, For, type JSX, Show } from 'solid-js'
import { type Commune, useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'

export interface BrokersLook {
  /** Undefined until the first answer. */
  readonly rows: Accessor<readonly BrokerRow[] | undefined>
  /** Of things that are said to be so; a box that is away says nothing. */
  readonly bypassable: (thing: ThingRow) => boolean
}

/** `when`: nothing is asked before there is anything that came by a broker. */
export const lookAtBrokers = ({ watch }: Commune, when: Accessor<boolean> = () => true): BrokersLook => {
  const wanted = createMemo(when)
  const answer = watch('brokers', () => (wanted() ? {} : undefined))
  const rows = createMemo(() => valueOf(answer()))
  return { rows, bypassable: ({ source, device }) => source === 'mqtt' && (rows()?.some((row) => row.device === device && row.view?.bypassable === true) ?? false) }
}

/** The word, as it stands beside a thing. */
export function BypassTag(): JSX.Element {
  const { t } = useCommune()
  return <span class="bypass">{t('web.bypass.tag')}</span>
}

/** Says it of some things, and leads to where devices come in. */
export function Bypassable(props: { readonly things: readonly ThingRow[] }): JSX.Element {
  const commune = useCommune()
  const { t, words } = commune
  const { bypassable } = lookAtBrokers(commune, () => props.things.some(({ source }) => source === 'mqtt'))
  const some = createMemo(() => props.things.filter(bypassable))
  return (
    <Show when={some().length > 0}>
      <div class="bypass-note">
        <p><BypassTag /> {t('web.bypass.things', { things: some().map((thing) => words.say(thing.called)) })} <a class="word-link" href={linkTo({ room: 'devices' })}>{t('web.bypass.look')}</a></p>
      </div>
    </Show>
  )
}

/** Beginnings of topics, each by itself. */
export function Topics(props: { readonly of: readonly string[] }): JSX.Element {
  return <For each={props.of}>{(topic) => <code class="topic">{topic}</code>}</For>
}
