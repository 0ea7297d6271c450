/** For whoever runs rules in another way and compares: the page of definitions as a program, and a house to say rules about. */
export { slowAsks, stepsOf, type Told, type Trace } from './slow.ts'
export { houseIn } from '../../language/testing/house.ts'
