/** Why an invitation does not lead anywhere, and what a person can do. */
export type InvitationFault =
  'no-invitation' | 'damaged' | 'newer' | 'wrong' | 'old' | 'used' | 'withdrawn' | 'not-now' | 'refused'

/** One plain sentence or two for each fault. */
export const invitationFaultWords: Readonly<Record<InvitationFault, string>> = {
  'no-invitation': 'This is not an invitation. Use the whole link, from its beginning to its end.',
  damaged:
    'This invitation is damaged: a part of the link is missing or changed. Copy the whole link again, or scan the code again.',
  newer: 'This invitation was made by a newer version of the program. Update this one, then try again.',
  wrong: 'Nobody here knows this invitation. Ask those who invited you for a new one.',
  old: 'This invitation is too old. Ask those who invited you for a new one.',
  used: 'This invitation was used already, and each serves once. Ask those who invited you for a new one.',
  withdrawn: 'This invitation was withdrawn. Ask those who invited you.',
  'not-now': 'Those who answered cannot let anyone in just now. Try again in a while.',
  refused: 'The answer to this invitation could not be read. Ask those who invited you for a new one.'
}

/** Faults that a member tells a newcomer. */
export const answeredFaults = ['old', 'used', 'withdrawn', 'not-now'] as const
export type AnsweredFault = (typeof answeredFaults)[number]
