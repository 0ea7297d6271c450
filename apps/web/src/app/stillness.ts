/** "Hold the picture still": chosen by hand, or from the start where less motion is wished. */
import { createSignal, type Accessor } from 'solid-js'
import { keep, readKept } from './keep.ts'

const lessMotion = matchMedia('(prefers-reduced-motion: reduce)')
const [held, setHeld] = createSignal(readKept().still ?? false)
const [less, setLess] = createSignal(lessMotion.matches)
lessMotion.addEventListener('change', () => setLess(lessMotion.matches))

export const still: Accessor<boolean> = () => held() || less()
export const holdStill = (hold: boolean): void => {
  keep({ still: hold })
  setHeld(hold)
}
