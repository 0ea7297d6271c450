/** Templates of announcements: a subset of Jinja, bounded. */
export { compileTemplate } from './template.ts'
export type { Work } from './evaluate.ts'
export type { Outcome, Template } from './template.ts'
export type { TemplateFault } from './parse.ts'
export { templateLimits } from './limits.ts'
export { patternOf } from './pattern.ts'
export { Float } from './values.ts'
