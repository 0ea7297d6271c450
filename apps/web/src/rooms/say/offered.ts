/** A line that somebody offers to say, as the examples of an empty place do. */
import { createSignal } from 'solid-js'

const [offered, setOffered] = createSignal<{ readonly line: string }>()

/** Puts a line into the field, as if it had been typed, and reads it. */
export const sayThis = (line: string): void => void setOffered({ line })
export const lineOffered = offered
