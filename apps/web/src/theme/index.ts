/** The door of the theme: lights, colours and the sun. The style sheet is imported by itself: `import './theme/theme.css'`. */
export { contrast } from './contrast.ts'
export {
  type Colour, colourNames, type CreatureColour, creatureColours, type Light, lights, type Palette, paletteBetween, palettes,
  propertyOf
} from './palette.ts'
export {
  lightAt, lightByLocalTime, type Moment, moonAt, type PartOfDay, partOfDay, type Position, sunHeight,
} from './sun.ts'
export { wearLight, wearPalette } from './wear.ts'
