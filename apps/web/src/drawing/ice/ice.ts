/**
 * Ice: what hangs on one. Crystals stand about the thing, never about a person; a plain word stands beside them.
 * Melting: a copy or a learner is on the way, so the crystals are lower, have gaps, and drip.
 */
import { block, join, type Markup, nothing, outlined, placed, stroke } from '../ink/markup.ts'
import { hatch, iceSlant } from '../ink/hatch.ts'
import { type Point, short, straight } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'

export type IceState = 'frozen' | 'melting'

/** The extent of ice around a page, in px at scale 1: it stands on its base line. */
export const iceExtent = { left: 60, right: 60, top: 70, bottom: 26 } as const

const crystalsCount = 7

/** Crystals on a base line, `width` wide and up to `height` high, in front of what they hold. */
export const ice = (state: IceState, seed: string, width = 106, height = 66): Markup => {
  const chance = seeded('ice:' + seed)
  const low = state === 'melting' ? 0.62 : 1
  const crystals = Array.from({ length: crystalsCount }, (_, i): Crystal => {
    const middle = (crystalsCount - 1) / 2
    const x = (i / (crystalsCount - 1) - 0.5) * width
    const rise = height * low * chance.between(0.5, 1.02) * (1 - Math.abs(i - middle) / 7.5)
    return {
      x, rise, tilt: chance.between(-0.5, 0.5) * width * 0.11 + (x / width) * 12,
      half: width / crystalsCount * chance.between(0.62, 0.8), foot: chance.between(0, 5)
    }
  })
  // The tall ones first, so that the small ones at the edge stand before them.
  const order = [...crystals].sort((a, b) => b.rise - a.rise)
  return join(...order.map(crystal), state === 'melting' ? drops(width) : nothing)
}

type Crystal = { readonly x: number; readonly rise: number; readonly tilt: number; readonly half: number; readonly foot: number }

const crystal = ({ x, rise, tilt, half, foot }: Crystal): Markup => {
  const outline: Point[] = [
    [x - half, foot], [x - half * 0.72 + tilt, -rise * 0.8], [x - half * 0.1 + tilt, -rise],
    [x + half * 0.76 + tilt, -rise * 0.74], [x + half, foot * 0.6 + 2]
  ]
  const path = straight(outline, true)
  const shaded: Point[] = [outline[2]!, outline[3]!, outline[4]!, [x + half * 0.12, foot + 1]]
  return join(
    block(path, 'ice', 0.72),
    stroke(hatch(shaded, iceSlant, 5), 'iceInk', { width: 0.9, opacity: 0.45 }),
    stroke(path, 'iceInk', { width: 2 }),
    stroke(
      `M${short(x - half * 0.1 + tilt)} ${short(-rise)}L${short(x + half * 0.12)} ${short(-rise * 0.12)}`, 'iceInk',
      { width: 1.2 }
    ))
}

const drops = (width: number): Markup => join(...[-0.32, 0.02, 0.34].map((share, i) =>
  placed(share * width, 15 + (i % 2) * 6, 0.55,
    outlined('M0 -10q9 11 6 15q-6 6 -12 0q-3 -4 6 -15Z', 'water', 2.4))))

/** A written page, standing on the base line: what ice most often holds. */
export const sheet: Markup = join(
  outlined('M-24 0v-62h36l12 13v49Z', 'white', 2.4, 'line'),
  stroke('M12 -62v13h12', 'line', { width: 2 }),
  stroke('M-15 -46h20M-15 -36h30M-15 -26h26M-15 -16h29', 'line', { width: 2.2, opacity: 0.7 }))

/** A thing held by ice, with its crystals. */
export const iceAbout = (state: IceState, seed: string, held: Markup = sheet): Markup => join(held, ice(state, seed))
