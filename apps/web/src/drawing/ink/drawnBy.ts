/** The strokes of `markup.ts`, drawn by an unsteady hand: each path wanders before it is printed. */
import type { Colour } from '../../theme/index.ts'
import { block, type Line, type Markup, outlined, pole, type Print, printed, stroke } from './markup.ts'
import type { Path } from './path.ts'
import type { Hand } from './unsteady.ts'

export type Strokes = {
  readonly printed: (path: Path, fill: Colour, print?: Print) => Markup
  readonly stroke: (path: Path, colour: Colour, line?: Line) => Markup
  readonly block: (path: Path, colour: Colour, opacity?: number) => Markup
  readonly outlined: (path: Path, fill: Colour, width?: number) => Markup
  readonly pole: (path: Path, colour: Colour, width: number, edge?: number) => Markup
}

export const drawnBy = (hand: Hand): Strokes => ({
  printed: (path, fill, print) => printed(hand(path), fill, print),
  stroke: (path, colour, line) => stroke(hand(path), colour, line),
  block: (path, colour, opacity) => block(hand(path), colour, opacity),
  outlined: (path, fill, width) => outlined(hand(path), fill, width),
  pole: (path, colour, width, edge) => pole(hand(path), colour, width, edge)
})
