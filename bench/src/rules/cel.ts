/**
 * The same agreements in CEL (`@bufbuild/cel`), as far as it can say them: it has neither time nor state, so what looks back is left to its
 * member as it is now, an average to the last value, and there is no why. Each reading evaluates the rules that look at its point.
 */
import type { Agreed } from '@commune/commune/agreements'

type Condition = Agreed['rule']['while']
type Bindings = Record<string, number | boolean | string>

export interface Cel {
  plan(env: unknown, expression: unknown): (bindings: Bindings) => unknown
  parse(expression: string): unknown
  celEnv(): unknown
}

export interface CelRules {
  tell(point: string, value: number | boolean | string): void
  /** How often the answer of a rule became another. */
  changes(): number
}

export function celRules(cel: Cel, agreements: readonly Agreed[]): CelRules {
  const env = cel.celEnv()
  const byPoint = new Map<string, { readonly rule: { evaluate: (bindings: Bindings) => unknown; bindings: Bindings; is: unknown }; readonly name: string }[]>()
  let changes = 0
  for (const { rule } of agreements) {
    const names = new Map<string, string>()
    const bindings: Bindings = {}
    const expression = expressionOf(rule.while, (point, first) => {
      const name = names.get(point) ?? `p${names.size}`
      names.set(point, name)
      bindings[name] = first
      return name
    })
    const compiled = { evaluate: cel.plan(env, cel.parse(expression)), bindings, is: undefined as unknown }
    for (const [point, name] of names) {
      const those = byPoint.get(point) ?? []
      those.push({ rule: compiled, name })
      byPoint.set(point, those)
    }
  }
  return {
    tell(point, value) {
      for (const { rule, name } of byPoint.get(point) ?? []) {
        rule.bindings[name] = value
        const is = rule.evaluate(rule.bindings)
        if (is === rule.is) continue
        rule.is = is
        changes++
      }
    },
    changes: () => changes
  }
}

const signs = { below: '<', 'at-most': '<=', above: '>', 'at-least': '>=', is: '==', 'is-not': '!=' } as const

function expressionOf(condition: Condition, nameOf: (point: string, first: number | boolean | string) => string): string {
  const inner = (that: Condition): string => expressionOf(that, nameOf)
  switch (condition.is) {
    case 'compare': {
      const { to } = condition
      if (typeof to === 'object') return `${nameOf(condition.of.point, 0)} ${signs[condition.how]} ${double(to.value)}`
      return `${nameOf(condition.of.point, to)} ${signs[condition.how]} ${JSON.stringify(to)}`
    }
    case 'rises':
      return `${nameOf(condition.of.point, 0)} > ${double(condition.above.value)}`
    case 'falls':
      return `${nameOf(condition.of.point, 0)} < ${double(condition.below.value)}`
    case 'near':
      return nameOf(condition.point, false)
    case 'sun':
      return 'true'
    case 'held':
    case 'within':
      return `(${inner(condition.that)})`
    case 'since':
      return `(${inner(condition.from)} && ${inner(condition.that)})`
    case 'and':
    case 'or':
      return `(${condition.of.map(inner).join(condition.is === 'and' ? ' && ' : ' || ')})`
    case 'not':
      return `!(${inner(condition.that)})`
  }
}

function double(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value)
}
