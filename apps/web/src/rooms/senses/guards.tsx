/** Whether something in the device itself keeps it safe, or this box alone. Nothing where neither is said. */
import type { Message, ThingRow } from '@commune/commune'
import type { StandRow } from '@commune/peer'
import { For, type JSX } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueMessage } from '../../telling/sensed.ts'

export function Guards(props: { readonly thing: ThingRow; readonly stand: StandRow | undefined }): JSX.Element {
  const { words } = useCommune()
  return <For each={guardMessages(props.thing, props.stand)}>{(message) => <p class="second">{words.say(message)}</p>}</For>
}

const guardMessages = ({ id, acts }: ThingRow, stand: StandRow | undefined): readonly Message[] => [
  ...(stand?.guards ?? []).flatMap(({ point, value, stands }): Message[] => {
    const act = acts.find(({ key }) => `${id}/${key}` === point)
    return act ? [{ key: `senses.guard-${stands}`, params: { point: act.name, value: valueMessage(value, act, true) } }] : []
  }),
  ...(stand?.boxOnly ? [{ key: 'senses.box-only' }] : [])
]
