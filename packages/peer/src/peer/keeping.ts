/** Coming back after a loss, and letting a lost device go (I3, I4). */
import type { Message } from '@commune/commune'
import { backupFaultWords, devicesMax, entryOf, fromText, type IdentityState, lockSecrets, makeBackup, no, ok, openBackup, recoveryFrom, restoreDevice, type Result, sayEnd, sayRecoveryEnd, toText, unlockSecrets } from '@commune/protocol'
import type { ActName, Acts, Outcome } from '../api/api.ts'
import type { Hosted } from '../hosted/hosted.ts'
import { deviceOf, type Me, wareOf } from '../me/me.ts'
import { messageOfFault, peerMessage } from '../words/index.ts'
import { selfOf } from './asks.ts'
import type { Held, Inside } from './inside.ts'
import type { Joining } from './joining.ts'
import { leaveBehind, quiet, untouchedWorlds } from './untouched.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

export const keepingOf = (inside: Inside, joining: Joining): Doing => {
  /** The recovery key as it stays here once the backup made last is kept. */
  let made: Uint8Array | undefined
  const kept = async (sealed: Uint8Array): Promise<void> => {
    made = undefined
    await inside.setMe({ ...inside.me(), recovery: null, sealed, backedUp: true })
  }

  return {
    async backup({ passphrase, later = false }) {
      const me = inside.me()
      const recovery = recoveryIn(me, passphrase)
      if (!recovery.ok) return recovery
      const name = selfOf(inside).name ?? ''
      const madeS = Math.floor(inside.ports.clock.nowMs() / 1_000)
      const worlds = inside.held().map((held) => joining.passOf(held, held.hosted.world.keyring.all().map((epoch) => epoch.secret)))
      const backup = makeBackup({ begin: me.begin, recovery: recovery.value, name, madeS, worlds }, { passphrase }, inside.ports.random)
      const sealed = me.recovery || !me.sealed ? lockSecrets(recovery.value, passphrase, inside.ports.random) : ok(me.sealed)
      if (!backup.ok || !sealed.ok) return no(peerMessage('peer.backup-weak'))
      if (later) made = sealed.value
      else await kept(sealed.value)
      return ok({ bytes: backup.value.bytes, name: `${name || 'smart-commune'}.backup` })
    },

    async backupKept() {
      if (made === undefined) return no(peerMessage('peer.no-backup-made'))
      await kept(made)
      return ok({})
    },

    async restore({ bytes, passphrase }) {
      const behind = untouchedWorlds(inside)
      if (!behind) return no(peerMessage('peer.not-fresh'))
      const backup = openBackup(bytes, { passphrase })
      if (!backup.ok) return no(peerMessage('peer.backup-damaged', { why: backupFaultWords[backup.error] }))
      // Its worlds are here, untouched as they may be: left behind for those in the backup they would be gone.
      if (toText(backup.value.begin.ware) === wareOf(inside.me())) return no(peerMessage('peer.already-you'))
      const { device, add } = restoreDevice(backup.value, inside.ports.random)
      quiet(behind)
      await inside.setMe({ device, begin: backup.value.begin, adds: [add], recovery: backup.value.recovery, sealed: null, backedUp: true })
      for (const pass of backup.value.worlds) await joining.enter(pass, pass.addresses)
      await leaveBehind(inside, behind)
      return ok(selfOf(inside))
    },

    async endDevice({ device, passphrase }) {
      const mine = inside.me()
      const recovery = passphrase === undefined ? ok(mine.recovery) : recoveryIn(mine, passphrase)
      if (!recovery.ok) return recovery
      let found = false
      for (const held of inside.held()) {
        if (held.left) continue
        const devices = held.hosted.identities.devices(wareOf(mine)).filter((view) => !view.ended)
        if (!devices.some((view) => view.device === device)) continue
        if (devices.length === 1) return no(peerMessage('peer.device-alone'))
        found = true
        const ended = await endIn(held, device, { ...mine, recovery: recovery.value })
        if (!ended.ok) return ended
      }
      if (found) return ok({})
      return no(peerMessage(device === deviceOf(mine) ? 'peer.device-alone' : 'peer.device-unknown'))
    }
    }
  }

  /** The recovery key: as it lies here, or out of what the last backup left, by the passphrase of that one. */
  function recoveryIn({ recovery, sealed }: Me, passphrase: string): Result<Uint8Array, Message> {
    if (recovery) return ok(recovery)
    if (!sealed) return no(peerMessage('peer.no-recovery'))
    const opened = unlockSecrets(sealed, passphrase)
    return opened.ok ? ok(opened.value.slice()) : no(peerMessage('peer.backup-passphrase'))
  }

  /**
   * Ends a device in one world: what it said up to now still speaks for the ware, and those it added go on. With the recovery key,
   * where it is here: its word stands whatever the ended device said of this one.
   */
  async function endIn({ hosted }: Held, device: string, me: Me): Promise<Result<undefined, Message>> {
    try {
      const end = { ware: me.begin.ware, device: fromText(device) as Uint8Array, last: await lastOf(hosted, device, me), keeps: keepsOf(hosted, device, me) }
      await hosted.say([me.recovery ? sayRecoveryEnd(hosted.world.id, end, recoveryFrom(me.recovery).sign) : sayEnd(end)])
      await hosted.refresh()
      await hosted.tend()
      // Not in a few seconds, as any other: what is said next may be what the lost device must not read.
      if (hosted.choice()?.stale.includes(wareOf(me)) && !hosted.ended) await hosted.mint(hosted.wanted(), [])
      return ok(undefined)
    } catch (fault) {
      return no(messageOfFault(fault))
    }
  }

  /**
   * The last entry that still speaks for the ware: the newest that is known. With the recovery key it is the one before the device
   * ended any other of the ware's, for then it was in the wrong hands, and those ends do not hold.
   */
  async function lastOf({ world }: Hosted, device: string, me: Me): Promise<Uint8Array | null> {
    const [newest] = [...world.graph.tips(device)].sort((a, b) => b.lamport - a.lamport)
    const ends = [...(world.folds.state('identity') as IdentityState).ends.values()]
    const [first] = ends
      .filter((end) => end.ware === wareOf(me) && end.by === null && end.origin.device === device && end.device !== device)
      .sort((a, b) => a.origin.lamport - b.origin.lamport)
    if (!me.recovery || !first) return newest?.id ?? null
    const entry = await world.entryAt({ lamport: first.origin.lamport, id: fromText(entryOf(first.origin)) as Uint8Array })
    return entry?.prev?.id ?? null
  }

  /** What the device certified and leads to a device that goes on: that one itself, or the gate of a way back it came in by. */
  function keepsOf(hosted: Hosted, device: string, me: Me): Uint8Array[] {
    const ware = wareOf(me)
    const leading = new Set(hosted.identities.devices(ware).flatMap((view) => (view.ended || view.device === device ? [] : [view.device])))
    const adds = [...(hosted.world.folds.state('identity') as IdentityState).adds.values()].filter((add) => add.ware === ware && add.device !== device)
    for (let before = -1; before !== leading.size;) {
      before = leading.size
      for (const { by, device: added } of adds) if (by !== device && leading.has(added)) leading.add(by)
    }
    const keeps = new Set(adds.filter(({ by, device: added }) => by === device && leading.has(added)).map((add) => add.device))
    return [...keeps].slice(0, devicesMax).map((key) => fromText(key) as Uint8Array)
  }
