/** How a need or an offer stands, said to whoever reads it: to the one who said it, and else as anybody may read it. */
import type { IntentRow, Message } from '@commune/commune'
import type { IdText } from '@commune/protocol'

/** Said of both sides alike by the rooms; the one whose need or offer it is hears which side is meant. */
const toItsOwn: Readonly<Record<string, string>> = {
  'flows.state.answered': 'web.need.answered-yours',
  'flows.state.asked-by-us': 'web.need.asked-by-you'
}

export const standingOf = ({ ware, words }: Pick<IntentRow, 'ware' | 'words'>, me: IdText | undefined): Message => {
  const key = ware === me ? toItsOwn[words.key] : undefined
  return key === undefined ? words : { ...words, key }
}
