/** What does not forget keeps copies of the files of its worlds, as far as its budget goes (V5). */
import { type Cancel, chunkIds, type IdText } from '@commune/protocol'
import type { Inside } from '../peer/inside.ts'
import type { Session } from './session.ts'

/** A file is fetched so long after its statement came, so that others come with it. */
const filesMs = 1_000

export interface FilesKeptPorts {
  sessions(): Iterable<Session>
  /** Fetches chunks from whoever is connected; answers with those that did not come. */
  bring(world: IdText, ids: readonly Uint8Array[]): Promise<Uint8Array[]>
  byItself(work: Promise<unknown>): void
}

export class FilesKept {
  readonly #inside: Inside
  readonly #ports: FilesKeptPorts
  readonly #due = new Map<IdText, Cancel>()

  constructor(inside: Inside, ports: FilesKeptPorts) {
    this.#inside = inside
    this.#ports = ports
  }

  keepSoon(world: IdText): void {
    if (this.#inside.options.mayForget || this.#due.has(world)) return
    const due = this.#inside.ports.clock.after(filesMs, () => {
      this.#due.delete(world)
      this.#ports.byItself(this.#keep(world))
    })
    this.#due.set(world, due)
  }

  close(): void {
    for (const cancel of this.#due.values()) cancel()
  }

  async #keep(world: IdText): Promise<void> {
    const held = this.#inside.find(world)
    for (const row of held?.views().ideas.files() ?? []) {
      const ids = chunkIds(row.chunks)
      if (ids && held?.hosted.shelf.hasRoomFor(row.sizeBytes)) await this.#ports.bring(world, ids)
    }
    const here = (await held?.hosted.shelf.ids()) ?? []
    for (const session of this.#ports.sessions()) {
      const channel = session.channel(world)
      if (channel?.allowed) await channel.chunks.offer(here)
    }
  }
}
