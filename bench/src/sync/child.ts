/** A process of the bench with one peer in it, as the daemon composes it: it sends, or takes everything in. */
import { setTimeout } from 'node:timers/promises'
import type { FlowsState } from '@commune/commune'
import type { Peer } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { writeEntries } from './entries.ts'
import { openPeer } from './ports.ts'
import { countSockets } from './sockets.ts'
import { answerAll } from './talk.ts'

export type Ask =
  /** Begins a world of so many entries; answers with `Prepared`. */
  | { readonly ask: 'prepare'; readonly count: number; readonly authors: number; readonly perEntry: number }
  /** Comes in by a link and waits until so many statements are shown; answers with `TakenIn`. */
  | { readonly ask: 'join'; readonly link: string; readonly statements: number }
  /** Answers with the microseconds of processor time this process has used. */
  | { readonly ask: 'cpu' }
  /** Says one offer; answers with the moment before. */
  | { readonly ask: 'say'; readonly thing: string }
  /** Answers with the moments when things were first shown here, since the last time it was asked. */
  | { readonly ask: 'shown' }
  /** Writes all and ends the peer. */
  | { readonly ask: 'stop' }

export interface Prepared {
  readonly link: string
  readonly digest: string
  /** Bytes of an encoded statement, and of an envelope on average. */
  readonly statementBytes: number
  readonly envelopeBytes: number
}

export interface TakenIn {
  readonly ms: number
  readonly digest: string
  readonly signatureChecks: number
  /** Through the sockets, both ways. */
  readonly socketBytes: number
  readonly peakMb: number
  /** Processor time of the whole process, and of its main thread alone, in microseconds. */
  readonly cpuUs: number
  readonly mainCpuUs: number
}

/** Nanoseconds on the clock that all processes of a machine share. */
export type Moments = readonly (readonly [thing: string, ns: bigint])[]

type Held = NonNullable<ReturnType<Peer['inside']['find']>>

const sockets = countSockets()
const { peer } = await openPeer(process.argv[2] as string)
const shown: [string, bigint][] = []
let world: IdText | undefined

answerAll<Ask>(async (question) => {
  switch (question.ask) {
    case 'prepare':
      return prepare(question.count, question.authors, question.perEntry)
    case 'join':
      return join(question.link, question.statements)
    case 'say': {
      const beforeNs = process.hrtime.bigint()
      const said = await peer.act('say', { world: world as IdText, wishes: [{ wish: 'offer', thing: question.thing }] })
      if (!said.ok) throw new Error(said.error.key)
      return beforeNs
    }
    case 'cpu':
      return sumOf(process.cpuUsage())
    case 'shown':
      return shown.splice(0) satisfies Moments
    case 'stop':
      return peer.close()
  }
})

async function prepare(count: number, authors: number, perEntry: number): Promise<Prepared> {
  const begun = await peer.act('beginWorld', { name: 'Bench' })
  if (!begun.ok) throw new Error(begun.error.key)
  world = begun.value.world
  const hosted = peer.inside.find(world)?.hosted
  const epoch = hosted?.writing()
  if (!hosted || !epoch) throw new Error('there is no epoch')
  const { envelopes, statementBytes } = writeEntries(hosted.world.id, epoch, count, authors, perEntry)
  for (let at = 0; at < envelopes.length; at += 2_000) await hosted.world.take(envelopes.slice(at, at + 2_000), undefined, true)
  await hosted.world.settle()
  // At rest: its authors have their epoch, as those who live in a world do.
  await hosted.refresh()
  while ((hosted.choice()?.leftOut.length ?? 1) > 0) {
    await hosted.tend()
    await setTimeout(100)
  }
  await hosted.world.checkpoint()
  const invited = await peer.act('invite', { world, kind: 'ware', history: true, untilMs: Date.now() + 3_600_000 })
  if (!invited.ok) throw new Error(invited.error.key)
  const envelopeBytes = envelopes.reduce((sum, { length }) => sum + length, 0) / envelopes.length
  return { link: invited.value.link, statementBytes, envelopeBytes, digest: hosted.world.folds.digest() }
}

async function join(link: string, statements: number): Promise<TakenIn> {
  const [cpu, mainCpu] = [process.cpuUsage(), process.threadCpuUsage()]
  const startMs = performance.now()
  const joined = await peer.act('join', { link })
  if (!joined.ok) throw new Error(joined.error.key)
  world = joined.value.world
  const held = peer.inside.find(world)
  if (!held) throw new Error('there is no world')
  const { hosted } = held
  const count = (): number => Object.values(hosted.world.folds.state('flows')).reduce((sum, facts) => sum + facts.size, 0)
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (count() < statements) return
      stop()
      resolve()
    }
    const stop = hosted.world.listen({ folded: look })
    look()
  })
  const ms = performance.now() - startMs
  const [cpuUs, mainCpuUs] = [sumOf(process.cpuUsage(cpu)), sumOf(process.threadCpuUsage(mainCpu))]
  const peakMb = process.resourceUsage().maxRSS / 1_024
  noteShown(held)
  const { folds, graph } = hosted.world
  const digest = folds.digest()
  return { ms, digest, signatureChecks: graph.signatureChecks, socketBytes: sockets.bytes(), peakMb, cpuUs, mainCpuUs }
}

function sumOf({ user, system }: NodeJS.CpuUsage): number {
  return user + system
}

/** Notes when what was said live can be seen by whoever asks. */
function noteShown({ hosted, views }: Held): void {
  const table = (): FlowsState['intents'] => (hosted.world.folds.state('flows') as unknown as FlowsState).intents
  let { version } = table()
  // Somebody has the list of a hundred thousand open, and it is drawn; what is said live is to appear in it.
  views().intents.list({ limit: 50 }, Date.now())
  hosted.world.listen({
    folded: (rooms) => {
      if (!rooms.has('flows')) return
      const intents = table()
      for (const id of intents.since(version) ?? intents.keys()) {
        const thing = views().intents.one(id, Date.now())?.thing
        if (thing !== undefined) shown.push([thing, process.hrtime.bigint()])
      }
      ;({ version } = intents)
    }
  })
}
