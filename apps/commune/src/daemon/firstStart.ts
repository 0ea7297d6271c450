/** The first start: this box becomes a ware, and a world begins around it. */
import type { PeerApi, WorldSummary } from '@commune/peer'
import { talk } from '../cli/talk.ts'
import { sentence } from '../words/index.ts'
import { boxName } from './house.ts'

export interface Beginning {
  /** What this ware calls itself; the host's name by itself. */
  readonly name?: string
  readonly kind?: string
  readonly worldName?: string
}

/** Begins a world with this ware in it. */
export const beginHere = async (api: PeerApi, wished: Beginning = {}): Promise<WorldSummary> => {
  const { ask, act } = talk(api)
  const own = wished.name ?? boxName()
  const name = own ?? sentence('first.box')
  const { world } = await act('beginWorld', {
    name: wished.worldName ?? (own === undefined ? sentence('first.place') : sentence('first.world', { name: own }))
  })
  try {
    await act('say', { world, wishes: [{ wish: 'me', name, kind: wished.kind ?? 'hardware' }] })
  } catch (error) {
    // What the ware calls itself was wrong: the world goes as well, so that it can be begun again with the right words.
    await act('leave', { world, forget: true })
    throw error
  }
  return ask('world', { world })
}

/** Comes into the world of an invitation in place of beginning one; a box says there what it is. */
export const joinHere = async (api: PeerApi, link: string): Promise<WorldSummary> => {
  const { ask, act } = talk(api)
  const { world } = await act('join', { link })
  const known = (await ask('wares', { world })).find((row) => row.me)?.kind !== undefined
  if (!known) await act('say', { world, wishes: [{ wish: 'me', name: boxName() ?? sentence('first.box'), kind: 'hardware' }] })
  return ask('world', { world })
}
