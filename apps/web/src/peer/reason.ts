/** Why there is no peer, in words that say what to do. */
import type { Message } from '@commune/commune'
import type { StoreError } from '@commune/protocol'

/** Before the store is open the browser itself refuses: the lease lies in a database of its own. */
const ofBrowser: Readonly<Record<string, string>> = { QuotaExceededError: 'web.store.full', SecurityError: 'web.store.read-only', NotAllowedError: 'web.store.read-only' }

export const reasonOf = (fault: unknown): Message => {
  if (isOfStore(fault)) return { key: `web.store.${fault.fault}` }
  const { name = '', message = '' } = (typeof fault === 'object' && fault !== null ? fault : { message: String(fault) }) as { readonly name?: string; readonly message?: string }
  const known = ofBrowser[name]
  return known === undefined ? { key: 'app.fault', params: { fault: message || name } } : { key: known }
}

/** Told by its name: the store comes with the peer, in a script of its own. */
const isOfStore = (fault: unknown): fault is StoreError => fault instanceof Error && fault.name === 'StoreError'
