/** What runs in the page: marks of what is drawn when, and the length of frames. As text, because it is no code of Node's. */
import type { Page } from 'playwright-core'

/** `bench.at`: milliseconds since the page began until something was drawn for the first time. */
export const marks = `
globalThis.bench = { at: {}, gapMs: 0, frames: [], counting: false }
const wanted = {
  shell: () => document.querySelector('#app')?.firstChild,
  place: () => document.querySelector('.page-head h1'),
  field: () => document.querySelector('#say-something'),
  row: () => document.querySelector('.place-list .row'),
  kept: () => document.querySelector('.place-list .kept'),
  map: () => document.querySelector('.living-map')
}
const painted = (name) => requestAnimationFrame(() => setTimeout(() => { bench.at[name] ??= performance.now() }))
const look = new MutationObserver(() => {
  for (const [name, there] of Object.entries(wanted)) if (!(name in bench.at) && there()) { delete wanted[name]; painted(name) }
})
look.observe(document, { childList: true, subtree: true })
new PerformanceObserver((list) => { for (const each of list.getEntries()) if (bench.counting) bench.frames.push(each.duration) }).observe({ type: 'long-animation-frame' })
let before = 0
// Asking for each frame makes the browser draw each: nobody asks while nothing is counted.
const beat = (first) => {
  if (!bench.counting) return
  const now = performance.now()
  if (first !== true) bench.gapMs = Math.max(bench.gapMs, now - before)
  before = now
  requestAnimationFrame(() => beat(false))
}
bench.count = (counting) => {
  Object.assign(bench, counting ? { gapMs: 0, frames: [], counting } : { counting })
  beat(true)
}
`

export interface Seen {
  readonly at: Readonly<Record<string, number>>
  /** Longest time between two frames. */
  readonly gapMs: number
  /** Durations of frames that took longer than 50 ms. */
  readonly frames: readonly number[]
}

const lookMs = 100
const waitMs = 180_000

/** Resolves when an expression holds in the page. Asked from here, because the page's policy lets no text become code in it. */
export const until = async (page: Page, holds: string): Promise<void> => {
  const begun = performance.now()
  while (!(await page.evaluate(`Boolean(${holds})`))) {
    if (performance.now() - begun > waitMs) throw new Error(`the page never came so far: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
}

export const seenIn = (page: Page): Promise<Seen> => page.evaluate('({ at: bench.at, gapMs: bench.gapMs, frames: bench.frames })')
