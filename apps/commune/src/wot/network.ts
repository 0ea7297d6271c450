/** How this box goes out to things of the web: the platform's `fetch`, and all addresses that a name has. */
import type { Fetch } from '@commune/bridges/wot'
import { lookup } from 'node:dns/promises'

export const webFetch: Fetch = (url, init) => fetch(url, init)

export const addressesOf = async (host: string): Promise<readonly string[]> => (await lookup(host, { all: true })).map(({ address }) => address)
