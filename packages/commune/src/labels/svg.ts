/** A page of labels as SVG, in millimetres: any letters of any script. */
import type { LabelPage } from './layout.ts'

const short = (mm: number): string => String(Math.round(mm * 1_000) / 1_000)
const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const svgOf = ({ widthMm, heightMm, dark, written }: LabelPage): string => {
  const strokes = dark.map(({ xMm, yMm, widthMm: wide, heightMm: high }) => `M${short(xMm)} ${short(yMm)}h${short(wide)}v${short(high)}h-${short(wide)}z`).join('')
  const texts = written.map(
    ({ text, xMm, yMm, sizeMm, bold }) =>
      `<text x="${short(xMm)}" y="${short(yMm)}" font-size="${short(sizeMm)}"${bold ? ' font-weight="bold"' : ''}>${text.replace(/[&<>"]/g, (letter) => escaped[letter] as string)}</text>`
  )
  const [wide, high] = [short(widthMm), short(heightMm)]
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}mm" height="${high}mm" viewBox="0 0 ${wide} ${high}" font-family="sans-serif">`
  return `${open}<path d="${strokes}" shape-rendering="crispEdges"/>${texts.join('')}</svg>\n`
}
