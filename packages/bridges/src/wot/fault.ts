/**
 * What is wrong with a description, and what is doubtful about it: where (a JSON pointer), which rule it breaks, and a sentence for
 * the person. Rules are named by the ids of the assertions in the standard (W3C Web of Things Thing Description 1.1) where it has one.
 */
import { type Message, wotMessage } from '@commune/commune'

export interface Fault {
  /** Id of an assertion of the standard as `td-security-oauth2-code-flow`, or a name of our own without `td-` in front. */
  readonly rule: string
  /** JSON pointer; empty for the whole. */
  readonly place: string
  readonly message: Message
}

type Maker = typeof wotMessage
type Key = Parameters<Maker>[0]
type Gaps = Readonly<Record<string, string | number | readonly string[]>>

/** The sentence gets the place by itself. */
export const faultOf = (rule: string, place: string, key: Key, gaps: Gaps = {}): Fault => ({
  rule,
  place,
  message: { key, params: { ...gaps, place: placeWords(place) } }
})

const placeWords = (place: string): string | Message => {
  if (place === '') return wotMessage('wot.whole')
  return place.length > 120 ? `${place.slice(0, 119)}…` : place
}
