/** In place of the real peer where the app is built with `--mode stage`; the name says which stage. */
import { sodiumReady } from '@commune/protocol'
import type { OpenPeer } from '../peer/home.ts'
import { StagePeer } from './stagePeer.ts'
import { stageNamed } from './lindenYard.ts'

export const openPeer: OpenPeer = async (name) => {
  // Those who say things on a stage have keys, too.
  await sodiumReady
  return { api: new StagePeer(stageNamed(name)), close: async () => {} }
}
