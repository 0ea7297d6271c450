/** Those connected whose store nobody clears, and who take what passes beside the envelopes: each device once. */
import type { IdText, Present } from '@commune/protocol'
import type { Channel } from './channel.ts'

export const steadyAmong = (channels: readonly Channel[]): Present[] => {
  const found = new Map<IdText, Present>()
  for (const { allowed, remote, member } of channels) {
    const ware = allowed && remote?.beside && !remote.mayForget ? member?.identities.wareOfDevice(remote.device) : undefined
    if (remote && ware !== undefined) found.set(remote.device, { ware, device: remote.device })
  }
  return [...found.values()]
}
