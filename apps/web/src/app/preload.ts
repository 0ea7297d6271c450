/**
 * Every room and what its doors need, some seconds after the place is drawn: the page goes on in all of them when the box that
 * brought it is gone, or has another address (on plain http nothing else brings them back). What does not come is asked for again
 * when one goes there.
 */
const rooms = (): readonly Promise<unknown>[] => [
  import('../rooms/flows/needs.tsx'),
  import('../rooms/flows/need.tsx'),
  import('../rooms/flows/stock.tsx'),
  import('../rooms/ideas/ideas.tsx'),
  import('../rooms/ideas/markdown/markdown.tsx'),
  import('../rooms/wares/wares.tsx'),
  import('../rooms/wares/one-ware.tsx'),
  import('../rooms/wares/me.tsx'),
  import('../rooms/search/search.tsx'),
  import('../rooms/senses/things.tsx'),
  import('../rooms/senses/thing.tsx'),
  import('../rooms/senses/devices.tsx'),
  import('../rooms/senses/supply.tsx'),
  import('../rooms/senses/chart.ts'),
  import('../rooms/agreements/agreements.tsx'),
  import('../rooms/agreements/agreement.tsx'),
  import('../rooms/agreements/agree.tsx'),
  import('../rooms/worlds/gate.tsx'),
  import('../rooms/worlds/more.tsx'),
  import('../rooms/worlds/doors.tsx'),
  import('jsqr'),
  import('lean-qr')
]

export const preloadRooms = (): void => {
  for (const room of rooms()) room.catch(() => {})
}
