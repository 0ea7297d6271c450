/**
 * Contrast of two colours as WCAG 2.2 defines it (relative luminance, 1.4.3 and 1.4.11).
 * Used by the test that holds the guide's table, and by whoever wants to know whether a word may stand on a fill.
 */

const linear = (channel: number): number => channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4

/** Relative luminance of `#RRGGBB`, 0 for black to 1 for white. */
export const luminance = (hex: string): number => {
  const [red, green, blue] = [1, 3, 5].map(at => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** Contrast ratio of two colours, from 1 to 21, whichever order they come in. */
export const contrast = (a: string, b: string): number => {
  const [dark, light] = [luminance(a), luminance(b)].sort((p, q) => p - q)
  return (light! + 0.05) / (dark! + 0.05)
}
