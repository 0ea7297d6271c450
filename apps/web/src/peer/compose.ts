/** Composes the peer of a browser from its parts: the store, the network, the clock and the chance of this browser. */
import { StoreError } from '@commune/protocol'
import type { OpenPeer } from './home.ts'

export const openPeer: OpenPeer = () => Promise.reject(new StoreError('closed', 'no peer is composed here yet'))
