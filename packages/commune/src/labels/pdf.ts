/**
 * Pages of labels as PDF 1.4: filled rectangles and lines of the two Helvetica fonts that every reader brings along, so that
 * no font has to be carried. These have the letters of Windows-1252; any other stands as “?”, and how many labels have such
 * is told (ISO 32000-1, 7.5 for the file, 9.6.2.2 for the fonts, Annex D for the letters).
 */
import type { LabelPage } from './layout.ts'

const pointsPerMm = 72 / 25.4
/** Letters of Windows-1252 from 0x80 on that stand elsewhere in Unicode. */
const special = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const codes = [0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f]
const specialCodes: ReadonlyMap<string, number> = new Map([...special].map((letter, at) => [letter, codes[at] as number]))

const codeOf = (letter: string): number | undefined => {
  const point = letter.codePointAt(0) as number
  return (point >= 0x20 && point < 0x7f) || (point >= 0xa0 && point <= 0xff) ? point : specialCodes.get(letter)
}

/** Whether this text can stand in such a PDF as it is. */
export const fitsPdf = (text: string): boolean => [...text.normalize('NFC')].every((letter) => codeOf(letter) !== undefined)

export const pdfOf = (pages: readonly LabelPage[]): Uint8Array => {
  const kids = pages.map((_, index) => `${5 + 2 * index} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...pages.flatMap((page, index) => {
      const stream = contentOf(page)
      const box = `[0 0 ${short(page.widthMm * pointsPerMm)} ${short(page.heightMm * pointsPerMm)}]`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + 2 * index} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`
      ]
    })
  ]
  let text = '%PDF-1.4\n'
  const starts = objects.map((object, index) => {
    const start = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const end = text.length
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`)
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`
  // Each letter is one byte: that is how the places above were counted.
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`

const short = (points: number): string => String(Math.round(points * 1_000) / 1_000)

/** Upwards from the lower left corner, as PDF counts. */
function contentOf({ heightMm, dark, written }: LabelPage): string {
  const points = (mm: number): string => short(mm * pointsPerMm)
  const strokes = dark.map(({ xMm, yMm, widthMm, heightMm: high }) => `${points(xMm)} ${points(heightMm - yMm - high)} ${points(widthMm)} ${points(high)} re`)
  const texts = written.map(({ text, xMm, yMm, sizeMm, bold }) => `BT /${bold ? 'F2' : 'F1'} ${points(sizeMm)} Tf ${points(xMm)} ${points(heightMm - yMm)} Td (${lettersOf(text)}) Tj ET`)
  return [...strokes, ...(strokes.length > 0 ? ['f'] : []), ...texts].join('\n')
}

const lettersOf = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => {
      const code = codeOf(letter) ?? 0x3f
      if (code >= 0x7f) return `\\${code.toString(8).padStart(3, '0')}`
      return letter === '(' || letter === ')' || letter === '\\' ? `\\${letter}` : String.fromCharCode(code)
    })
    .join('')
