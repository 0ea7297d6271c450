/**
 * What a key decides about a creature, before anything is drawn.
 *
 * Invariant: same key, same traits, on every device and in every light; nothing else enters. No creature smiles more because
 * it did more: no number of acts is an argument here, and none may become one. A golden test holds some traits fast,
 * because changing them changes everybody's face.
 */
import { type CreatureColour, creatureColours } from '../../theme/index.ts'
import { seeded } from '../ink/seed.ts'

export const tops = ['sprout', 'tuft', 'ears', 'cap', 'horns', 'leafHat', 'roundEars', 'curl'] as const
export const eyes = ['dots', 'wide', 'sleepy', 'three'] as const
export const mouths = ['smile', 'round', 'flat', 'tooth', 'beak'] as const
export const patterns = ['belly', 'stripes', 'dots', 'scarf', 'half'] as const
export const heads = ['petals', 'ears', 'rays', 'hood'] as const
export const feet = ['wheels', 'legs', 'plinth'] as const
export const lids = ['handle', 'chimney', 'lamp', 'valve'] as const

export type Top = (typeof tops)[number]
export type Eyes = (typeof eyes)[number]
export type Mouth = (typeof mouths)[number]
export type Pattern = (typeof patterns)[number]

/** All a key decides. Each form uses what it needs. */
export type Traits = {
  readonly key: string
  readonly first: CreatureColour
  readonly second: CreatureColour
  readonly top: Top
  readonly eyes: Eyes
  readonly mouth: Mouth
  readonly pattern: Pattern
  readonly head: (typeof heads)[number]
  readonly feet: (typeof feet)[number]
  readonly lid: (typeof lids)[number]
}

/** Reads the traits out of a key. Each trait has a stream of its own, so that adding one changes no other. */
export const traitsOf = (key: string): Traits => {
  const choice = <T>(name: string, list: readonly T[]): T => seeded(`creature ${name}:${key}`).pick(list)
  const first = seeded(`creature colours:${key}`).below(8)
  const step = 1 + seeded(`creature second colour:${key}`).below(7)
  return {
    key,
    first: creatureColours[first]!,
    second: creatureColours[(first + step) % 8]!,
    top: choice('top', tops),
    // Dots and wide eyes come twice as often as the others.
    eyes: choice('eyes', [...eyes, 'dots', 'wide']),
    mouth: choice('mouth', mouths),
    pattern: choice('pattern', patterns),
    head: choice('head', heads),
    feet: choice('feet', feet),
    lid: choice('lid', lids)
  }
}
