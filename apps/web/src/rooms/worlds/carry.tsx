/** The place as a file, for devices that never meet on a network (S7). */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { FileField } from '../../parts/file-field.tsx'
import { saveFile } from '../../parts/save-file.ts'

export function Carry(): JSX.Element {
  const { t, act, world, words } = useCommune()
  const [told, setTold] = createSignal<string>()
  const write = async (): Promise<void> => {
    const here = world()
    if (here === undefined) return
    const done = await act('writeBundle', { world: here })
    if (!done.ok) return void setTold(done.why)
    saveFile(done.value.bytes, done.value.name)
    setTold(t('web.carry.written', { name: done.value.name }))
  }
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const done = await act('takeBundle', { bytes: new Uint8Array(await file.arrayBuffer()) })
    if (!done.ok) return void setTold(done.why)
    const { fresh, known, refused, damage } = done.value
    setTold([t('web.carry.taken', { fresh, known }), refused > 0 ? t('web.carry.refused', { n: refused }) : '', damage ? words.say(damage) : ''].filter(Boolean).join(' '))
  }
  return (
    <div class="form">
      <p class="acts"><button type="button" class="act act-main" onClick={() => void write()}>{t('web.carry.write')}</button></p>
      <FileField label={t('web.carry.take')} onFile={(file) => void take(file)} />
      <Show when={told()}>{(sentence) => <p class="reading" role="status">{sentence()}</p>}</Show>
    </div>
  )
}
