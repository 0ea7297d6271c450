/** Coming back after a loss, and letting a lost device go (I3, I4). */
import type { Message } from '@commune/commune'
import { backupFaultWords, fromText, makeBackup, no, ok, openBackup, restoreDevice, type Result, sayEnd } from '@commune/protocol'
import type { ActName, Acts, Outcome } from '../api/api.ts'
import { deviceOf, wareOf } from '../me/me.ts'
import { messageOfFault, peerMessage } from '../words/index.ts'
import { selfOf } from './asks.ts'
import type { Held, Inside } from './inside.ts'
import type { Joining } from './joining.ts'
import { leaveBehind, quiet, untouchedWorlds } from './untouched.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

export const keepingOf = (inside: Inside, joining: Joining): Doing => ({
  async backup({ passphrase }) {
    const me = inside.me()
    if (!me.recovery) return no(peerMessage('peer.no-recovery'))
    const name = selfOf(inside).name ?? ''
    const madeS = Math.floor(inside.ports.clock.nowMs() / 1_000)
    const worlds = inside.held().map((held) => joining.passOf(held, held.hosted.world.keyring.all().map((epoch) => epoch.secret)))
    const made = makeBackup({ begin: me.begin, recovery: me.recovery, name, madeS, worlds }, { passphrase }, inside.ports.random)
    if (!made.ok) return no(peerMessage('peer.backup-damaged', { why: backupFaultWords[made.error] }))
    await inside.setMe({ ...me, backedUp: true })
    return ok({ bytes: made.value.bytes, name: `${name || 'smart-commune'}.backup` })
  },

  async restore({ bytes, passphrase }) {
    const behind = untouchedWorlds(inside)
    if (!behind) return no(peerMessage('peer.not-fresh'))
    const backup = openBackup(bytes, { passphrase })
    if (!backup.ok) return no(peerMessage('peer.backup-damaged', { why: backupFaultWords[backup.error] }))
    const { device, add } = restoreDevice(backup.value, inside.ports.random)
    quiet(behind)
    await inside.setMe({ device, begin: backup.value.begin, adds: [add], recovery: backup.value.recovery, backedUp: true })
    for (const pass of backup.value.worlds) await joining.enter(pass, pass.addresses)
    await leaveBehind(inside, behind)
    return ok(selfOf(inside))
  },

  async endDevice({ device }) {
    const mine = inside.me()
    let found = false
    for (const held of inside.held()) {
      if (held.left) continue
      const devices = held.hosted.identities.devices(wareOf(mine)).filter((view) => !view.ended)
      if (!devices.some((view) => view.device === device)) continue
      if (devices.length === 1) return no(peerMessage('peer.device-alone'))
      found = true
      const ended = await endIn(held, device, wareOf(mine))
      if (!ended.ok) return ended
    }
    return found || device === deviceOf(mine) ? ok({}) : no(peerMessage('peer.device-unknown'))
  }
})

/** Ends a device in one world: what it said up to now still speaks for the ware, and those it added go on. */
async function endIn({ hosted }: Held, device: string, ware: string): Promise<Result<undefined, Message>> {
  const tips = [...hosted.world.graph.tips(device)].sort((a, b) => b.lamport - a.lamport)
  const keeps = hosted.identities.devices(ware).flatMap((view) => (typeof view.addedBy === 'object' && view.addedBy.device === device ? [fromText(view.device) as Uint8Array] : []))
  try {
    await hosted.say([sayEnd({ ware: fromText(ware) as Uint8Array, device: fromText(device) as Uint8Array, last: tips[0]?.id ?? null, keeps })])
    await hosted.refresh()
    await hosted.tend()
    return ok(undefined)
  } catch (fault) {
    return no(messageOfFault(fault))
  }
}

