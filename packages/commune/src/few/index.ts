/** What is told to a few. */
export { fewBoxBytes, fewBoxesMax, fewRoom, fewSealedBytesMax } from './few.ts'
export type { FewKey, FewSay, FewState } from './few.ts'
export { Layered } from './layered.ts'
