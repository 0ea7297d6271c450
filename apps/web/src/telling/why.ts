/**
 * Why something acts or rests, as lines in words: one line for each reading, what must be so of them together, how fresh each is, and
 * how far it is from changing its answer. Pure.
 */
import type { Condition, Message, PointRef, Words } from '@commune/commune'
import type { WhyPart, WhyRow } from '@commune/peer'
import { calledIn, type Points } from './points.ts'
import { conditionWords } from './rule.ts'
import { amountMessage, freshMessage, spanMessage, valueMessage } from './sensed.ts'

export type Answer = 'yes' | 'no' | 'unknown'

export interface WhyLine {
  readonly answer: Answer
  /** How deep it lies in the tree, from 0. */
  readonly depth: number
  /** “Somebody is near the step ear: yes.” */
  readonly words: Message
  /** Where that was told, how fresh it is, what is needed, how far that is. */
  readonly more?: Message
}

export interface WhyTold {
  /** What must be so of them together. */
  readonly heading: Message
  readonly lines: readonly WhyLine[]
}

/** Deeper parts are shown at this depth. */
const depthMax = 3
const linesMax = 40

const answerOf = (truth: boolean | null): Answer => (truth === null ? 'unknown' : truth ? 'yes' : 'no')

export const whyTold = (why: WhyPart, points: Points, words: Words, nowMs: number): WhyTold => {
  const lines: WhyLine[] = []
  const { is } = why.condition
  const heading: Message = { key: is === 'and' ? 'web.why.all' : is === 'or' ? 'web.why.any' : is === 'not' ? 'web.why.not' : 'web.why.one' }
  const walk = (part: WhyPart, depth: number): void => {
    if (lines.length >= linesMax) return
    const inner = part.condition.is === 'and' || part.condition.is === 'or'
    if (!inner || depth > 0) lines.push(lineOf(part, Math.min(depth, depthMax), points, words, nowMs))
    // What is simply so for a while says it itself.
    const simple = (part.condition.is === 'held' || part.condition.is === 'within') && part.of.length === 1 && part.of[0]!.of.length === 0
    if (!simple) for (const each of part.of) walk(each, inner && depth === 0 ? 0.5 : depth + 1)
  }
  walk(why, 0)
  return { heading, lines: lines.map((line) => ({ ...line, depth: Math.floor(line.depth) })) }
}

function lineOf(part: WhyPart, depth: number, points: Points, words: Words, nowMs: number): WhyLine {
  const answer = answerOf(part.truth)
  const said = conditionWords(part.condition, points, words)
  const what = said.charAt(0).toLocaleUpperCase() + said.slice(1)
  const more = moreOf(part, points, nowMs)
  return { answer, depth, words: { key: `web.why.${answer}`, params: { what } }, ...(more && { more }) }
}

function moreOf(part: WhyPart, points: Points, nowMs: number): Message | undefined {
  const { measured, leftMs } = part.of.length === 1 && part.of[0]!.of.length === 0 ? { ...part.of[0]!, ...part } : part
  const inner = measured ?? part.of[0]?.measured
  if (leftMs !== undefined && leftMs > 0) return { key: 'web.why.left', params: { time: spanMessage(leftMs) } }
  if (!inner) return undefined
  const found = points.find(inner.point as PointRef)
  const thing = calledIn(found)
  if (found?.kind === 'pulse') {
    return part.truth ? { key: 'web.why.pulse', params: { thing, fresh: { key: 'web.fresh.now' } } } : part.truth === null ? { key: 'web.why.out', params: { thing } } : { key: 'web.why.pulse-no', params: { thing } }
  }
  const fresh = inner.atMs === undefined ? undefined : freshMessage(inner.atMs, nowMs)
  if (inner.value === undefined) {
    if (inner.freshness === 'gone') return { key: 'web.why.out', params: { thing } }
    return fresh ? { key: 'web.why.stale', params: { thing, fresh } } : { key: 'web.why.never', params: { thing } }
  }
  const value = typeof inner.value === 'number' ? amountMessage(inner.value, inner.unit) : found && found.kind !== 'act' && 'shape' in found.point ? valueMessage(inner.value, found.point)
    : { key: 'senses.named', params: { name: String(inner.value) } }
  const needs = needsOf(part.condition, part.of[0]?.condition)
  const distance: Message[] = inner.distance === undefined ? [] : [{ key: 'web.why.away', params: { distance: amountMessage(Math.abs(inner.distance), inner.unit) } }]
  const all: Message[] = [...(needs ? [needs] : []), ...distance]
  if (all.length === 0) return { key: 'web.why.pulse', params: { thing, fresh: fresh ?? { key: 'web.fresh.now' } } }
  return { key: 'web.why.reading-at', params: { thing, value, fresh: fresh ?? { key: 'web.fresh.now' }, needs: all.length === 1 ? all[0]! : { key: 'web.why.two', params: { first: all[0]!, second: all[1]! } } } }
}

function needsOf(condition: Condition, inner: Condition | undefined): Message | undefined {
  const compared = condition.is === 'compare' ? condition : inner?.is === 'compare' ? inner : undefined
  if (!compared || typeof compared.to !== 'object') return undefined
  return { key: `web.why.needs-${compared.how}`, params: { amount: amountMessage(compared.to.value, compared.to.unit) } }
}

/** The reason in a few words: what makes it so, or what stands nearest in its way. */
export const becauseOf = (row: WhyRow, points: Points, words: Words): string => {
  const leaves = (part: WhyPart): readonly WhyPart[] => (part.condition.is === 'and' || part.condition.is === 'or' ? part.of.flatMap(leaves) : [part])
  const wanted = row.why.truth
  const some = wanted === true ? leaves(row.why).filter(({ truth }) => truth === true) : (row.inTheWay.length > 0 ? row.inTheWay : leaves(row.why).filter(({ truth }) => truth !== true)).slice(0, 1)
  return some.map(({ condition, truth }) => {
    const what = conditionWords(condition, points, words)
    if (truth === true) return what
    return words.say({ key: truth === null ? 'web.itself.unknown' : 'web.itself.no', params: { what } })
  }).reduce((first, second) => (first === '' ? second : words.say({ key: 'web.rule.and', params: { first, second } })), '')
}
