/**
 * Whether the page has been painted once with words in it. The picture of the place takes longer to draw than the words beside it:
 * the first time it comes after them, so that one can read and say something at once.
 */
import { type Accessor, createSignal } from 'solid-js'

const [isPainted, setPainted] = createSignal(false)
export const painted: Accessor<boolean> = isPainted

/** What somebody came to read is on its way: until all of it is there, nothing that takes time is drawn or loaded. */
const [reading, setReading] = createSignal(0)
export const isReading: Accessor<boolean> = () => reading() > 0
export const beginReading = (): (() => void) => {
  setReading((many) => many + 1)
  let open = true
  return () => {
    if (open) setReading((many) => many - 1)
    open = false
  }
}

/** Nobody waits longer than that for a moment in which there is nothing else to do. */
const idleMs = 500

/** Some browsers do not say when they have nothing to do. */
const whenIdle = (run: () => void): void =>
  void ('requestIdleCallback' in globalThis ? requestIdleCallback(run, { timeout: idleMs }) : setTimeout(run))

/**
 * Tells of it once what stands on the page now has been painted and what waited behind it is done; a page that nobody looks at
 * paints nothing, and goes on all the same.
 */
export const whenPainted = (tell: () => void): void => {
  const done = (): void => {
    setPainted(true)
    tell()
  }
  if (document.visibilityState === 'hidden') done()
  else requestAnimationFrame(() => whenIdle(done))
}
