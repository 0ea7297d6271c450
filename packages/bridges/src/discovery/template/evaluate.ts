/**
 * Works a template out, step by step, within its bounds: each step is counted, each value weighed, and over a bound it ends. It has
 * no clock, no chance and nothing outside of the names it is given.
 */
import { functions, type Given, methods, pairs } from './calls.ts'
import { contains, filters, membersOf, partOf, tests } from './filters.ts'
import { templateLimits } from './limits.ts'
import { type CallNode, constants, type ForNode, type Node } from './parse.ts'
import {
  dictKey,
  fail,
  Float,
  floatOf,
  isList,
  isSame,
  isTrue,
  kindOf,
  Namespace,
  numberOf,
  order,
  type Py,
  textOf,
  weightOf,
  wholeNumber
} from './values.ts'

/** What ends a round of a loop. */
type Signal = 'break' | 'continue' | undefined

/** Steps that were taken for one message, by all templates together. */
export interface Work {
  steps: number
}

export class Run {
  #steps = 0
  #out = ''
  #names: Map<string, Py>

  readonly #spent: Work

  constructor(names: ReadonlyMap<string, Py>, work: Work) {
    this.#names = new Map(names)
    this.#spent = work
  }

  /** The text that comes out, with no white space at its ends. */
  run(nodes: readonly Node[]): string {
    this.#block(nodes)
    return this.#out.trim()
  }

  readonly #charge = (steps: number): void => {
    this.#steps += steps
    this.#spent.steps += steps
    if (this.#steps > templateLimits.stepsMax || this.#spent.steps > templateLimits.messageStepsMax)
      fail('it takes too many steps')
  }

  #write(text: string): void {
    if (this.#out.length + text.length > templateLimits.outputCharsMax) fail('it writes too much')
    this.#out += text
  }

