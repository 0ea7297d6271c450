/** An invitation from a picture or a link. The reader of squares loads only here; the picture is read in the browser. */
import '../rooms.css'
import { takeRoomWords } from '../../words-later/rooms.ts'
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { isInvitation } from '../../app/route.ts'
import { Moved } from './moved.tsx'
import { Field } from '../../parts/field.tsx'
import { FileField } from '../../parts/file-field.tsx'

takeRoomWords()

/** A picture is made smaller than this, side by side, before it is read. */
const readPxMax = 1_400
/** Entries of a place that somebody has lived in: there is somebody to take along. */
const livedMin = 3

export function Scan(): JSX.Element {
  const { t, summary } = useCommune()
  const [link, setLink] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const [moved, setMoved] = createSignal<{ readonly link: string; readonly origin: string; readonly fragment: string }>()
  const open = (text: string): void => {
    const fragment = text.slice(text.indexOf('#'))
    if (!text.includes('#') || !isInvitation(fragment)) return void setWhy(t('web.scan.no-link'))
    const elsewhere = elsewhereOf(text)
    if (elsewhere !== undefined && (summary()?.entries ?? 0) > livedMin) return void setMoved({ link: text, origin: elsewhere, fragment })
    goIn(fragment)
  }
  const goIn = (fragment: string): void => {
    // The page takes it out of the address at once, as if it had come by the link.
    location.hash = fragment
  }
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const found = await squareIn(file).catch(() => undefined)
    if (found === undefined) setWhy(t('web.scan.none'))
    else open(found)
  }
  return (
    <Show when={moved()} fallback={form()}>{(found) => <Moved {...found()} onHere={() => goIn(found().fragment)} />}</Show>
  )
  function form(): JSX.Element {
    return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); open(link().trim()) }}>
      <FileField label={t('web.scan.picture')} accept="image/*" capture onFile={(file) => void read(file)} />
      <Field label={t('web.scan.link')} value={link()} onInput={setLink} maxLength={8_192} />
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts"><button type="submit" class="act act-main">{t('web.scan.open')}</button></p>
    </form>
    )
  }
}

/** The address a link leads to, when that is not the one of this page. */
const elsewhereOf = (text: string): string | undefined => {
  const origin = URL.parse(text)?.origin
  return origin !== undefined && origin.startsWith('http') && origin !== location.origin ? origin : undefined
}

const squareIn = async (file: File): Promise<string | undefined> => {
  const { default: readSquare } = await import('jsqr')
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, readPxMax / Math.max(picture.width, picture.height))
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)]
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.drawImage(picture, 0, 0, width, height)
  return readSquare(context.getImageData(0, 0, width, height).data, width, height)?.data
}
