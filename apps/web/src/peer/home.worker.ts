/**
 * The worker that is a home: shared by all tabs where the browser can, else one for each tab. The peer is loaded after the door
 * is open, so that no tab knocks before anybody hears it; where all share one, it will be this one's, and begins to load at once.
 */
import { openAtHome } from './atHome.ts'
import { drawn } from './drawn.ts'
import { browserClock, browserLog, browserRandom } from './platform.ts'

const platform = { clock: browserClock, random: browserRandom, log: browserLog, drawn }
const compose = () => import('./compose.ts')

if ('onconnect' in self) compose().catch(() => {})
openAtHome(async (name, mayWrite) => (await compose()).openPeer(name, mayWrite, platform))