  #block(nodes: readonly Node[]): Signal {
    for (const node of nodes) {
      const signal = this.#statement(node)
      if (signal !== undefined) return signal
    }
    return undefined
  }

  #statement(node: Node): Signal {
    this.#charge(1)
    switch (node.type) {
      case 'Comment':
        return undefined
      case 'Break':
        return 'break'
      case 'Continue':
        return 'continue'
      case 'If':
        return this.#block(isTrue(this.#value(node.test)) ? node.body : node.alternate)
      case 'Set':
        this.#assign(node.assignee, node.value === null ? this.#captured(node.body) : this.#value(node.value))
        return undefined
      case 'For':
        this.#loop(node)
        return undefined
      default:
        this.#write(textOf(this.#value(node)))
        return undefined
    }
  }

  /** A `set` with a body: what the body would have written. */
  #captured(body: readonly Node[]): string {
    const before = this.#out
    this.#out = ''
    this.#block(body)
    const made = this.#out
    this.#out = before
    return made
  }

  #assign(to: Node, value: Py): void {
    if (to.type === 'Identifier') this.#names.set(to.value, value)
    else if (to.type === 'TupleLiteral') {
      const members = membersOf(value)
      if (members.length !== to.value.length) fail('there are not as many values as names')
      for (const [i, one] of to.value.entries()) this.#assign(one, members[i])
    } else if (to.type === 'MemberExpression' && to.property.type === 'Identifier') {
      const space = this.#value(to.object)
      if (!(space instanceof Namespace)) return fail('only what namespace() made has fields to set')
      if (space.fields.size >= templateLimits.listMax) fail('a namespace has too many fields')
      space.fields.set(to.property.value, value)
    }
  }

  /** Names that are set within a loop end with it, as Jinja has it. */
  #loop(node: ForNode): void {
    const [of, filter] =
      node.iterable.type === 'SelectExpression' ? [node.iterable.lhs, node.iterable.test] : [node.iterable, undefined]
    const outer = this.#names
    const members = membersOf(this.#value(of)).filter((one) => {
      if (filter === undefined) return true
      this.#names = new Map(outer)
      this.#assign(node.loopvar, one)
      return isTrue(this.#value(filter))
    })
    for (const [i, one] of members.entries()) {
      this.#charge(1 + outer.size)
      this.#names = new Map(outer)
      this.#assign(node.loopvar, one)
      this.#names.set('loop', loopAt(i, members.length))
      if (this.#block(node.body) === 'break') break
    }
    this.#names = outer
    if (members.length === 0) this.#block(node.defaultBlock)
  }

  #value(node: Node): Py {
    const value = this.#work(node)
    const weight = weightOf(value)
    if (weight > templateLimits.weightMax) fail('a value is too large')
    this.#charge(typeof value === 'string' ? weight : 1 + (weight >> 3))
    return value
  }

  #work(node: Node): Py {
    switch (node.type) {
      case 'StringLiteral':
        return node.value
      case 'IntegerLiteral':
        return wholeNumber(node.value)
      case 'FloatLiteral':
        return floatOf(node.value)
      case 'ArrayLiteral':
      case 'TupleLiteral':
        return node.value.map((one) => this.#value(one))
      case 'ObjectLiteral':
        return new Map([...node.value].map(([key, one]) => [dictKey(this.#value(key)), this.#value(one)]))
      case 'Identifier':
        return constants.has(node.value) && !this.#names.has(node.value) ? constants.get(node.value) : this.#names.get(node.value)
      case 'MemberExpression':
        return this.#member(node.object, node.property, node.computed)
      case 'CallExpression':
        return this.#call(node)
      case 'FilterExpression': {
        const of = this.#value(node.operand)
        const [name, args] = node.filter.type === 'Identifier' ? [node.filter, []] : [node.filter.callee, node.filter.args]
        const filter = name.type === 'Identifier' ? filters.get(name.value) : undefined
        this.#charge(weightOf(of))
        return filter === undefined ? fail('there is no such filter') : filter(of, this.#given(args))
      }
      case 'TestExpression': {
        const holds = tests.get(node.test.value)?.(this.#value(node.operand)) ?? fail('there is no such test')
        return node.negate ? !holds : holds
      }
      case 'BinaryExpression':
        return this.#binary(node.operator.value, node.left, node.right)
      case 'UnaryExpression':
        return this.#unary(node.operator.value, this.#value(node.argument))
      case 'Ternary':
        return this.#value(isTrue(this.#value(node.condition)) ? node.trueExpr : node.falseExpr)
      case 'SelectExpression':
        return isTrue(this.#value(node.test)) ? this.#value(node.lhs) : undefined
      default:
        return fail('it cannot be worked out here')
    }
  }

  #member(object: Node, property: Node, computed: boolean): Py {
    const of = this.#value(object)
    if (!computed) return partOf(of, property.type === 'Identifier' ? property.value : this.#value(property))
    if (property.type !== 'SliceExpression') return partOf(of, this.#value(property))
    const [start, stop, step] = [property.start, property.stop, property.step].map((one) =>
      one === undefined ? undefined : numberOf(this.#value(one))
    )
    if (of === undefined) return partOf(of, undefined)
    if (typeof of !== 'string' && !isList(of)) return fail(`${kindOf(of)} cannot be cut`)
    if (step !== undefined && step !== 1) {
      const members = membersOf(of).filter(
        (_, i) => step > 0 && i >= (start ?? 0) && i < (stop ?? of.length) && (i - (start ?? 0)) % step === 0
      )
      return step <= 0 ? fail('a cut goes forwards here') : typeof of === 'string' ? members.map(textOf).join('') : members
    }
    return of.slice(start ?? 0, stop)
  }

  #call(node: CallNode): Py {
    const { callee } = node
    if (callee.type === 'Identifier') {
      const given = this.#given(node.args)
      return functions.get(callee.value)?.(given) ?? this.#absent(callee.value)
    }
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return fail('this cannot be called')
    const given = this.#given(node.args)
    if (callee.object.type === 'Identifier' && callee.object.value === 'dict') return pairs(given.args[0])
    const on = this.#value(callee.object)
    this.#charge(weightOf(on))
    const method = methods.get(callee.property.value)
    return method === undefined ? fail(`there is no ${callee.property.value}()`) : method(on, given)
  }

  #absent(name: string): Py {
    return functions.has(name) ? undefined : fail(`there is no ${name}()`)
  }

  #given(nodes: readonly Node[]): Given {
    const args: Py[] = []
    const named = new Map<string, Py>()
    for (const node of nodes) {
      if (node.type === 'KeywordArgumentExpression') named.set(node.key.value, this.#value(node.value))
      else args.push(this.#value(node))
    }
    for (const one of [...args, ...named.values()]) this.#charge(weightOf(one))
    return { args, named, charge: this.#charge }
  }

  #unary(operator: string, of: Py): Py {
    if (operator === 'not') return !isTrue(of)
    const n = numberOf(of) ?? fail(`${kindOf(of)} has no sign`, of === undefined)
    return of instanceof Float ? floatOf(operator === '-' ? -n : n) : operator === '-' ? -n : n
  }

  #binary(operator: string, leftNode: Node, rightNode: Node): Py {
    const a = this.#value(leftNode)
    if (operator === 'and') return isTrue(a) ? this.#value(rightNode) : a
    if (operator === 'or') return isTrue(a) ? a : this.#value(rightNode)
    const b = this.#value(rightNode)
    this.#charge(weightOf(a) + weightOf(b))
    switch (operator) {
      case '==':
        return isSame(a, b)
      case '!=':
        return !isSame(a, b)
      case 'in':
        return contains(b, a)
      case 'not in':
        return !contains(b, a)
      case '<':
        return order(a, b) < 0
      case '>':
        return order(a, b) > 0
      case '<=':
        return order(a, b) <= 0
      case '>=':
        return order(a, b) >= 0
      case '~':
        return joined(textOf(a), textOf(b))
      default:
        return reckon(operator, a, b)
    }
  }
}

const loopAt = (i: number, length: number): Py =>
  new Map<string, Py>([
    ['index', i + 1],
    ['index0', i],
    ['first', i === 0],
    ['last', i === length - 1],
    ['length', length]
  ])

const joined = (a: string, b: string): string =>
  a.length + b.length > templateLimits.outputCharsMax ? fail('a text is too long') : a + b

const repeated = (text: string, times: number): string =>
  text.length * times > templateLimits.outputCharsMax ? fail('a text is too long') : text.repeat(Math.max(0, times))

/** Python's arithmetic: texts and lists add up, `//` and `%` go down, a whole number stays whole where it can. */
function reckon(operator: string, a: Py, b: Py): Py {
  if (operator === '*' && typeof a === 'string' && typeof b === 'number') return repeated(a, b)
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return joined(a, b)
  if (operator === '+' && isList(a) && isList(b))
    return a.length + b.length > templateLimits.listMax ? fail('a list is too long') : [...a, ...b]
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x === undefined || y === undefined) {
    return fail(`${kindOf(a)} and ${kindOf(b)} cannot be reckoned with`, a === undefined || b === undefined)
  }
  const isWhole = !(a instanceof Float) && !(b instanceof Float)
  if ((operator === '/' || operator === '//' || operator === '%') && y === 0) return fail('it divides by nothing')
  const n = outcome(operator, x, y)
  if (operator === '/' || !isWhole || (operator === '**' && y < 0)) return floatOf(n)
  return wholeNumber(n)
}

function outcome(operator: string, x: number, y: number): number {
  switch (operator) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '/':
      return x / y
    case '//':
      return Math.floor(x / y)
    case '%':
      return x - y * Math.floor(x / y)
    case '**':
      return x ** y
    default:
      return fail(`there is no ${operator}`)
  }
}
