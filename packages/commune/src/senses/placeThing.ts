/**
 * The place as a thing: what a box brings in of itself, so that agreements can tell people something. What is asked of it is shown to
 * everybody here for as long as it is asked; it rests at no words.
 */
import type { Thing } from './thing.ts'

/** The name is what people call it until somebody calls it otherwise. */
export const placeThing = (name: string): Thing => ({ key: 'place', name, readings: [], pulses: [], acts: [{ key: 'tell', name: 'tell', shape: { is: 'text', charsMax: 500 }, about: 'tell', rest: '' }] })
