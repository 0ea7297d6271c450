/**
 * The place as a thing: what a box brings in of itself, so that agreements can tell people something. What is asked of it is shown to
 * everybody here for as long as it is asked; it rests at no words.
 */
import type { ActPoint, Thing } from './thing.ts'

export const tellAbout = 'tell'

/** The name is what people call it until somebody calls it otherwise. */
export const placeThing = (name: string): Thing => ({ key: 'place', name, readings: [], pulses: [], acts: [{ key: 'tell', name: 'tell', shape: { is: 'text', charsMax: 500 }, about: tellAbout, rest: '' }] })

/** Whether what is asked of this point is told to everybody here: of a box, words. */
export const tellsPeople = (source: string, { about, shape }: Pick<ActPoint, 'about' | 'shape'>): boolean => source === 'box' && about === tellAbout && shape.is === 'text'
