/**
 * The light of the page follows the sun at the place, or a choice made by hand. It changes over a minute, and at once where
 * less motion is wished.
 */
import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'
import { type Light, lightAt, type Moment, paletteBetween, palettes, type Position, wearLight, wearPalette } from '../theme/index.ts'
import { keep, readKept } from './keep.ts'

const changeMs = 60_000
const stepMs = 1_000

export const momentAt = (nowMs: number, position: Position | undefined): Moment => {
  const now = new Date(nowMs)
  return { nowMs, localMinutes: now.getHours() * 60 + now.getMinutes(), ...(position && { position }) }
}

const lessMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

export interface LightOfPage {
  readonly light: Accessor<Light>
  readonly chosen: Accessor<Light | undefined>
  readonly choose: (light: Light | undefined) => void
}

/** Wears the right light on the page from now on. */
export const followSun = (nowMs: Accessor<number>, position: Accessor<Position | undefined>): LightOfPage => {
  const page = document.documentElement
  const [chosen, setChosen] = createSignal(readKept().light)
  const light = (): Light => chosen() ?? lightAt(momentAt(nowMs(), position()))
  let worn: Light | undefined
  createEffect(() => {
    const next = light()
    const before = worn
    worn = next
    if (before === undefined || before === next || lessMotion() || chosen() !== undefined) wearLight(page, next)
    else onCleanup(change(page, before, next))
    tellBrowser(next)
  })
  return {
    light,
    chosen,
    choose: (next) => {
      const { light: _, ...rest } = readKept()
      keep(next ? { light: next } : { ...rest, light: undefined as never })
      setChosen(next)
    }
  }
}

const change = (page: HTMLElement, from: Light, to: Light): (() => void) => {
  const begun = performance.now()
  const timer = setInterval(() => {
    const share = (performance.now() - begun) / changeMs
    if (share < 1) return wearPalette(page, paletteBetween(palettes[from], palettes[to], share))
    clearInterval(timer)
    wearLight(page, to)
  }, stepMs)
  return () => {
    clearInterval(timer)
    wearLight(page, to)
  }
}

/** The bar of a phone's browser takes the colour of the sky. */
const tellBrowser = (light: Light): void => {
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', palettes[light].sky)
}
