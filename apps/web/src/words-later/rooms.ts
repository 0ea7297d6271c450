/** The words of all rooms that lie in one file with them, and of their doors: taken when the first of them is opened. */
import { peerLaterEnglish } from '@commune/peer'
import { takeWords } from '../words/index.ts'
import { devicesPages } from './en/devices.ts'
import { flowsPages } from './en/flows.ts'
import { ideasPages } from './en/ideas.ts'
import { waresPages } from './en/wares.ts'
import { worldsPages } from './en/worlds.ts'

export const takeRoomWords = (): void => takeWords(peerLaterEnglish, flowsPages, ideasPages, waresPages, worldsPages, devicesPages)
