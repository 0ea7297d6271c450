/**
 * `palette.css` as it follows from the typed tables. After a change of a colour `vitest -u apps/web/src/theme` writes it anew.
 *
 * Why a file and not a script at start: the page has its colours before any script runs. Besides colours it says what is
 * seen in which light: sun by day and dusk, moon, stars and lit windows by night. Under forced colours everything becomes
 * a line drawing in the system's own colours; with more contrast the texture of the land goes and map labels get paper.
 */
import { colourNames, type Colour, type Light, lights, palettes, propertyOf } from '../palette.ts'

/** What a light shows: shares of opacity from 0 to 1, and how far the sun has sunk in px. */
const shown: Record<Light, string[]> = {
  day: ['--sun-shown: 1', '--moon-shown: 0', '--lit-shown: 0', '--sun-sunk: 0px', 'color-scheme: light'],
  dusk: ['--sun-shown: 1', '--moon-shown: 0', '--lit-shown: .55', '--sun-sunk: 44px', 'color-scheme: light'],
  night: ['--sun-shown: 0', '--moon-shown: 1', '--lit-shown: 1', '--sun-sunk: 90px', 'color-scheme: dark']
}

const selector: Record<Light, string> = {
  day: ":root,\n[data-light='day']",
  dusk: "[data-light='dusk']",
  night: "[data-light='night']"
}

const block = (head: string, lines: readonly string[], indent = ''): string =>
  `${indent}${head.replaceAll('\n', '\n' + indent)} {\n${lines.map(line => `${indent}  ${line};`).join('\n')}\n${indent}}\n`

const strong: readonly Colour[] = [
  'ink', 'ink2', 'line', 'rule', 'emberInk', 'waterInk', 'iceInk', 'stateLine', 'emberWord', 'buttonLine', 'beet', 'leaf2',
  'limb', 'flowGreen', 'flowRed'
]

const forcedColour = (colour: Colour): string => {
  if (colour === 'focus') return 'Highlight'
  if (strong.includes(colour)) return 'CanvasText'
  return 'Canvas'
}

/** The whole style sheet as text. */
export const paletteCss = (): string => [
  '/* Written by paletteCss.ts from palette.ts; change the colours there. */\n',
  ...lights.map(
    light => block(
      selector[light], [...shown[light], ...colourNames.map(name => `${propertyOf(name)}: ${palettes[light][name]}`)]
    )
  ),
  block(':root', ['--texture-shown: 1', '--label-paper-shown: 0']),
  '@media (prefers-contrast: more) {\n' + block(':root', ['--texture-shown: 0', '--label-paper-shown: 1'], '  ') + '}\n',
  '@media (forced-colors: active) {\n' +
    block(':root,\n[data-light]', [
      '--texture-shown: 0', '--label-paper-shown: 1', '--lit-shown: 0',
      ...colourNames.filter(name => !name.startsWith('qr')).map(name => `${propertyOf(name)}: ${forcedColour(name)}`)
    ], '  ') + '}\n'
].join('\n')
