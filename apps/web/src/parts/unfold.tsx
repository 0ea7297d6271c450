/**
 * An act that opens in place: its button gives way to what it asks for, and comes back when that is done or left. The focus goes
 * along, so that nobody who works by keyboard or by ear has to look for it; Escape leaves it.
 */
import { createSignal, type JSX, Show } from 'solid-js'

export function Unfold(props: {
  readonly act: string
  /** How the button looks. */
  readonly class?: string
  /** Named as a group for those who hear it, where it is no form. */
  readonly label?: string
  /** Which part has the focus first; by itself the first field. */
  readonly first?: string
  readonly children: (close: () => void) => JSX.Element
}): JSX.Element {
  const [open, setOpen] = createSignal(false)
  let button: HTMLButtonElement | undefined
  let box: HTMLDivElement | undefined
  const unfold = (): void => {
    setOpen(true)
    queueMicrotask(() => box?.querySelector<HTMLElement>(props.first ?? 'input, select, textarea')?.focus())
  }
  const close = (): void => {
    setOpen(false)
    queueMicrotask(() => button?.focus())
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    close()
  }
  return (
    <Show when={open()} fallback={<button ref={button} type="button" class={props.class ?? 'act'} onClick={unfold}>{props.act}</button>}>
      <div ref={box} class="unfolded" role={props.label === undefined ? undefined : 'group'} aria-label={props.label} onKeyDown={onKey}>{props.children(close)}</div>
    </Show>
  )
}
