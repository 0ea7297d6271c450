/**
 * Templates: rules whose points are roles, to be copied, filled and changed. Nothing here runs by itself.
 *
 * To tell people something is an act like any other: a box that can do so has an act point about `tell` that takes words (`tellPoint`).
 * What is asked of it is shown for as long as it is asked, and people are told once when it begins.
 */
import { no, ok, type Result } from '@commune/protocol'
import { type ActPoint, placeThing, sameDimension } from '../../senses/index.ts'
import { rulesMessage } from '../../words/index.ts'
import type { Condition, PointRef, Rule } from '../rule.ts'
import { checkRule } from './check.ts'
import { childrenOf } from './decode.ts'
import type { Fault } from './fault.ts'
import type { Language } from './language.ts'
import { type Lexicon, lexiconOf, type LexiconPoint } from './lexicon.ts'

/** The act point of a box that can tell its people something. */
export const tellPoint: ActPoint = placeThing('').acts[0] as ActPoint

/** A part that somebody takes over. */
export interface Role {
  readonly id: `?${string}`
  readonly use: LexiconPoint['use']
  readonly shape: LexiconPoint['shape']
  /** What a point that takes it is about: any of these. Empty: anything. */
  readonly about: readonly string[]
}

export interface Template {
  readonly id: keyof Language['templates']
  readonly roles: readonly Role[]
  /** The rule with its roles; what its acts say is in this language. */
  rule(language: Language): Rule
}

const role = (name: string, use: Role['use'], shape: Role['shape'], ...about: string[]): Role => ({
  id: `?${name}`,
  use,
  shape,
  about
})
const percent = { is: 'number', unit: '%' } as const
const reading = (name: string) => ({ is: 'reading', point: `?${name}` }) as const
const says = (language: Language, what: string): string => language.templates['tank-warning'].says[what] ?? ''

export const templates: readonly Template[] = [
  {
    id: 'path-lamp',
    roles: [
      role('lamp', 'act', percent, 'light'),
      role('ear', 'pulse', { is: 'pulse' }, 'motion', 'occupancy', 'presence', 'moving'),
      role('eye', 'reading', { is: 'number', unit: 'lx' }, 'illuminance')
    ],
    rule: () => ({
      act: '?lamp',
      to: { value: 60, unit: '%' },
      while: {
        is: 'and',
        of: [
          { is: 'near', point: '?ear' },
          { is: 'compare', of: reading('eye'), how: 'below', to: { value: 10, unit: 'lx' } }
        ]
      },
      otherwise: 'rest',
      unsure: 'rest'
    })
  },
  {
    id: 'sun-pump',
    roles: [
      role('pump', 'act', { is: 'yes-no' }, 'pump', 'switch', 'outlet', 'running'),
      role('panel', 'reading', { is: 'number', unit: 'W' }, 'power'),
      role('tank', 'reading', percent, 'level', 'volume_storage')
    ],
    rule: () => ({
      act: '?pump',
      to: true,
      while: {
        is: 'and',
        of: [
          {
            is: 'rises',
            of: { is: 'average', point: '?panel', ms: 600_000 },
            above: { value: 400, unit: 'W' },
            below: { value: 250, unit: 'W' }
          },
          { is: 'compare', of: reading('tank'), how: 'below', to: { value: 95, unit: '%' } }
        ]
      },
      otherwise: { to: false },
      unsure: { to: false },
      leastMs: 300_000
    })
  },
  {
    id: 'tank-warning',
    roles: [role('box', 'act', tellPoint.shape, 'tell'), role('tank', 'reading', percent, 'level', 'volume_storage')],
    rule: (language) => ({
      act: '?box',
      to: says(language, 'low'),
      while: { is: 'falls', of: reading('tank'), below: { value: 15, unit: '%' }, above: { value: 25, unit: '%' } },
      otherwise: 'rest',
      unsure: { to: says(language, 'unknown') }
    })
  }
]

/** A lexicon in which the roles of a template have their names, so that every face can show and read it. */
export const roleLexicon = (template: Template, language: Language): Lexicon =>
  lexiconOf(
    template.roles.map(({ id, use, shape, about }) => {
      const name = language.templates[template.id].roles[id.slice(1)] ?? id.slice(1)
      const [first] = about
      return { id, use, thing: name, name, shape, ...(first !== undefined && { about: first }) }
    })
  )

/** Whether a point can take a role over. */
export const fitsRole = ({ use, shape, about }: Role, point: LexiconPoint): boolean => {
  if (point.use !== use || point.shape.is !== shape.is) return false
  if (shape.is === 'number' && point.shape.is === 'number' && !sameDimension(shape.unit, point.shape.unit)) return false
  return about.length === 0 || point.about === undefined || about.includes(point.about)
}

/** The roles that a rule still has, in the order in which it names them. */
export const rolesIn = (rule: Rule): readonly PointRef[] => [...new Set(pointsIn(rule))].filter((point) => point.startsWith('?'))

/** Puts points in the place of roles. All roles have to be filled, and what comes out has to be right in this lexicon. */
export const fillRoles = (
  rule: Rule,
  by: Readonly<Record<string, PointRef>>,
  lexicon: Lexicon
): Result<Rule, readonly Fault[]> => {
  const fill = (point: PointRef): PointRef => (Object.hasOwn(by, point) ? (by[point] as PointRef) : point)
  const filled: Rule = { ...rule, act: fill(rule.act), while: fillCondition(rule.while, fill) }
  const open = rolesIn(filled).filter((point) => lexicon.points.every(({ id }) => id !== point))
  if (open.length > 0)
    return no(open.map((point) => ({ message: rulesMessage('rules.role', { role: point.slice(1) }), instead: [] })))
  const faults = checkRule(filled, lexicon)
  return faults.length > 0 ? no(faults) : ok(filled)
}

function fillCondition(at: Condition, fill: (point: PointRef) => PointRef): Condition {
  const inner = (one: Condition): Condition => fillCondition(one, fill)
  switch (at.is) {
    case 'near':
      return { ...at, point: fill(at.point) }
    case 'compare':
    case 'rises':
    case 'falls':
      return { ...at, of: { ...at.of, point: fill(at.of.point) } }
    case 'and':
    case 'or':
      return { ...at, of: at.of.map(inner) }
    case 'since':
      return { ...at, that: inner(at.that), from: inner(at.from) }
    case 'sun':
      return at
    default:
      return { ...at, that: inner(at.that) }
  }
}

/** Every point and role that a rule names, the act first; what a party has to say yes to. */
export const pointsIn = (rule: Rule): readonly PointRef[] => {
  const found: PointRef[] = [rule.act]
  const visit = (at: Condition): void => {
    if (at.is === 'near') found.push(at.point)
    else if (at.is === 'compare' || at.is === 'rises' || at.is === 'falls') found.push(at.of.point)
    for (const [child] of childrenOf(at)) visit(child)
  }
  visit(rule.while)
  return found
}
