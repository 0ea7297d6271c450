/** Where copies are, counted from acknowledgements: never "saved", never "synced" (S5). */
import type { Message, Param } from '@commune/commune'
import type { Kept } from '@commune/peer'

export const keptWords = ({ others, browsers, carriers }: Kept): Message => {
  const parts: Param[] = []
  if (others > 0) parts.push({ key: 'web.kept.others', params: { n: others } })
  if (browsers > 0) parts.push({ key: 'web.kept.browsers', params: { n: browsers } })
  if (carriers > 0) parts.push({ key: 'web.kept.carriers', params: { n: carriers } })
  if (parts.length === 0) return { key: 'web.kept.here' }
  const [first, ...rest] = parts
  return rest.length === 0
    ? { key: 'web.kept.by', params: { whom: first! } }
    : rest.length === 1
      ? { key: 'web.kept.by-two', params: { whom: first!, and: rest[0]! } }
      : { key: 'web.kept.by-three', params: { whom: first!, and: rest[0]!, also: rest[1]! } }
}
