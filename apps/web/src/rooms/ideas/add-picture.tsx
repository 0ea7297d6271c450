/** Adds a picture to a page. What it says beside what one sees, as where it was taken, is taken out before anybody gets it. */
import { cleanPicture } from '@commune/commune'
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { FileField } from '../../parts/file-field.tsx'
import { safeName } from '../../parts/save-file.ts'
import { Unfold } from '../../parts/unfold.tsx'

export function AddPicture(props: { readonly idea: string }): JSX.Element {
  const { t, act, world, tellSaid } = useCommune()
  const [why, setWhy] = createSignal<string>()
  const add = async (file: File | undefined, close: () => void): Promise<void> => {
    const here = world()
    if (!file || here === undefined) return
    const cleaned = cleanPicture(new Uint8Array(await file.arrayBuffer()))
    if (!cleaned.ok) return void setWhy(t(`web.idea.picture.${cleaned.error}`))
    if (!(await canBeDrawn(cleaned.value))) return void setWhy(t('web.idea.picture.damaged'))
    const done = await act('addFile', { world: here, idea: props.idea, name: safeName(file.name), bytes: cleaned.value.bytes, media: cleaned.value.media })
    setWhy(done.ok ? undefined : done.why)
    if (!done.ok) return
    close()
    tellSaid(t('web.idea.picture-added'), [done.value.id])
  }
  return (
    <Unfold act={t('web.idea.add-picture')} class="word-link">
      {(close) => (
        <div class="form">
          <FileField label={t('web.idea.which-picture')} accept="image/jpeg,image/png,image/webp,image/gif" onFile={(file) => void add(file, close)} />
          <p class="second">{t('web.idea.picture-cleaned')}</p>
          <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
          <p class="acts"><button type="button" class="act" onClick={() => { setWhy(undefined); close() }}>{t('web.cancel')}</button></p>
        </div>
      )}
    </Unfold>
  )
}

/** What is built like a picture need not be one: only drawing it tells. */
const canBeDrawn = ({ bytes, media }: { readonly bytes: Uint8Array; readonly media: string }): Promise<boolean> =>
  createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: media })).then((drawn) => { drawn.close(); return true }, () => false)
