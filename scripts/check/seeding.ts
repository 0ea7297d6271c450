/** Gives every property test of this run one seed, where the checks chose one. */
import fc from 'fast-check'
import { seedVariable } from './seed.ts'

const seed = process.env[seedVariable]
if (seed !== undefined && seed !== '') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) })
