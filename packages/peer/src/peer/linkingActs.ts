/** Links of worlds are pledged in both worlds, or they carry nothing: one act says both. */
import type { LinkRow, Message, Wish } from '@commune/commune'
import { aliasOf, linksMessage } from '@commune/commune/links'
import { type IdText, no, ok, type Result } from '@commune/protocol'
import type { ActName, Acts, LinkView, Outcome } from '../api/api.ts'
import { sayWishes, usable } from './acts.ts'
import type { Held, Inside } from './inside.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

export const linkingOf = (inside: Inside): Doing => ({
  async link({ world, to, kinds, place, names, notes, again, untilMs, called }) {
    const both = bothOf(inside, world, to)
    if (!both.ok) return both
    const { here, there } = both.value
    const terms = { wish: 'link' as const, kinds, place, names, untilMs, ...(notes && { notes }), ...(again && { again }) }
    const nameOf = (held: Held): { name?: string } => {
      const { name } = held.views().worlds.world()
      return called && name !== undefined ? { name } : {}
    }
    // First where its people see what will leave; until both are said nothing is carried.
    return sayBoth(inside, [here, { ...terms, to: aliasOf(to), ...nameOf(there) }], [there, { ...terms, from: aliasOf(world), ...nameOf(here) }])
  },
  async endLink({ world, to }) {
    const both = bothOf(inside, world, to)
    if (!both.ok) return both
    const { here, there } = both.value
    const nowMs = inside.ports.clock.nowMs()
    const out = here.views().links.live(here.hosted.me, 'out', aliasOf(to), nowMs)
    const into = there.views().links.live(there.hosted.me, 'in', aliasOf(world), nowMs)
    if (!out && !into) return no(linksMessage('links.unknown'))
    return sayBoth(inside, [there, into && { wish: 'link-end', link: into.id }], [here, out && { wish: 'link-end', link: out.id }])
  }
})

/** A link with the other world, where it is one of this device's own. */
export const seenFrom = (inside: Inside, row: LinkRow): LinkView => {
  const world = inside.linking.worldOf(row.other)
  return world === undefined ? row : { ...row, world }
}

function bothOf(inside: Inside, world: IdText, to: IdText): Result<{ here: Held; there: Held }, Message> {
  if (world === to) return no(linksMessage('links.same-world'))
  const here = usable(inside, world)
  if (!here.ok) return here
  const there = usable(inside, to)
  return there.ok ? ok({ here: here.value, there: there.value }) : there
}

async function sayBoth(inside: Inside, ...all: readonly (readonly [Held, Wish | undefined])[]): Promise<Outcome<Record<never, never>>> {
  for (const [held, wish] of all) {
    const said = wish ? await sayWishes(inside, held, [wish]) : ok([])
    if (!said.ok) return said
  }
  return ok({})
}
