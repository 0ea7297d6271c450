/** The worker that is a home: shared by all tabs where the browser can, else one for each tab. */
import { openAtHome } from './atHome.ts'
import { openPeer } from './compose.ts'

openAtHome(openPeer)
