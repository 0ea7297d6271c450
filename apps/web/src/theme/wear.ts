/**
 * Puts a light, or a mixture of two, on an element of the page. An edge: it touches the document and nothing else.
 * The caller owns the minute that a change takes; with reduced motion it goes straight to `wearLight`.
 */
import { colourNames, type Light, type Palette, propertyOf } from './palette.ts'

/** Shows a light from the style sheet and takes away any mixture. */
export const wearLight = (element: HTMLElement, light: Light): void => {
  for (const name of colourNames) element.style.removeProperty(propertyOf(name))
  element.dataset['light'] = light
}

/** Shows a mixture, made with `paletteBetween`, over whatever light the style sheet gives. */
export const wearPalette = (element: HTMLElement, palette: Palette): void => {
  for (const name of colourNames) element.style.setProperty(propertyOf(name), palette[name])
}
