/** A link as a square for a camera; the writer of squares loads only here. */
import type { QrMatrix } from '../../drawing/gate/gate.ts'

export const squareOf = async (link: string): Promise<QrMatrix> => {
  const { correction, generate } = await import('lean-qr')
  const code = generate(link, { minCorrectionLevel: correction.M })
  return Array.from({ length: code.size }, (_, y) => Array.from({ length: code.size }, (__, x) => code.get(x, y)))
}
