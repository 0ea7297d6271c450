/** Titles of pages, to link to without knowing how they are written. */
import { createMemo, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'

export function PageLinker(props: { readonly onLink: (title: string) => void }): JSX.Element {
  const { t, watch } = useCommune()
  const answer = watch('ideas', () => ({ limit: 200 }))
  const titles = createMemo(() => (valueOf(answer())?.rows ?? []).map((row) => row.title).filter((title) => title !== '' && !/[[\]]/.test(title)))
  return (
    <Show when={titles().length > 0}>
      <div class="field-box">
        <label for="desk-link">{t('web.idea.link-to')}</label>
        <select id="desk-link" class="field" onChange={(event) => { if (event.currentTarget.value) props.onLink(event.currentTarget.value); event.currentTarget.value = '' }}>
          <option value="" />
          {titles().map((title) => <option value={title}>{title}</option>)}
        </select>
      </div>
    </Show>
  )
}
