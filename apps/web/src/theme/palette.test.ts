import { expect, test } from 'vitest'
import { contrast } from './contrast.ts'
import { colourNames, type Colour, type Light, lights, paletteBetween, palettes, propertyOf } from './palette.ts'
import { paletteCss } from './testing/paletteCss.ts'

/** The guide rounds down to one decimal. */
const down = (ratio: number): number => Math.floor(ratio * 10) / 10

const least = (light: Light, inks: Colour[], grounds: Colour[]): number =>
  down(Math.min(...inks.flatMap(ink => grounds.map(ground => contrast(palettes[light][ink], palettes[light][ground])))))

const guide: [string, Colour[], Colour[], number, number, number][] = [
  ['ink on paper', ['ink'], ['paper'], 13.5, 13.4, 13.3],
  ['ink on land', ['ink'], ['land'], 11.2, 7.1, 9.2],
  ['ink2 on paper', ['ink2'], ['paper'], 7.2, 7.6, 8.8],
  ['emberInk on paper', ['emberInk'], ['paper'], 6.2, 6.3, 8.8],
  ['ink2, emberInk, waterInk on land', ['ink2', 'emberInk', 'waterInk'], ['land'], 5.1, 3.3, 6.1],
  ['waterInk, iceInk on paper', ['waterInk', 'iceInk'], ['paper'], 6.5, 6.7, 9.5],
  ['rule on paper', ['rule'], ['paper'], 3.5, 4.0, 4.0],
  ['focus on paper', ['focus'], ['paper'], 7.1, 7.3, 11.0],
  ['button word on ember', ['emberWord'], ['ember'], 4.7, 4.8, 7.4]
]

test.each(guide)('[G1] %s has the contrast the guide states, in all three lights', (_, inks, grounds, day, dusk, night) => {
  expect([least('day', inks, grounds), least('dusk', inks, grounds), least('night', inks, grounds)]).toEqual([day, dusk, night])
})

test('[G1] a word on straw or moss reaches 4.5 in every light', () => {
  for (const light of lights) {
    const word: Colour = light === 'night' ? 'emberWord' : 'ink'
    expect(contrast(palettes[light][word], palettes[light].straw), `${light} straw`).toBeGreaterThan(4.5)
    expect(contrast(palettes[light].ink, palettes[light].moss), `${light} moss`).toBeGreaterThan(4.5)
  }
})

test('[G1] text reaches 4.5 on the surfaces the guide lets it stand on', () => {
  for (const light of lights) {
    const onLand: Colour[] = light === 'dusk' ? ['ink'] : ['ink', 'ink2', 'emberInk', 'waterInk', 'iceInk']
    expect(least(light, onLand, ['land', 'land2']), `${light} on land`).toBeGreaterThanOrEqual(4.5)
    expect(least(light, ['ink', 'ink2', 'emberInk', 'waterInk', 'iceInk'], ['paper', 'paper2']), `${light} on paper`)
      .toBeGreaterThanOrEqual(4.5)
  }
})

test('[G1] what carries a state has a line of at least 3 against the land, at night a light one', () => {
  for (const light of lights) {
    expect(
      least(light, ['stateLine', 'iceInk', 'emberInk', 'waterInk', 'flowGreen', 'flowRed'], ['land']), light
    ).toBeGreaterThanOrEqual(3)
  }
})

test('[G1] pure white and pure black never appear', () => {
  for (const light of lights) {
    for (const name of colourNames) expect(palettes[light][name]).toMatch(/^#(?!000000|FFFFFF)[0-9A-F]{6}$/)
  }
})

test('[G1] the style sheet holds the values of the typed tables', async () => {
  await expect(paletteCss()).toMatchFileSnapshot('./palette.css')
})

test('[G1] a change of light begins and ends exactly', () => {
  expect(paletteBetween(palettes.day, palettes.night, 0)).toEqual(palettes.day)
  expect(paletteBetween(palettes.day, palettes.night, 1)).toEqual(palettes.night)
  expect(paletteBetween(palettes.day, palettes.night, 7)).toEqual(palettes.night)
  expect(paletteBetween(palettes.day, palettes.night, 0.5).ink).toBe('#908A79')
})

test('[G1] a colour has one custom property', () => {
  expect(
    [propertyOf('emberInk'), propertyOf('land2'), propertyOf('creature7')]
  ).toEqual(['--ember-ink', '--land-2', '--creature-7'])
  expect(new Set(colourNames.map(propertyOf)).size).toBe(colourNames.length)
})
