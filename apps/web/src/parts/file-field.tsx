/** A file from this device; on a phone `capture` takes a picture, which works on plain http as well. */
import { createUniqueId, type JSX } from 'solid-js'

export function FileField(props: { readonly label: string; readonly onFile: (file: File | undefined) => void; readonly accept?: string; readonly capture?: boolean }): JSX.Element {
  const id = createUniqueId()
  return (
    <div class="field-box">
      <label for={id}>{props.label}</label>
      <input
        id={id} class="field" type="file" accept={props.accept} capture={props.capture ? 'environment' : undefined}
        onChange={(event) => props.onFile(event.currentTarget.files?.[0])}
      />
    </div>
  )
}
