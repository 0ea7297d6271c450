/** What an examination found. */
import type { Message } from '@commune/commune'

export interface Finding {
  /** `advice`: nothing is wrong, and something better could be. */
  readonly state: 'fine' | 'advice' | 'wrong'
  readonly said: Message
}

export const fine = (said: Message): Finding => ({ state: 'fine', said })
export const advice = (said: Message): Finding => ({ state: 'advice', said })
export const wrong = (said: Message): Finding => ({ state: 'wrong', said })
