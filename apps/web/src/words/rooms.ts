/** The words of all rooms that lie in one file with them, and of their doors. */
import { peerLaterEnglish } from '@commune/peer'
import { devicesPages } from './en/devices.ts'
import { flowsPages } from './en/flows.ts'
import { ideasPages } from './en/ideas.ts'
import { waresPages } from './en/wares.ts'
import { worldsPages } from './en/worlds.ts'
import { takeWords } from './index.ts'

takeWords(peerLaterEnglish, flowsPages, ideasPages, waresPages, worldsPages, devicesPages)
