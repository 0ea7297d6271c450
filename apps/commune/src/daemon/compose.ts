/** The one place where a peer of this box is put together. */
import { Peer, type PeerOptions, type PeerPorts, WrongLockError } from '@commune/peer'
import { StoreError, type Transport } from '@commune/protocol'
import { Stop } from '../cli/stop.ts'
import { ThreadOpener } from '../opener/threadOpener.ts'
import { zlibPacker } from '../opener/zlibPacker.ts'
import { cliMessage } from '../words/index.ts'
import { type Home, type HomePorts, stopOf } from './home.ts'
import { version } from './version.ts'

export interface Network extends Pick<PeerOptions, 'webBase' | 'listeners'> {
  readonly transport: Transport
}

/** The peer of an opened data folder; without a network it is whole and alone. Closing it closes the store. */
export const composePeer = async (
  { folder, store, lock }: Home,
  { log, clock, random, senses }: HomePorts & Pick<PeerPorts, 'senses'>,
  network?: Network
): Promise<Peer> => {
  const opener = new ThreadOpener()
  const { transport, ...options } = network ?? {}
  try {
    return await Peer.open(
      { store, clock, random, log, opener, packer: zlibPacker, ...(transport && { transport }), ...(senses && { senses }) },
      { lock, mayForget: false, version, ...options }
    )
  } catch (error) {
    await store.close()
    if (error instanceof WrongLockError) throw new Stop(cliMessage('up.damaged-lock'))
    throw error instanceof StoreError ? stopOf(error, folder) : error
  }
}
