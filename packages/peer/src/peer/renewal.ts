/**
 * A device that was copied becomes a new device of its ware by itself (I4).
 *
 * It has met entries on its own chain that it did not write: a folder was copied, or an old state of it was brought back.
 * Two that write on one chain would contradict one another for ever, so it makes keys of its own, certified by the recovery
 * key where that lies here, else by the device it was. The old device stays one of the ware's until a person lets it go: the
 * copy may be the one that goes on with it, and a device that two let go at once would take both their new ones with it.
 */
import { addDevice, type Change, makeDevice, publicOf, recoveryFrom } from '@commune/protocol'
import type { Inside } from './inside.ts'
import { prefixOf } from './registry.ts'

export class Renewal {
  readonly #inside: Inside
  #running = false

  constructor(inside: Inside) {
    this.#inside = inside
  }

  /** Begins unless it is under way. A fault is noted; the device then stays silent until the next start. */
  begin(): void {
    const { log } = this.#inside.ports
    if (this.#running) return
    this.#running = true
    void this.#renew()
      .catch((fault: unknown) => log.note('renewal-failed', { fault: String(fault) }))
      .finally(() => (this.#running = false))
  }

  async #renew(): Promise<void> {
    const inside = this.#inside
    // Whoever called is in the middle of taking in what shows the copy.
    await Promise.resolve()
    const me = inside.me()
    const held = inside.held()
    if (held.every(({ hosted }) => hosted.ended)) return
    for (const { hosted } of held) hosted.stop()
    inside.sync.restart()
    for (const { hosted } of held) await inside.drop(hosted.world.name)
    const device = makeDevice(inside.ports.random)
    const add = addDevice(me.begin.ware, publicOf(device), me.recovery ? recoveryFrom(me.recovery).sign : me.device.sign)
    const registered = inside.registry.all()
    // Snapshots remember the end of the chain that this device writes on: it has none now.
    const forgotten = registered.map((world): Change => [`${prefixOf(world)}c`, undefined])
    await inside.setMe({ ...me, device, adds: [...me.adds, add] }, forgotten)
    inside.ports.log.note('device-renewed')
    for (const { world, left } of registered) {
      const opened = await inside.open(world)
      if (!left) await opened.hosted.tend()
    }
  }
}
