/** What goes wrong in a run, one thing at a time, and how it is made good again. */
import type { Chance } from '../chance/chance.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import type { Commune } from '../run/commune.ts'

/** Commits within which one comes that can be torn. */
const tornWithinMax = 60

/** Room that is left on a disk that is nearly full. */
const leftBytesMax = 8_192

const troubles = { crash: 3, crashAtCommit: 6, sleep: 3, partition: 2, disk: 1, clock: 1, wires: 2 }

export const somethingGoesWrong = (commune: Commune, chance: Chance): void => {
  const awake = commune.peers.filter((peer) => peer.awake)
  if (awake.length === 0) return
  const at = chance.pick(awake)
  const { time, network, trace } = commune
  switch (chance.weighted(troubles)) {
    case 'crash':
      at.crash(chance.between(0, 2), chance.happens(0.4))
      return startLater(commune, at, chance, 5_000)
    case 'crashAtCommit': {
      const torn = chance.happens(0.4)
      return at.crashAtCommit(chance.between(1, torn ? tornWithinMax : 8), chance.between(0, 2), torn, () => startLater(commune, at, chance, 20_000))
    }
    case 'sleep':
      commune.fault('sleep')
      void at.stop()
      return startLater(commune, at, chance, chance.pick([10_000, 300_000, 3_600_000]))
    case 'partition': {
      const shuffled = chance.shuffled(commune.peers).map((peer) => peer.address)
      const cut = chance.between(1, Math.max(1, shuffled.length - 1))
      const wires = chance.pick(['break', 'stall'] as const)
      trace.note(`the network parts (${wires}): ${shuffled.slice(0, cut).join(' ')} | ${shuffled.slice(cut).join(' ')}`)
      network.partition([shuffled.slice(0, cut), shuffled.slice(cut)], wires)
      time.after(chance.between(1_000, 60_000), 'scenario', () => {
        trace.note('the network heals')
        network.heal()
      })
      commune.fault('partition')
      return
    }
    case 'disk':
      return diskFails(commune, at, chance)
    case 'clock':
      return at.jumpClock(chance.pick([-3_600_000, -1_000, 1_000, 60_000, 86_400_000]))
    case 'wires':
      return breakWires(commune, at)
  }
}

/** Makes everything good again: what was wrong before may have left its traces, and nothing new goes wrong. */
export const allIsWell = async (commune: Commune): Promise<void> => {
  const { time, network, trace, peers, plan } = commune
  trace.note('faults stop')
  network.heal()
  network.setFaults({ delayMs: 5 })
  // A wire that lost messages in silence is none: no transport goes on with it.
  if (plan.faithless) for (const peer of peers) breakWires(commune, peer)
  for (const peer of peers) {
    peer.disk.faults.bytesMax = Number.POSITIVE_INFINITY
    peer.disk.faults.readOnly = false
    peer.disk.faults.delayMs = 0
    peer.forgetPlannedCrash()
  }
  // Those just stopping come to rest first.
  await time.pass(5_000)
  for (const peer of peers) if (!peer.running) void peer.start()
}

function startLater(commune: Commune, at: SimPeer, chance: Chance, withinMs: number): void {
  commune.time.after(chance.between(100, withinMs), 'scenario', () => {
    if (!at.running) void at.start()
  })
}

function diskFails(commune: Commune, at: SimPeer, chance: Chance): void {
  const { faults } = at.disk
  const kind = chance.pick(['full', 'nearly full', 'read-only'] as const)
  commune.trace.note(`${at.name}: the disk is ${kind}`)
  if (kind === 'read-only') faults.readOnly = true
  // Where some room is left, what is small is kept and what is large is not: a log goes on while a snapshot fails.
  else faults.bytesMax = kind === 'full' ? 0 : at.diskBytes + chance.between(0, leftBytesMax)
  if (kind === 'nearly full') commune.fault('disk nearly full')
  commune.time.after(chance.between(1_000, 30_000), 'scenario', () => {
    commune.trace.note(`${at.name}: the disk is well again`)
    faults.bytesMax = Number.POSITIVE_INFINITY
    faults.readOnly = false
  })
}

/** All wires of one peer break at once, as when a cable is pulled and put back. */
function breakWires(commune: Commune, at: SimPeer): void {
  commune.trace.note(`${at.name}: all wires break`)
  commune.network.partition([[at.address]], 'break')
  commune.network.heal()
}
