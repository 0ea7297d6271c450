/**
 * What is drawn once the first words are there. Its script is asked for when they have been painted, or `when` it is wanted; when
 * it does not come, because the box is gone for a moment, it is asked for again.
 */
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js'
import { painted } from './painted.ts'

const againMs = 4_000

export const later = <T>(load: () => Promise<T>, when: Accessor<boolean> = painted): Accessor<T | undefined> => {
  const [there, setThere] = createSignal<T>()
  let again: ReturnType<typeof setTimeout> | undefined
  const ask = (): void => {
    load().then((loaded) => setThere(() => loaded), () => { again = setTimeout(ask, againMs) })
  }
  createEffect(() => { if (when() && there() === undefined) ask() })
  onCleanup(() => clearTimeout(again))
  return there
}
