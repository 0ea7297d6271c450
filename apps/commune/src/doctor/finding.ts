/** What an examination found. */
import type { Message } from '@commune/commune'

export interface Finding {
  readonly ok: boolean
  readonly said: Message
}

export const fine = (said: Message): Finding => ({ ok: true, said })
export const wrong = (said: Message): Finding => ({ ok: false, said })
