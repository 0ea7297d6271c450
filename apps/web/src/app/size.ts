/** The size of the page as a signal, and whether there is room for a sheet beside the land. */
import { createSignal, type Accessor } from 'solid-js'

const measure = () => ({ width: document.documentElement.clientWidth, height: innerHeight })
const [pageSize, setPageSize] = createSignal(measure(), { equals: (a, b) => a.width === b.width && a.height === b.height })
addEventListener('resize', () => setPageSize(measure()))

export const size: Accessor<{ readonly width: number; readonly height: number }> = pageSize

/** The sheet lies beside the land; else it comes below it, and the page scrolls as one. The style sheets ask the same. */
const beside = matchMedia('(min-width: 900px) and (min-height: 560px)')
const [wide, setWide] = createSignal(beside.matches)
beside.addEventListener('change', () => setWide(beside.matches))
export const isWide: Accessor<boolean> = wide
