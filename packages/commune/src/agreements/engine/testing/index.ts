/** For whoever runs rules in another way and compares: the page of definitions as a program. */
export { slowAsks, stepsOf, type Told, type Trace } from './slow.ts'
