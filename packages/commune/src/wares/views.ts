/** Who is here: what each ware last said of itself, and the ties that both sides say. */
import { type IdText, laterThan, type Origin } from '@commune/protocol'
import { originAt } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import { type Message, waresMessage } from '../words/index.ts'
import type { Member, TieRow, WareRow } from './rows.ts'
import type { WareSay, WaresState } from './types.ts'

const fields = ['name', 'kind', 'about', 'place', 'skills'] as const
type Field = (typeof fields)[number]
/** The last word on each field, with where it was said. */
type Profile = { [F in Field]?: { readonly at: Origin; readonly value: WareSay[F] } }

export class WaresView {
  readonly #state: WaresState
  readonly #standing: Standing
  #seen = ''
  #version = 0
  #profiles = new Map<IdText, Profile>()
  #ties: readonly TieRow[] = []

  constructor(state: WaresState, standing: Standing) {
    this.#state = state
    this.#standing = standing
  }

  /** Grows whenever a ware said something of itself. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  /** The wares of these members in the order given; who belongs here is for the identity part to say. */
  list(members: readonly Member[]): WareRow[] {
    this.#refresh()
    return members.map(({ ware, devices }) => this.#row(ware, devices))
  }

  one(ware: IdText, devices: readonly IdText[] = []): WareRow {
    this.#refresh()
    return this.#row(ware, devices)
  }

  /** The ware's name, or what to call it without one. */
  called(ware: IdText): Message {
    this.#refresh()
    return called(this.#profiles.get(ware))
  }

  /** The name a ware gives itself, if it does. */
  nameOf(ware: IdText): string | undefined {
    this.#refresh()
    return this.#profiles.get(ware)?.name?.value ?? undefined
  }

  /** Where a ware says it stands, and where it said so. */
  standsAt(ware: IdText): { readonly place: string; readonly at: Origin } | undefined {
    this.#refresh()
    const said = this.#profiles.get(ware)?.place
    return said?.value ? { place: said.value, at: said.at } : undefined
  }

  #row(ware: IdText, devices: readonly IdText[]): WareRow {
    const profile = this.#profiles.get(ware) ?? {}
    const { name, kind, about, place, skills } = profile
    return {
      ware,
      devices,
      ...(name?.value && { name: name.value }),
      ...(kind?.value && { kind: kind.value }),
      ...(about?.value && { about: about.value }),
      ...(place?.value && { place: place.value }),
      skills: skills?.value ?? [],
      ties: this.#ties.filter((tie) => tie.from === ware || tie.to === ware),
      called: called(profile)
    }
  }

  #refresh(): void {
    const { says, ties } = this.#state
    const seen = `${this.#standing.era} ${this.#standing.undoVersion} ${says.version} ${ties.version}`
    if (seen === this.#seen) return
    this.#seen = seen
    this.#version++
    this.#profiles = new Map()
    for (const [id, filed] of says) {
      const at = originAt(id, filed)
      const ware = this.#standing.wareOf(at)
      if (ware === undefined) continue
      let profile = this.#profiles.get(ware)
      if (!profile) this.#profiles.set(ware, (profile = {}))
      for (const field of fields) say(profile, field, filed.says[field], at)
    }
    this.#ties = this.#readTies()
  }

  #readTies(): TieRow[] {
    const sides = new Map<string, { row: Omit<TieRow, 'both'>; said: Set<IdText> }>()
    for (const [id, filed] of this.#state.ties) {
      const { tie, from, to } = filed.says
      const ware = this.#standing.wareOf(originAt(id, filed))
      if (ware === undefined || from === to || (ware !== from && ware !== to)) continue
      const key = `${tie} ${from} ${to}`
      const known = sides.get(key) ?? { row: { tie, from, to }, said: new Set<IdText>() }
      known.said.add(ware)
      sides.set(key, known)
    }
    return [...sides.values()]
      .map(({ row, said }) => ({ ...row, both: said.size === 2 }))
      .sort((a, b) => (key(a) < key(b) ? -1 : 1))
  }
}

const key = (tie: Omit<TieRow, 'both'>): string => `${tie.from} ${tie.tie} ${tie.to}`

function say<F extends Field>(profile: Profile, field: F, value: WareSay[F], at: Origin): void {
  if (value === undefined) return
  const known = profile[field] as { at: Origin } | undefined
  if (known === undefined || laterThan(at, known.at)) (profile as Record<string, unknown>)[field] = { at, value }
}

function called(profile: Profile | undefined): Message {
  const name = profile?.name?.value
  if (name) return waresMessage('wares.named', { name })
  const kind = profile?.kind?.value
  switch (kind) {
    case undefined:
    case null:
    case 'wetware':
      return waresMessage('wares.person')
    case 'software':
      return waresMessage('wares.program')
    case 'hardware':
      return waresMessage('wares.machine')
    case 'hybridware':
      return waresMessage('wares.several')
    case 'companionware':
      return waresMessage('wares.companion')
    case 'xenoware':
      return waresMessage('wares.guest')
    default:
      return waresMessage('wares.other', { kind })
  }
}
