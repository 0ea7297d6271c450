/**
 * The worker that is a home: shared by all tabs where the browser can, else one for each tab. The peer is loaded after the door
 * is open, so that no tab knocks before anybody hears it.
 */
import { openAtHome } from './atHome.ts'

openAtHome(async (name, mayWrite) => (await import('./compose.ts')).openPeer(name, mayWrite))
