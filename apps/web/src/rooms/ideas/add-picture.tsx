/** Adds a picture to a page. What it says beside what one sees, as where it was taken, is taken out before anybody gets it. */
import { cleanPicture } from '@commune/commune'
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { FileField } from '../../parts/file-field.tsx'
import { safeName } from '../../parts/save-file.ts'

export function AddPicture(props: { readonly idea: string }): JSX.Element {
  const { t, act, world, tell } = useCommune()
  const [open, setOpen] = createSignal(false)
  const [why, setWhy] = createSignal<string>()
  const add = async (file: File | undefined): Promise<void> => {
    const here = world()
    if (!file || here === undefined) return
    const cleaned = cleanPicture(new Uint8Array(await file.arrayBuffer()))
    if (!cleaned.ok) return void setWhy(t(`web.idea.picture.${cleaned.error}`))
    const done = await act('addFile', { world: here, idea: props.idea, name: safeName(file.name), bytes: cleaned.value.bytes, media: cleaned.value.media })
    setWhy(done.ok ? undefined : done.why)
    if (!done.ok) return
    setOpen(false)
    tell(t('web.idea.picture-added'))
  }
  return (
    <Show when={open()} fallback={<button type="button" class="word-link" onClick={() => setOpen(true)}>{t('web.idea.add-picture')}</button>}>
      <div class="form">
        <FileField label={t('web.idea.which-picture')} accept="image/jpeg,image/png,image/webp,image/gif" onFile={(file) => void add(file)} />
        <p class="second">{t('web.idea.picture-cleaned')}</p>
        <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
        <p class="acts"><button type="button" class="act" onClick={() => setOpen(false)}>{t('web.cancel')}</button></p>
      </div>
    </Show>
  )
}
