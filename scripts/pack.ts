/** `npm run -s packed`: packs the program when it changed, as `npm start` does, and prints the file that runs it. */
import { packProgram } from './program/pack.ts'

console.log(await packProgram(() => console.error('Packing the program (only when it changed, some seconds) ...')))
