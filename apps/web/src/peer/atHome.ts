/**
 * Makes this worker a home and lets tabs in. Tabs say `gone` with the name of a home whose page has closed, `bye` when they
 * close themselves, `drawn` when the place is drawn (or one goes in by a link), and `beat` to hear whether the worker still lives.
 */
import { tellDrawn } from './drawn.ts'
import { Home, type OpenPeer } from './home.ts'
import { Leases } from './lease.ts'
import { browserClock } from './platform.ts'
import { reasonOf } from './reason.ts'
import { portOf, servePort, type Talking } from './rpc.ts'

/** What a tab says to its home besides calls, and hears from it. */
export type TabWord = { readonly tab: 'bye' | 'beat' | 'drawn' } | { readonly tab: 'gone'; readonly home: string }
export type WorkerWord = { readonly home: 'here'; readonly id: string }

/** The inside of a worker: of its own tab, or shared, when tabs come in through `onconnect`. */
interface Inside extends Talking {
  readonly name: string
  onconnect?: ((event: MessageEvent) => void) | null
}

const worker = self as unknown as Inside
const shared = 'onconnect' in worker

export const openAtHome = (openPeer: OpenPeer): Home => {
  // There is one shared worker of a script and a name, so a new one with the same id means that the old one is gone.
  const id = shared ? `shared ${location.href}` : `tab ${[...crypto.getRandomValues(new Uint32Array(4))].join('-')}`
  const channel = new BroadcastChannel(`commune home ${worker.name}`)
  const leases = new Leases(indexedDB, `commune home ${worker.name}`)
  const home = new Home({ id, name: worker.name, leases, channel, clock: browserClock, openPeer, reasonOf })
  const letIn = (port: Talking): void => {
    const end = servePort(portOf(port), home.api)
    const here: WorkerWord = { home: 'here', id }
    port.addEventListener('message', (event) => {
      const word = event.data as TabWord
      if (word.tab === 'beat') port.postMessage(here)
      else if (word.tab === 'drawn') tellDrawn()
      else if (word.tab === 'gone') void home.heardGone(word.home)
      else if (word.tab === 'bye') {
        end()
        if (!shared) void home.end()
      }
    })
    if (port instanceof MessagePort) port.start()
    port.postMessage(here)
  }
  if (shared) worker.onconnect = (event) => letIn(event.ports[0]!)
  else letIn(worker)
  return home
}

