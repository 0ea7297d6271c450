/** What guests of a broker say and hear, a line each. */
import type { Raw } from './raw.ts'

export const say = (guest: Raw, topic: string, payload: string, more: { qos?: 0 | 1 | 2; retain?: boolean; messageId?: number } = {}): void =>
  guest.send({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false, ...more })

/** What each subscription was granted. */
export const subscribe = async (guest: Raw, ...topics: string[]): Promise<readonly unknown[]> => {
  guest.send({ cmd: 'subscribe', messageId: 9, subscriptions: topics.map((topic) => ({ topic, qos: 0 as const })) })
  return (await guest.next('suback')).granted
}

/** Waits until everything that the guest sent before was taken in. */
export const settled = async (guest: Raw): Promise<void> => {
  guest.send({ cmd: 'pingreq' })
  await guest.next('pingresp')
}
