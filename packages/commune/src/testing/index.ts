/** For tests of this package and of those above it: a commune of several wares without keys, envelopes or a network. */
export { dump, idOf, TestCommune, type TestWare } from './commune.ts'
export { bringPathLight, pathLamp, type PathLight } from './pathLight.ts'
export { sequence } from './sequence.ts'
export { anyStatement, anyStatements, statementsByType, wareOfDevice } from './arbitrary.ts'
export { deletedRun, deletions, nonceOf, tied, update } from './updates.ts'
