/** How many others hold a copy, in words; counted from what they acknowledged (S5). */
import type { Kept } from '@commune/peer'
import { sentence } from '../words/index.ts'

export const keptWords = ({ others, browsers, carriers }: Kept): string => {
  const parts = [
    ...(others > 0 ? [sentence('kept.others', { n: others })] : []),
    ...(browsers > 0 ? [sentence('kept.browsers', { n: browsers })] : []),
    ...(carriers > 0 ? [sentence('kept.carriers', { n: carriers })] : [])
  ]
  return parts.length === 0 ? sentence('kept.only-here') : sentence('kept.by', { who: parts })
}
