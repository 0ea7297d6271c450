/**
 * The three lights of the page as typed tables: day, dusk and night.
 *
 * Why: drawings name colours by what they are for (`leaf`, `emberInk`), never by value, and reach them through CSS custom
 * properties. So one drawing serves all three lights, and a change of light redraws nothing.
 *
 * Invariants: every light has the same names; pure white and pure black never appear; there is no purple. `palette.css`
 * holds the same values for the style sheet and a test compares the two.
 */

/** The light of the page. */
export type Light = 'day' | 'dusk' | 'night'

export const lights: readonly Light[] = ['day', 'dusk', 'night']

/** Names for text, paper and controls, as the guide's first table gives them. */
const pageNames = [
  'sky', 'land', 'land2', 'paper', 'ink', 'ink2', 'rule', 'ember', 'emberInk', 'straw', 'moss', 'waterInk', 'ice', 'iceInk',
  'focus'
] as const

/**
 * Names that only drawings use. `emberWord` is the word on an ember button, `eye` and `white` are the lightest fills,
 * `limb` is for feet, arms and smoke: a line with no fill beside it, which a dark line would lose at night. The two
 * `flow` colours are lines of currents, beside `waterInk` and `emberInk`. A code for cameras is dark on light in every light,
 * and a strip of nights is dark in every light.
 */
const drawingNames = [
  'line', 'paper2', 'glow', 'far', 'near', 'path', 'leaf', 'leaf2', 'soil', 'wood', 'stone', 'water', 'wall', 'roof', 'clay',
  'beet', 'sky2', 'flame', 'white', 'eye', 'soil2', 'wood2', 'stone2', 'roof2', 'glass', 'pane', 'shade', 'ice2', 'stateLine',
  'emberWord', 'button', 'buttonLine', 'limb', 'flowGreen', 'flowRed',
  'qrDark', 'qrLight', 'nightStrip', 'nightRule'
] as const

/** The eight fills a creature may have, in the same order in every light. */
const creatureNames = [
  'creature0', 'creature1', 'creature2', 'creature3', 'creature4', 'creature5', 'creature6', 'creature7'
] as const

/** The name of a colour; drawings accept nothing else. */
export type Colour = (typeof pageNames)[number] | (typeof drawingNames)[number] | (typeof creatureNames)[number]

export type CreatureColour = (typeof creatureNames)[number]

/** All names, in the order of the tables. */
export const colourNames: readonly Colour[] = [...pageNames, ...drawingNames, ...creatureNames]

export const creatureColours: readonly CreatureColour[] = creatureNames

/** A light's colours, each as `#RRGGBB`. */
export type Palette = Readonly<Record<Colour, string>>

/** Pairs a line of names with a line of values of the same length. */
const table = <Name extends string>(names: readonly Name[], values: string): Record<Name, string> => {
  const list = values.split(' ')
  if (list.length !== names.length) throw new Error(`${names.length} colours wanted, ${list.length} given`)
  return Object.fromEntries(names.map((name, i) => [name, list[i]])) as Record<Name, string>
}

const day: Palette = {
  ...table(
    pageNames,
    '#DDEBE0 #E9E3B8 #DAD99C #FCF6E7 #2A2920 #57523C #8C8262 #E8703A #A2390E #EFC253 #9DB36B #1D5B63 #D5EEF3 #265F70 #1D5B63'
  ),
  ...table(drawingNames,
    '#2A2920 #F3E8CC #F9D77A #BFD2B6 #A4BE8C #F5E9C9 #5F8140 #3F6334 #94623F #C0925D #C9C3AE #6FAEB0 #F7E7C6 #C9603B #D98D62 ' +
    '#93404F #F4EBCB #F6B73C #FFFBF0 #FFFBF0 #7A4C30 #A3743F #A8A18A #7D8F6A #F3D98C #3F6A7A #2A2920 #A5D5E0 #2A2920 ' +
    '#2A2920 #FFFBF0 #2A2920 #2A2920 #3F6334 #93404F #1F1E18 #FFFBF0 #3A2B33 #6A5358'),
  ...table(creatureNames, '#E8925C #EFC253 #8FAE62 #7DB5B0 #D9787A #C9A36A #A9BFD0 #DDB3A0')
}

const dusk: Palette = {
  ...table(
    pageNames,
    '#F0B98D #CDA972 #BC9660 #FBEAD2 #2D1F1A #5D4336 #926B50 #E9662F #98330C #EDB550 #9A955A #1E525C #D3E6E8 #255766 #1E525C'
  ),
  ...table(drawingNames,
    '#2D1F1A #F2D9B6 #FFD884 #C98A6B #A66F58 #E9C893 #5E6B3C #434F31 #7A4A33 #AC7747 #BBA58A #5F8F96 #F0D2A4 #A94A2E #C9744E ' +
    '#8A3446 #F7D8A6 #FBBE4B #FFF3DE #FFF3DE #5F3626 #8A5A31 #97806A #6B7050 #FFD27A #4A6470 #2D1F1A #9CC4CC #2D1F1A ' +
    '#2D1F1A #FFF3DE #2D1F1A #2D1F1A #434F31 #8A3446 #1F1E18 #FFFBF0 #3A2B33 #6A5358'),
  ...table(creatureNames, '#E58650 #EDB550 #8C9A56 #6E9EA0 #C9646A #B98E58 #9AA8B4 #CF9C86')
}

const night: Palette = {
  ...table(
    pageNames,
    '#12232B #21413F #1C3937 #152428 #F5EAD2 #C9C0A6 #72857E #F58748 #FFAE7A #E9BE5C #2C5246 #8FD3DA #BFE4EC #BFE8F2 #FFD071'
  ),
  ...table(drawingNames,
    '#0A1417 #1E3135 #FFCE6B #1D3A40 #1A3436 #3C5850 #34614B #25493C #4A352C #7E5F40 #56665F #3F7C84 #5B5A4B #6E3A2B #A8684A ' +
    '#B85A68 #1A323A #FFD071 #E9DFC8 #F3E9D2 #3A2922 #63482F #44534E #3B5348 #FFCB63 #274A5E #071013 #7FB6C4 #F5EAD2 ' +
    '#1B1209 #2B4347 #C9C0A6 #8A9A90 #9CC486 #F0A0AC #1F1E18 #FFFBF0 #0C181C #33484C'),
  ...table(creatureNames, '#C9763F #C79A3C #6E8F52 #5C9391 #B05F62 #9C7D50 #8398A6 #B28A78')
}

/** The colours of each light. */
export const palettes: Readonly<Record<Light, Palette>> = { day, dusk, night }

/** The custom property of a colour: `emberInk` is `--ember-ink`, `creature3` is `--creature-3`. */
export const propertyOf = (colour: Colour): string =>
  '--' + colour.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase()).replace(/(?<=[a-z])(?=\d)/, '-')

const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)

const between = (from: string, to: string, share: number): string =>
  '#' + [1, 3, 5]
    .map(at => Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * share).toString(16).padStart(2, '0'))
    .join('').toUpperCase()

/**
 * The colours part of the way from one light to another, for a change that takes a minute. `share` runs from 0 to 1 and is
 * clamped. Whoever owns the clock calls this a few times; the ends are exact.
 */
export const paletteBetween = (from: Palette, to: Palette, share: number): Palette => {
  const part = Math.min(1, Math.max(0, share))
  return Object.fromEntries(colourNames.map(name => [name, between(from[name], to[name], part)])) as Palette
}
