/**
 * The store as a peer uses it, with an eye on what it cannot do: a full disk, a folder that can only be read, damage. What goes
 * wrong in the background reaches nobody otherwise, and a person has to hear of it.
 *
 * It changes no answer and adds no wait: it looks on.
 */
import { type Store, StoreError } from '@commune/protocol'

export interface StoreEyes {
  fault(error: StoreError): void
  /** A commit went through. */
  committed(): void
}

export const watchedStore = (store: Store, eyes: StoreEyes): Store => {
  const look = <T>(answer: Promise<T>): Promise<T> => {
    answer.catch((fault: unknown) => {
      if (fault instanceof StoreError) eyes.fault(fault)
    })
    return answer
  }
  return {
    get: (key) => look(store.get(key)),
    getMany: (keys) => look(store.getMany(keys)),
    keys: (prefix, options) => look(store.keys(prefix, options)),
    list: (prefix, options) => look(store.list(prefix, options)),
    commit: (changes) => {
      const answer = look(store.commit(changes))
      answer.then(() => eyes.committed(), () => undefined)
      return answer
    },
    size: () => store.size(),
    close: () => store.close()
  }
}
