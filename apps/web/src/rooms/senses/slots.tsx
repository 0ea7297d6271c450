/** Who decides over an act point: slots from top to bottom, the first that is not empty. Words in a list; the pegs beside it are drawn elsewhere. */
import type { ActRow, ThingRow } from '@commune/commune'
import type { SlotRow, StandRow } from '@commune/peer'
import { For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { Until } from '../../parts/when.tsx'
import { doesMessage, valueMessage } from '../../telling/sensed.ts'

/** `would`: what this agreement would ask, shown in its slot while it is not in force. */
export function Slots(props: {
  readonly thing: ThingRow
  readonly act: ActRow
  readonly stand: StandRow
  readonly agreement?: string
  readonly would?: string | undefined
  readonly named?: (agreement: string) => string
}): JSX.Element {
  const { t, words } = useCommune()
  const would = (slot: SlotRow): boolean => slot.slot === 'agreement' && props.would !== undefined
  const decides = (slot: SlotRow): boolean => (props.would === undefined ? slot.decides : would(slot) && !props.stand.slots.some(({ slot: name, decides: now }) => now && ['safety', 'device', 'person'].includes(name)))
  const isNotTold = ({ slot }: SlotRow): boolean => props.stand.notTold === true && slot !== 'person' && slot !== 'device'
  return (
    <ol class="slots">
      <For each={props.stand.slots}>
        {(slot) => (
          <li class="slot" classList={{ 'slot-decides': decides(slot) }}>
            <span class="slot-name"><SlotName slot={slot} thing={props.thing} isThis={would(slot) || (slot.agreement !== undefined && slot.agreement === props.agreement)} named={props.named} /></span>
            <span class="slot-value">
              <Show when={!would(slot)} fallback={t('web.stand.would-hold', { value: props.would! })}>
                <Show when={slot.value !== undefined} fallback={t(isNotTold(slot) ? 'web.sense.not-told' : slot.slot === 'rest' ? 'web.stand.as-is' : 'web.stand.empty')}>
                  {slot.slot === 'rest' ? words.say(doesMessage(slot.value!, props.act)) : words.say(valueMessage(slot.value!, props.act, true))}
                  <Show when={(slot.slot === 'person' || slot.slot === 'device') && slot.value !== undefined && slot.untilMs}>{(until) => <> <Until ms={until()} /></>}</Show>
                </Show>
              </Show>
            </span>
            <Show when={slot.waiting.length > 0}>
              <span class="slot-waits second">{t('web.stand.waits', { n: slot.waiting.length, what: slot.waiting.map(({ value }) => valueMessage(value, props.act, true)) })}</span>
            </Show>
          </li>
        )}
      </For>
    </ol>
  )
}

function SlotName(props: { readonly slot: SlotRow; readonly thing: ThingRow; readonly isThis: boolean; readonly named?: ((agreement: string) => string) | undefined }): JSX.Element {
  const { t, words } = useCommune()
  const plain = (): string | undefined => {
    const { slot, isThis, thing } = props
    if (slot.slot === 'device') return t('web.stand.device', { thing: words.say(thing.called) })
    if (slot.slot !== 'agreement') return t(`web.stand.${slot.slot}`)
    return isThis ? t('web.stand.this') : slot.agreement === undefined ? t('web.stand.agreement') : undefined
  }
  return (
    <Show when={plain() === undefined && props.slot.agreement} fallback={plain()}>
      {(id) => <a class="word-link" href={linkTo({ room: 'agreement', id: id() })}>{props.named?.(id()) ?? t('web.stand.agreement')}</a>}
    </Show>
  )
}
