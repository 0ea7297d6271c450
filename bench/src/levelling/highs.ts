/**
 * HiGHS as the centre that sees all: the most that can be met, and of all ways to meet that much one whose worst-off has most. It runs in a
 * thread of its own, so that a problem it finds no answer to can be ended; its package comes from the folder of the subject's peers.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** Who reaches whom, and how much: the parts of a reach that a linear program needs. */
export interface Problem {
  readonly supply: Float64Array
  readonly wants: Float64Array
  readonly edgeGiver: Int32Array
  readonly edgeNeed: Int32Array
  /** What each need has already, beside what it wants; counts for who is worst-off. */
  readonly has?: Float64Array
}

export interface Answer {
  /** The most that can be met in all. */
  readonly met: number
  /** What the worst-off of those that anybody reaches receives; absent where no answer was found. */
  readonly lowest?: number
  /** Along each edge: of the second program where it was solved, else of the first. */
  readonly along: Float64Array
  /** Processor time of both programs. */
  readonly ms: number
}

interface Highs {
  solve(problem: string, options: object): {
    readonly Status: string
    readonly ObjectiveValue: number
    readonly Columns: Readonly<Record<string, { readonly Primal: number }>>
  }
}

interface Ask {
  readonly problem: Problem
  readonly secondsMax: number
}

export class Centre {
  readonly #subject: string
  #worker: Worker | undefined

  constructor(subject: string) {
    this.#subject = subject
  }

  /** Absent where there is none in that time. */
  solve(problem: Problem, secondsMax: number): Promise<Answer | undefined> {
    const worker = (this.#worker ??= new Worker(new URL(import.meta.url), { workerData: { subject: this.#subject } }))
    return new Promise((resolve, reject) => {
      const ended = setTimeout(() => void this.end().then(() => settle(() => resolve(undefined))), secondsMax * 1_000 * 2 + 10_000)
      const settle = (how: () => void): void => {
        clearTimeout(ended)
        worker.removeAllListeners('message')
        worker.removeAllListeners('error')
        how()
      }
      worker.once('message', (said: Answer | { readonly failed: string }) => {
        settle(() => resolve('failed' in said ? undefined : said))
      })
      // Out of memory, most of all: the thread is lost, and there is no answer.
      worker.once('error', (error: Error) => {
        this.#worker = undefined
        settle(() => (/memory|Aborted|unreachable/i.test(error.message) ? resolve(undefined) : reject(error)))
      })
      worker.postMessage({ problem, secondsMax } satisfies Ask)
    })
  }

  async end(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = undefined
  }
}

if (!isMainThread && typeof workerData?.subject === 'string') await answer(workerData.subject)

async function answer(subject: string): Promise<void> {
  const folder = join(import.meta.dirname, '../../.peers', subject, 'load.js')
  const { load } = (await import(pathToFileURL(folder).href)) as { load(name: string): Promise<{ default(): Promise<Highs> }> }
  const highs = await (await load('highs')).default()
  parentPort?.on('message', ({ problem, secondsMax }: Ask) => {
    const found = both(highs, problem, secondsMax)
    parentPort?.postMessage(found ?? { failed: 'no answer' })
  })
}

function both(highs: Highs, problem: Problem, secondsMax: number): Answer | undefined {
  const options = { time_limit: secondsMax, output_flag: false }
  const before = process.threadCpuUsage()
  const most = highs.solve(programOf(problem), options)
  if (most.Status !== 'Optimal') return undefined
  const met = most.ObjectiveValue
  // A hair of room, and the inner-point method: with less, or by the simplex, it takes many times as long.
  const fair = highs.solve(programOf(problem, met * (1 - 1e-6)), { ...options, solver: 'ipm' })
  const { user, system } = process.threadCpuUsage(before)
  const ms = (user + system) / 1_000
  const solved = fair.Status === 'Optimal' ? fair : most
  const along = Float64Array.from(problem.edgeNeed, (_, edge) => solved.Columns[`x${edge}`]?.Primal ?? 0)
  return { met, along, ms, ...(fair.Status === 'Optimal' && { lowest: fair.ObjectiveValue }) }
}

/** In the text format of CPLEX: most met; or, with `met`, the highest lowest amount while so much is met. */
function programOf({ supply, wants, edgeGiver, edgeNeed, has }: Problem, met?: number): string {
  const ofGiver = Array.from(supply, (): string[] => [])
  const ofNeed = Array.from(wants, (): string[] => [])
  for (const [edge, giver] of edgeGiver.entries()) {
    ofGiver[giver]?.push(`x${edge}`)
    ofNeed[edgeNeed[edge] as number]?.push(`x${edge}`)
  }
  const all = Array.from(edgeNeed, (_, edge) => `x${edge}`)
  const lines = ['Maximize', ` obj: ${met === undefined ? broken(all) : 't'}`, 'Subject To']
  for (const [giver, edges] of ofGiver.entries()) if (edges.length > 0) lines.push(` g${giver}: ${broken(edges)} <= ${supply[giver]}`)
  for (const [need, edges] of ofNeed.entries()) {
    if (edges.length === 0) continue
    lines.push(` n${need}: ${broken(edges)} <= ${wants[need]}`)
    if (met !== undefined && (wants[need] as number) > 0) lines.push(` w${need}: ${broken(edges)} - t >= ${-(has?.[need] ?? 0)}`)
  }
  if (met !== undefined) lines.push(` met: ${broken(all)} >= ${met}`)
  return [...lines, 'End', ''].join('\n')
}

/** Its reader takes lines of a few hundred characters. */
function broken(terms: readonly string[]): string {
  const lines: string[] = []
  for (let at = 0; at < terms.length; at += 20) lines.push(terms.slice(at, at + 20).join(' + '))
  return lines.join('\n + ')
}
