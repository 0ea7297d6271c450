/**
 * Whether a rule makes sense here: every point is known and used as what it is, values are such as the point has, units compare.
 * Each fault says where in the tree it is and what would be right.
 */
import { convertUnit, sameDimension, siblings } from '../../senses/index.ts'
import { type Message, rulesMessage } from '../../words/index.ts'
import type { Amount, Condition, Measured, PointRef, Rule } from '../rule.ts'
import { childrenOf, overLimits } from './decode.ts'
import { type Fault, insteadMax, type RulePath } from './fault.ts'
import { type Lexicon, type LexiconPoint, type PointUse, shapeTakes } from './lexicon.ts'

type Value = Amount | boolean | string

/** Everything that is wrong with a rule in this lexicon; nothing when it is right. At most `faultsMax`. */
export const checkRule = (rule: Rule, lexicon: Lexicon): readonly Fault[] => {
  const over = overLimits(rule)
  if (over !== undefined) return [over]
  const faults: Fault[] = []
  const fault: Complain = (path, message, instead = []) =>
    void faults.push({ message, path, instead: instead.slice(0, insteadMax) })
  const act = pointAt(lexicon, 'act', rule.act, ['act'], fault)
  if (act) {
    checkAsked(act, rule.to, ['to'], fault)
    if (rule.otherwise !== 'rest') checkAsked(act, rule.otherwise.to, ['otherwise', 'to'], fault)
    if (typeof rule.unsure === 'object') checkAsked(act, rule.unsure.to, ['unsure', 'to'], fault)
  }
  checkCondition(rule.while, ['while'], lexicon, fault)
  return faults.slice(0, faultsMax)
}

export const faultsMax = 20

type Complain = (path: RulePath, message: Message, instead?: readonly string[]) => void

function pointAt(lexicon: Lexicon, use: PointUse, id: PointRef, path: RulePath, fault: Complain): LexiconPoint | undefined {
  const point = lexicon.find(use, id)
  if (point) return point
  const other = (['reading', 'pulse', 'act'] as const).find((one) => lexicon.find(one, id))
  const name = (other && lexicon.find(other, id)?.name) ?? id
  if (other === undefined) fault(path, rulesMessage('rules.gone', { point: id.slice(0, 60) }))
  else fault(path, wrongUse(use, name))
  return undefined
}

const wrongUse = (use: PointUse, point: string): Message =>
  use === 'act'
    ? rulesMessage('rules.no-act', { point })
    : use === 'pulse'
      ? rulesMessage('rules.no-pulse', { point })
      : rulesMessage('rules.no-reading', { point })

/** What an act is asked for. */
function checkAsked(act: LexiconPoint, value: Value, path: RulePath, fault: Complain): void {
  const { shape } = act
  if (shape.is !== 'number' || typeof value !== 'object') return checkValue(act, value, path, fault)
  if (!checkUnit(act, value, path, fault)) return
  const there = convertUnit(value.value, value.unit, shape.unit)
  if (there === undefined) return
  const bounds = `${shape.min ?? '…'} – ${shape.max ?? '…'}${shape.unit === undefined ? '' : ` ${shape.unit}`}`
  if (there < (shape.min ?? there) || there > (shape.max ?? there))
    fault(path, rulesMessage('rules.bounds', { point: act.thing, bounds }))
}

function checkValue(point: LexiconPoint, value: Value, path: RulePath, fault: Complain): void {
  const { shape } = point
  if (shapeTakes(shape, value)) return
  if (shape.is === 'words')
    return fault(path, rulesMessage('rules.word', { point: point.thing, words: shape.of.slice(0, insteadMax) }), shape.of)
  if (shape.is === 'text') return fault(path, rulesMessage('rules.text', { point: point.thing, most: shape.charsMax }))
  const kind = shape.is === 'number' ? 'rules.wants-number' : shape.is === 'press' ? 'rules.wants-press' : 'rules.wants-yes-no'
  fault(path, rulesMessage(kind, { point: point.thing }))
}

function checkUnit(point: LexiconPoint, amount: Amount, path: RulePath, fault: Complain): boolean {
  const unit = point.shape.is === 'number' ? point.shape.unit : undefined
  if (sameDimension(amount.unit, unit)) return true
  const said = [point.thing, amount.unit ?? '', unit ?? ''] as const
  if (unit === undefined)
    fault([...path, 'unit'], rulesMessage('rules.no-unit', { point: said[0], unit: said[1] }), [String(amount.value)])
  else {
    const message =
      amount.unit === undefined
        ? rulesMessage('rules.which-unit', { point: said[0], unit })
        : rulesMessage('rules.unit', { point: said[0], said: said[1], unit })
    fault(amount.unit === undefined ? path : [...path, 'unit'], message, [unit, ...siblings(unit).filter((one) => one !== unit)])
  }
  return false
}

function checkCondition(at: Condition, path: RulePath, lexicon: Lexicon, fault: Complain): void {
  if (at.is === 'near') pointAt(lexicon, 'pulse', at.point, [...path, 'point'], fault)
  else if (at.is === 'compare') checkCompare(at, path, lexicon, fault)
  else if (at.is === 'rises' || at.is === 'falls') checkTurn(at, path, lexicon, fault)
  for (const [child, name] of childrenOf(at)) checkCondition(child, [...path, ...name], lexicon, fault)
}

function measuredAt(of: Measured, path: RulePath, lexicon: Lexicon, fault: Complain): LexiconPoint | undefined {
  const point = pointAt(lexicon, 'reading', of.point, [...path, 'of', 'point'], fault)
  if (point === undefined || of.is === 'reading' || point.shape.is === 'number') return point
  fault([...path, 'of', 'point'], rulesMessage('rules.no-number', { point: point.thing }))
  return undefined
}

function checkCompare(at: Extract<Condition, { is: 'compare' }>, path: RulePath, lexicon: Lexicon, fault: Complain): void {
  const point = measuredAt(at.of, path, lexicon, fault)
  if (point === undefined) return
  if (typeof at.to === 'object') {
    if (point.shape.is === 'number') checkUnit(point, at.to, [...path, 'to'], fault)
    else checkValue(point, at.to, [...path, 'to'], fault)
    return
  }
  checkValue(point, at.to, [...path, 'to'], fault)
  if (at.how !== 'is' && at.how !== 'is-not') fault([...path, 'how'], rulesMessage('rules.no-order', { point: point.thing }))
}

function checkTurn(at: Extract<Condition, { is: 'rises' | 'falls' }>, path: RulePath, lexicon: Lexicon, fault: Complain): void {
  const point = measuredAt(at.of, path, lexicon, fault)
  if (point === undefined) return
  if (point.shape.is !== 'number') return fault([...path, 'of', 'point'], rulesMessage('rules.no-number', { point: point.thing }))
  const right = [checkUnit(point, at.above, [...path, 'above'], fault), checkUnit(point, at.below, [...path, 'below'], fault)]
  if (!right.every(Boolean)) return
  const below = convertUnit(at.below.value, at.below.unit, at.above.unit) ?? at.below.value
  if (below > at.above.value) fault([...path, at.is === 'rises' ? 'below' : 'above'], rulesMessage('rules.turn'))
}
