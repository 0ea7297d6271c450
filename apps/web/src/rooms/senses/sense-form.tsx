/** Says by hand what one senses of one point of a thing that was written down by hand. */
import type { PointId, ReadingPoint, ThingRow, Value } from '@commune/commune'
import { createSignal, type JSX, Show } from 'solid-js'
import type { Commune } from '../../app/commune.tsx'
import { useCommune } from '../../app/commune.tsx'
import { pointName, valueMessage } from '../../telling/sensed.ts'
import { firstOf } from './first.ts'
import { ValueField } from './hold.tsx'

/** A thing that this ware may say something of by hand. */
export const isByHand = (thing: ThingRow, me: string | undefined): boolean => thing.source === 'hand' && thing.gone !== true && thing.bridge === me && thing.readings.length > 0

export const saySensed = ({ act, world }: Commune, address: PointId, value: Value): ReturnType<typeof act<'sense'>> | undefined => {
  const here = world()
  const slash = address.indexOf('/')
  return here === undefined ? undefined : act('sense', { world: here, thing: address.slice(0, slash), point: address.slice(slash + 1), value })
}

export function SenseForm(props: { readonly thing: ThingRow; readonly point: ReadingPoint; readonly now?: Value | undefined; readonly onDone?: () => void }): JSX.Element {
  const commune = useCommune()
  const { t, words, tell } = commune
  const [picked, setPicked] = createSignal<Value>()
  /** Until somebody picks, what was said last. */
  const value = (): Value => picked() ?? props.now ?? firstOf(props.point)
  const [why, setWhy] = createSignal<string>()
  const send = async (): Promise<void> => {
    const done = await saySensed(commune, `${props.thing.id}/${props.point.key}`, value())
    if (!done?.ok) return void setWhy(done?.why)
    setWhy(undefined)
    tell(t('web.sensing.said', { point: pointName(props.point, words.has), value: valueMessage(done.value.value, props.point) }))
    props.onDone?.()
  }
  return (
    <form class="sense-form" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <ValueField act={props.point} value={value()} onValue={(next) => setPicked(() => next)} label={t('web.sensing.now', { point: pointName(props.point, words.has) })} />
      <button type="submit" class="act act-second" aria-label={t('web.sensing.say-of', { point: pointName(props.point, words.has) })}>{t('web.sensing.say')}</button>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
    </form>
  )
}
