/** Labels to print: QR codes with what they stand on, as SVG and as PDF. */
export { placeLabel, placeLink, portionLabel, portionLink } from './labels.ts'
export { a4Sheet, type Dark, type Label, type LabelPage, layOut, type Matrix, type Paper, rollMm, rollOf, type Written } from './layout.ts'
export { fitsPdf, pdfOf } from './pdf.ts'
export { svgOf } from './svg.ts'
