/**
 * Takes an invitation out of the address bar and out of the history entry, before anything else looks at the address (K5). It
 * is handed on in memory alone: never stored, logged or sent to the server that served the page.
 */
import { isInvitation } from './route.ts'

/** The whole link, or undefined when the address holds none. */
export const takeLink = (): string | undefined => {
  if (!isInvitation(location.hash)) return undefined
  const link = location.href
  history.replaceState(null, '', location.pathname + location.search)
  return link
}
