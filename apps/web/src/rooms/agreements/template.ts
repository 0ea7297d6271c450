/**
 * Ideas for agreements that are copied and changed: rules with blanks, each filled by picking among what is here. A tank that tells litres plays one
 * that tells a share, a lamp without a level is on; where nothing tells how light it is, the sun does. Pure.
 */
import type { Amount, Condition, PointRef, Rule, Words } from '@commune/commune'
import { fillRoles, fitsRole, languageOf, type Lexicon, lexiconOf, type LexiconPoint, pointsIn, type Role, roleLexicon, rolesIn, type Template, templates } from '@commune/commune/rules'
import type { Points } from '../../telling/points.ts'

export type { Template } from '@commune/commune/rules'
export { rolesIn } from '@commune/commune/rules'

export const titleOf = ({ id }: Template, words: Words): string => languageOf(words.language).templates[id].title

export const allTemplates: readonly Template[] = templates

/** What takes the place of a blank that nothing fills; left out: it has to be filled. */
const standIns: Readonly<Record<string, Condition>> = {
  '?eye': { is: 'sun', state: 'dark' },
  '?panel': { is: 'held', that: { is: 'sun', state: 'up' }, ms: 600_000, gaps: 'break' }
}

export interface Blank {
  readonly id: string
  readonly name: string
  readonly choices: readonly LexiconPoint[]
  /** It can be left to the sun. */
  readonly sun: boolean
}

/** What was picked for each blank; `sun`: nothing here. A blank that is not in it is open. */
export type Filling = Readonly<Record<string, PointRef | 'sun'>>

const fits = (role: Role, point: LexiconPoint): boolean => {
  if (fitsRole(role, point)) return true
  const isAbout = point.use === role.use && point.about !== undefined && role.about.includes(point.about)
  if (!isAbout || role.shape.is !== 'number' || role.shape.unit !== '%') return false
  return role.use === 'act' ? point.shape.is === 'yes-no' : point.shape.is === 'number' && (point.shape.max ?? 0) > 0
}

export const blanksOf = (template: Template, points: Points, words: Words): readonly Blank[] => {
  const language = languageOf(words.language)
  return template.roles.map((role) => ({
    id: role.id, name: language.templates[template.id].roles[role.id.slice(1)] ?? role.id.slice(1), sun: standIns[role.id] !== undefined,
    // What says what it is about comes before what may be anything.
    choices: points.lexicon.points.filter((point) => fits(role, point)).toSorted((a, b) => Number(a.about === undefined) - Number(b.about === undefined))
  }))
}

/** Each blank with the first that fits, each thing once. */
export const firstFilling = (blanks: readonly Blank[]): Filling => {
  const filling: Record<string, PointRef | 'sun'> = {}
  for (const { id, choices, sun } of blanks) {
    const taken = new Set(Object.values(filling))
    const first = choices.find((point) => !taken.has(point.id))
    if (first) filling[id] = first.id
    else if (sun) filling[id] = 'sun'
  }
  return filling
}

/** The rule of a template as it is before anything is filled. */
export const ruleOf = (template: Template, words: Words): Rule => template.rule(languageOf(words.language))

/** The rule with what was picked; blanks that are open stay roles. */
export const filled = (base: Rule, filling: Filling, points: Points): Rule => {
  const open = new Set(rolesIn(base).filter((role) => filling[role] === undefined))
  const sunny = Object.keys(filling).filter((role) => filling[role] === 'sun')
  let rule: Rule = { ...base, while: sunny.reduce(withSun, base.while) }
  for (const [role, point] of Object.entries(filling)) {
    const found = point === 'sun' ? undefined : points.lexicon.points.find(({ id }) => id === point)
    if (found) rule = withScale(rule, role, found)
  }
  const by = Object.fromEntries(Object.entries(filling).filter(([, point]) => point !== 'sun')) as Record<string, PointRef>
  const whole = open.size === 0 ? fillRoles(rule, by, points.lexicon) : undefined
  return whole?.ok ? whole.value : swapped(rule, by)
}

/** Names for the blanks beside those of what is here, so that both faces can show and read them. */
export const lexiconWith = (points: Points, template: Template, words: Words): Lexicon => lexiconOf([...points.lexicon.points, ...roleLexicon(template, languageOf(words.language)).points])

const names = (condition: Condition, role: string): boolean => pointsIn({ act: '?none', to: true, while: condition, otherwise: 'rest', unsure: 'rest' }).includes(role as PointRef)

function withSun(condition: Condition, role: string): Condition {
  if (condition.is === 'and' || condition.is === 'or') return { ...condition, of: condition.of.map((each) => (names(each, role) ? withSun(each, role) : each)) }
  return names(condition, role) ? (standIns[role] ?? condition) : condition
}

/** A share of what is full, in the unit that the point tells; on and off where there is no level. */
function withScale(rule: Rule, role: string, { use, shape }: LexiconPoint): Rule {
  if (use === 'act') return shape.is === 'yes-no' && rule.act === role && typeof rule.to === 'object' ? { ...rule, to: true } : rule
  if (shape.is !== 'number' || shape.unit === '%' || shape.max === undefined) return rule
  const { max, unit } = shape
  const scaled = (amount: Amount): Amount => (amount.unit === '%' ? { value: (amount.value / 100) * max, ...(unit !== undefined && { unit }) } : amount)
  const walk = (at: Condition): Condition => {
    if (at.is === 'compare') return at.of.point === role && typeof at.to === 'object' ? { ...at, to: scaled(at.to) } : at
    if (at.is === 'rises' || at.is === 'falls') return at.of.point === role ? { ...at, above: scaled(at.above), below: scaled(at.below) } : at
    if (at.is === 'and' || at.is === 'or') return { ...at, of: at.of.map(walk) }
    if (at.is === 'since') return { ...at, that: walk(at.that), from: walk(at.from) }
    return 'that' in at ? { ...at, that: walk(at.that) } : at
  }
  return { ...rule, while: walk(rule.while) }
}

function swapped(rule: Rule, by: Readonly<Record<string, PointRef>>): Rule {
  const swap = (point: PointRef): PointRef => by[point] ?? point
  const walk = (at: Condition): Condition => {
    if (at.is === 'near') return { ...at, point: swap(at.point) }
    if (at.is === 'compare' || at.is === 'rises' || at.is === 'falls') return { ...at, of: { ...at.of, point: swap(at.of.point) } }
    if (at.is === 'and' || at.is === 'or') return { ...at, of: at.of.map(walk) }
    if (at.is === 'since') return { ...at, that: walk(at.that), from: walk(at.from) }
    return 'that' in at ? { ...at, that: walk(at.that) } : at
  }
  return { ...rule, act: swap(rule.act), while: walk(rule.while) }
}
