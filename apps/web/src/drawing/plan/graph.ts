/**
 * What of a plan is drawn, and in which column: sources that the end is reached from, makings behind all that they wait for. A plan is
 * words of others: ways that lead nowhere, twice or in a ring are passed over, and nothing here takes more steps than there are ways.
 */
import { type PlanMaking, planMakingsMax, type PlanScene, type PlanSource, planSourcesMax, type PlanWay } from './scene.ts'

export type PlanGraph = {
  readonly sources: readonly PlanSource[]
  /** Column by column, those that wait for nothing but sources first. */
  readonly columns: readonly (readonly PlanMaking[])[]
  readonly ways: readonly PlanWay[]
  /** Sources that are not drawn. */
  readonly left: number
}

export const graphOf = (scene: PlanScene, narrow: boolean): PlanGraph => {
  const size = narrow ? 'narrow' : 'wide'
  const sources = scene.sources.slice(0, planSourcesMax[size])
  const makings = scene.makings.slice(0, planMakingsMax[size])
  const known = new Set([...sources, ...makings, scene.end].map(({ id }) => id))
  const seen = new Set<string>()
  const ways = scene.ways.filter(({ from, to }) => {
    const key = JSON.stringify([from, to])
    if (from === to || from === scene.end.id || !known.has(from) || !known.has(to) || seen.has(key)) return false
    if (sources.some(({ id }) => id === to)) return false
    seen.add(key)
    return true
  })
  const columns = columnsOf(makings, ways)
  const placed = new Set([...sources, ...columns.flat(), scene.end].map(({ id }) => id))
  return { sources, columns, ways: ways.filter(({ from, to }) => placed.has(from) && placed.has(to)), left: scene.sources.length - sources.length }
}

/** A making stands one column behind the last making that it waits for; those that wait for one another in a ring stand together. */
const columnsOf = (makings: readonly PlanMaking[], ways: readonly PlanWay[]): PlanMaking[][] => {
  const columns: PlanMaking[][] = []
  let waiting = [...makings]
  while (waiting.length > 0) {
    const ready = waiting.filter(({ id }) => !ways.some(({ from, to }) => to === id && from !== id && waiting.some((one) => one.id === from)))
    const next = ready.length > 0 ? ready : waiting
    columns.push(next)
    waiting = waiting.filter((one) => !next.includes(one))
  }
  return columns
}
