/**
 * Drawn markup: SVG text made of numbers, path data and colour names, and of nothing else.
 *
 * Why text: it is the cheapest thing to keep, compare and put on a page, and it needs no document to test. Why a brand:
 * `innerHTML` takes a `Markup` and only this folder makes one, from arguments that cannot carry words. Names and sentences
 * of others are text nodes, set elsewhere.
 *
 * Invariants: no ids and no `url()`, so a drawing may stand on a page twice; no `style` attribute, so a strict content
 * policy holds; colours are custom properties, so a change of light redraws nothing.
 */
import { type Colour, type Palette, propertyOf } from '../../theme/index.ts'
import { type Path, short } from './path.ts'

declare const drawn: unique symbol

/** Markup that only this folder can make. */
export type Markup = string & { readonly [drawn]: true }

/** Names for what moves or is seen only in some lights; `drawing.css` says how. */
export type Motion =
  | 'strand' | 'strand-slow' | 'flame' | 'smoke' | 'lit' | 'only-lit' | 'only-sun' | 'only-moon' | 'texture' | 'rings' | 'sun-height'
  | 'waited-for' | 'rider'

const as = (text: string): Markup => text as Markup

export const nothing: Markup = as('')

/** Several drawings, the later in front of the earlier. */
export const join = (...parts: readonly (Markup | false | undefined)[]): Markup => as(parts.filter(Boolean).join(''))

const valueOf = (colour: Colour): string => `var(${propertyOf(colour)})`

/** How a line is drawn; width in px, 2 unless said. `square` leaves the ends without round caps. */
export type Line = {
  readonly width?: number
  readonly dash?: string
  readonly opacity?: number
  readonly motion?: Motion
  readonly square?: boolean
}

const dashPattern = /^[\d. ]+$/

const attributes = ({ dash, opacity, motion }: Line): string => {
  if (dash !== undefined && !dashPattern.test(dash)) throw new Error('a dash is numbers and spaces')
  return (dash === undefined ? '' : ` stroke-dasharray="${dash}"`) +
    (opacity === undefined ? '' : ` opacity="${opacity}"`) +
    (motion === undefined ? '' : ` class="${motion}"`)
}

/** A line of ink. */
export const stroke = (path: Path, colour: Colour, line: Line = {}): Markup => as(
  `<path d="${path}" fill="none" stroke="${valueOf(colour)}" stroke-width="${line.width ?? 2}"` +
  (line.square ? '' : ' stroke-linecap="round"') + ` stroke-linejoin="round"${attributes(line)}/>`)

/** A block of colour without a line. */
export const block = (path: Path, colour: Colour, opacity?: number, motion?: Motion): Markup => as(
  `<path d="${path}" fill="${valueOf(colour)}"` +
  attributes({ ...(opacity === undefined ? {} : { opacity }), ...(motion ? { motion } : {}) }) + '/>')

/** How a printed shape is made: its ink line, and how far the colour lies right and down of it, in px. */
export type Print = {
  readonly width?: number; readonly ink?: Colour; readonly right?: number; readonly down?: number; readonly opacity?: number
}

/** A shape out of register: the block of colour a little right and down of its ink line. */
export const printed = (
  path: Path, fill: Colour, { width = 2, ink = 'line', right = 2.5, down = 2, opacity }: Print = {}
): Markup => as(
  `<path d="${path}" fill="${valueOf(fill)}"` + (opacity === undefined ? '' : ` opacity="${opacity}"`) +
  (right === 0 && down === 0 ? '' : ` transform="translate(${right} ${down})"`) + '/>' + stroke(path, ink, { width }))

/** The block of a printed shape alone, for when something lies between the colour and its line. */
export const shifted = (path: Path, fill: Colour, right = 2.5, down = 2): Markup => as(
  `<path d="${path}" fill="${valueOf(fill)}" transform="translate(${right} ${down})"/>`)

/** A shape with fill and line in one element, in register: for what is small. */
export const outlined = (path: Path, fill: Colour, width = 1.6, ink: Colour = 'line', opacity?: number): Markup => as(
  `<path d="${path}" fill="${valueOf(fill)}" stroke="${valueOf(ink)}" stroke-width="${width}" stroke-linejoin="round"` +
  (opacity === undefined ? '' : ` opacity="${opacity}"`) + '/>')

/** A rope, twig or pole: a thick line with an ink edge. */
export const pole = (path: Path, colour: Colour, width: number, edge = 2): Markup =>
  join(stroke(path, 'line', { width: width + edge * 2 }), stroke(path, colour, { width }))

/** A drawing moved, scaled and turned (degrees) about its own origin. */
export const placed = (x: number, y: number, scale: number, drawing: Markup, turn = 0): Markup => as(
  `<g transform="translate(${short(x)} ${short(y)})` + (turn === 0 ? '' : ` rotate(${short(turn)})`) +
  (scale === 1 ? '' : ` scale(${Math.round(scale * 1000) / 1000})`) + `">${drawing}</g>`)

/** A drawing seen from the other side. */
export const mirrored = (drawing: Markup): Markup => as(`<g transform="scale(-1 1)">${drawing}</g>`)

/** A drawing that moves, or is seen in some lights only. */
export const grouped = (motion: Motion, drawing: Markup, opacity?: number): Markup =>
  drawing === '' ? nothing : as(`<g${attributes({ motion, ...(opacity === undefined ? {} : { opacity }) })}>${drawing}</g>`)

/** Light as an old print has it: flat rings, each letting a little through, strongest in the middle. */
export const glow = (
  x: number, y: number, rx: number, ry: number, colour: Colour, strength = 1, motion: Motion = 'lit'
): Markup => {
  const rings = 9
  const path = (i: number): Markup => {
    const share = 1 - i / rings
    return as(`<ellipse cx="${short(x)}" cy="${short(y)}" rx="${short(rx * share)}" ry="${short(ry * share)}" fill="${valueOf(colour)}" ` +
      `opacity="${Math.round(strength * (22 + i * 9)) / 1000}"/>`)
  }
  return grouped(motion, join(...Array.from({ length: rings }, (_, i) => path(i))))
}

/** The same drawing with its colours written out, for where no style sheet reaches (a saved picture, a favicon). */
export const inColours = (drawing: Markup, palette: Palette): Markup => as(
  Object.entries(palette).reduce((text, [name, value]) => text.replaceAll(valueOf(name as Colour), value), drawing as string))

/** How many elements a drawing has. */
export const elementCount = (drawing: Markup): number => drawing.match(/<[a-z]/g)?.length ?? 0
