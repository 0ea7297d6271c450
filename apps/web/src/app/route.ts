/**
 * Where one is, in the fragment of the address: `#/needs/ID`. Links work without a server. Every route begins with `#/`;
 * any other fragment is an invitation and is taken out of the address bar before anything else happens.
 */
const plain = ['stock', 'ideas', 'wares', 'me', 'more', 'gate', 'device', 'lost', 'backup', 'restore', 'leave', 'fork', 'worlds', 'scan', 'carry', 'things', 'devices', 'supply', 'sense', 'agreements'] as const
const named = ['idea', 'write', 'versions', 'ware', 'apart', 'need', 'thing', 'agreement'] as const

type PlainRoute = { [R in (typeof plain)[number] | 'place']: { readonly room: R } }[(typeof plain)[number] | 'place']
type NamedRoute = { [R in (typeof named)[number]]: { readonly room: R; readonly id: string } }[(typeof named)[number]]

export type Route =
  | PlainRoute
  | NamedRoute
  | { readonly room: 'needs'; readonly kind?: 'need' | 'offer' }
  /** A new agreement: from a line that was typed, or in the place of one there is. */
  | { readonly room: 'agree'; readonly line?: string; readonly instead?: string }
  | { readonly room: 'plant'; readonly title?: string }
  | { readonly room: 'search'; readonly text: string }

/** Reads a fragment; whatever is no route leads to the place. */
export const readRoute = (fragment: string): Route => {
  const [room = '', ...rest] = fragment.replace(/^#?\/?/, '').split('/').map(decoded)
  const id = rest[0] ?? ''
  const isPlain = plain.find((each) => each === room)
  if (isPlain) return { room: isPlain } as Route
  if (room === 'needs') return id === 'need' || id === 'offer' ? { room, kind: id } : { room }
  if (room === 'plant') return id === '' ? { room } : { room, title: id }
  if (room === 'agree') return rest[1] === undefined || rest[1] === '' ? { room } : id === 'instead' ? { room, instead: rest[1] } : { room, line: rest[1] }
  if (room === 'search') return { room, text: id }
  const isNamed = named.find((each) => each === room)
  return isNamed && id !== '' ? { room: isNamed, id } : { room: 'place' }
}

/** The fragment of a route, with its `#`. */
export const linkTo = (route: Route): string => {
  switch (route.room) {
    case 'place': return '#/'
    case 'needs': return route.kind ? `#/needs/${route.kind}` : '#/needs'
    case 'plant': return route.title ? `#/plant/${encodeURIComponent(route.title)}` : '#/plant'
    case 'agree': return route.instead ? `#/agree/instead/${encodeURIComponent(route.instead)}` : route.line ? `#/agree/line/${encodeURIComponent(route.line)}` : '#/agree'
    case 'search': return `#/search/${encodeURIComponent(route.text)}`
    case 'need':
    case 'idea':
    case 'write':
    case 'versions':
    case 'ware':
    case 'thing':
    case 'agreement':
    case 'apart': return `#/${route.room}/${encodeURIComponent(route.id)}`
    default: return `#/${route.room}`
  }
}

/** A fragment that is no route: an invitation, to be treated as a secret. */
export const isInvitation = (fragment: string): boolean => fragment.length > 1 && !fragment.startsWith('#/')

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
