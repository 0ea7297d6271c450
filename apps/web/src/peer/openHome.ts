/**
 * A tab's way to the home: a shared worker, or one of its own where the browser has none. Comes back by itself when the worker
 * has died, and leaves a note when the tab closes, so that another tab need not wait for the lease to lapse.
 */
import type { PeerApi } from '@commune/peer'
import type { TabWord, WorkerWord } from './atHome.ts'
import { portOf, RemotePeer } from './rpc.ts'
import { SteadyPeer } from './steadyPeer.ts'

const noteKey = 'commune home gone'
/** Homes that closed one soon after another are all remembered: any of them may have held the lease. */
const goneMax = 8
/** A worker that stays silent for so long while the tab is looked at has died. */
const silenceMs = 20_000
const beatMs = 5_000

export interface TabHome {
  readonly api: PeerApi
  /** The place is drawn: what has waited for that may come. */
  drawn(): void
}

/** The home of this origin; `name` keeps apart what must not meet, as one stage and another. */
export const openHome = (name: string): TabHome => {
  const peer = new SteadyPeer()
  let isDrawn = false
  let talk = connect(name, peer)
  let heard = Date.now()
  const hearing = (): void => void (heard = Date.now())
  listeners.add(hearing)
  setInterval(() => {
    if (document.visibilityState !== 'visible') return void (heard = Date.now())
    if (Date.now() - heard < silenceMs) return
    heard = Date.now()
    talk.end()
    talk = connect(name, peer)
    if (isDrawn) talk.post({ tab: 'drawn' })
  }, beatMs)
  return {
    api: peer,
    drawn: () => {
      isDrawn = true
      talk.post({ tab: 'drawn' })
    }
  }
}

const listeners = new Set<() => void>()

type Talk = { post(word: TabWord): void; readonly end: () => void }

function connect(name: string, peer: SteadyPeer): Talk {
  const talk = 'SharedWorker' in globalThis ? shared(name, peer) : own(name, peer)
  const beat = setInterval(() => talk.post({ tab: 'beat' }), beatMs)
  const onStorage = (event: StorageEvent): void => {
    if (event.key === noteKey) for (const home of goneIn(event.newValue)) talk.post({ tab: 'gone', home })
  }
  const onHide = (): void => talk.post({ tab: 'bye' })
  addEventListener('storage', onStorage)
  addEventListener('pagehide', onHide)
  const end = (): void => {
    clearInterval(beat)
    removeEventListener('storage', onStorage)
    removeEventListener('pagehide', onHide)
    talk.end()
  }
  return { post: (word) => talk.post(word), end }
}

function shared(name: string, peer: SteadyPeer): Talk {
  const worker = new SharedWorker(new URL('./home.worker.ts', import.meta.url), { type: 'module', name })
  const { port } = worker
  port.addEventListener('message', (event) => hear(event as MessageEvent))
  peer.use(new RemotePeer(portOf(port)))
  port.start()
  return { post: (word) => port.postMessage(word), end: () => port.close() }
}

function own(name: string, peer: SteadyPeer): Talk {
  const worker = new Worker(new URL('./home.worker.ts', import.meta.url), { type: 'module', name })
  let id = ''
  const gone = readNote()
  worker.addEventListener('message', (event) => {
    id = hear(event as MessageEvent) ?? id
  })
  peer.use(new RemotePeer(portOf(worker)))
  for (const home of gone) worker.postMessage({ tab: 'gone', home } satisfies TabWord)
  // Written in one step while the page closes, when nothing slower would still be done.
  addEventListener('pagehide', () => writeNote(id))
  // A page that comes back from the browser's memory has lost its worker's lease: it begins anew.
  addEventListener('pageshow', (event) => event.persisted && location.reload())
  return { post: (word) => worker.postMessage(word), end: () => worker.terminate() }
}

const hear = (event: MessageEvent): string | undefined => {
  const word = event.data as WorkerWord
  if (word.home !== 'here') return undefined
  for (const each of listeners) each()
  return word.id
}

const readNote = (): readonly string[] => {
  try {
    return goneIn(localStorage.getItem(noteKey))
  } catch {
    return []
  }
}

const goneIn = (note: string | null): readonly string[] => (note ? note.split('\n') : [])

const writeNote = (id: string): void => {
  if (id === '') return
  try {
    localStorage.setItem(noteKey, [...readNote(), id].slice(-goneMax).join('\n'))
  } catch {
    // Without a note the next home waits until the lease has lapsed.
  }
}
