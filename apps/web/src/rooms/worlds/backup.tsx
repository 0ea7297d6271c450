/** A backup is made and opened here, in the browser: the words that lock it go to no one. */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Field } from '../../parts/field.tsx'
import { FileField } from '../../parts/file-field.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { WaysBack } from './ways-back.tsx'

const wordsMin = 12
/** Where one goes when one is back: to what one was about. */
let afterwards = '#/'
export const comeBackTo = (fragment: string): void => void (afterwards = fragment)

export function Backup(): JSX.Element {
  const { t, act, tell } = useCommune()
  const [words, setWords] = createSignal('')
  const [again, setAgain] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const [made, setMade] = createSignal<string>()
  const make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (words().length < wordsMin) return void setWhy(t('web.backup.short'))
    if (words() !== again()) return void setWhy(t('web.backup.differ'))
    const done = await act('backup', { passphrase: words() })
    if (!done.ok) return void setWhy(done.why)
    setWhy(undefined)
    setWords('')
    setAgain('')
    saveFile(done.value.bytes, done.value.name)
    const sentence = t('web.backup.made', { name: done.value.name })
    setMade(sentence)
    tell(sentence)
  }
  return (
    <>
    <form class="form" onSubmit={(event) => void make(event)}>
      <Field type="password" label={t('web.backup.words')} hint={t('web.backup.words-hint')} value={words()} onInput={setWords} autocomplete="new-password" />
      <Field type="password" label={t('web.backup.again')} value={again()} onInput={setAgain} autocomplete="new-password" />
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts"><button type="submit" class="act act-main">{t('web.backup.make')}</button></p>
      <Show when={made()}>{(sentence) => <p class="reading">{sentence()}</p>}</Show>
    </form>
    <WaysBack />
    </>
  )
}

export function Restore(): JSX.Element {
  const { t, act, tell } = useCommune()
  const [file, setFile] = createSignal<File>()
  const [words, setWords] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const open = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const chosen = file()
    if (!chosen) return void setWhy(t('web.restore.no-file'))
    const done = await act('restore', { bytes: new Uint8Array(await chosen.arrayBuffer()), passphrase: words() })
    if (!done.ok) return void setWhy(done.why)
    tell(t('web.restore.restored'))
    location.hash = afterwards
    afterwards = '#/'
  }
  return (
    <form class="form" onSubmit={(event) => void open(event)}>
      <FileField label={t('web.restore.file')} onFile={setFile} />
      <Field type="password" label={t('web.backup.words')} value={words()} onInput={setWords} autocomplete="current-password" />
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts"><button type="submit" class="act act-main">{t('web.restore.open')}</button></p>
    </form>
  )
}
