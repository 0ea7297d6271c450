/**
 * What a device, or a gateway that speaks for many, may say and hear at the built-in broker.
 *
 * Each thing said has one speaker: what two credentials may publish never overlaps, but for the topics where devices announce
 * themselves. Where a device is asked to do something belongs to it as well: nobody but the commune says anything there. So whoever is
 * let in can report, and can listen where it was granted; it cannot command another past the agreements.
 */
import { type Result, no, ok } from '@commune/protocol'
import { covers, isPrefix, levelsOf, overlap } from '../topics.ts'

/** Prefixes (`topics.ts`): each stands for itself and all below it, and `+` stands for one level. */
export interface Grant {
  /** What it may publish to. */
  readonly says: readonly string[]
  /** What it may subscribe to besides what it says and where it is asked. */
  readonly hears: readonly string[]
  /** Where it is asked to do something: it may hear that, and the commune alone says it. Within `says` nobody else speaks anyway. */
  readonly asked: readonly string[]
}

/** Prefixes of one credential, each list. */
export const grantPrefixesMax = 32

export type GrantFault =
  /** Not a prefix: empty, with `#`, a control character, too long. The empty one would be everything. */
  | { readonly type: 'prefix'; readonly prefix: string }
  | { readonly type: 'many'; readonly max: number }
  /** Another credential speaks there or is asked there. */
  | { readonly type: 'taken'; readonly prefix: string; readonly by: string }

/** A grant with its prefixes cut into levels. */
export interface Rights {
  readonly says: readonly (readonly string[])[]
  readonly hears: readonly (readonly string[])[]
  readonly asked: readonly (readonly string[])[]
}

/**
 * Checks a grant against those of others. `shared`: prefixes below which several may speak, as `homeassistant`; there the broker
 * lets nobody replace what another left.
 */
export function checkGrant(
  grant: Grant, others: ReadonlyMap<string, Rights>, shared: readonly string[]
): Result<Rights, GrantFault> {
  for (const list of [grant.says, grant.hears, grant.asked]) {
    if (list.length > grantPrefixesMax) return no({ type: 'many', max: grantPrefixesMax })
    const wrong = list.find((prefix) => prefix === '' || !isPrefix(prefix))
    if (wrong !== undefined) return no({ type: 'prefix', prefix: wrong })
  }
  const rights = rightsOf(grant)
  const common = shared.map(levelsOf)
  const isCommon = (prefix: readonly string[]): boolean => common.some((one) => covers(one, prefix))
  for (const [by, other] of others) {
    const clash =
      clashOf(rights.says.filter((prefix) => !isCommon(prefix)), other.says.filter((prefix) => !isCommon(prefix))) ??
      clashOf(rights.says, other.asked) ??
      clashOf(rights.asked, [...other.says, ...other.asked])
    if (clash !== undefined) return no({ type: 'taken', prefix: clash.join('/'), by })
  }
  return ok(rights)
}

function clashOf(mine: Rights['says'], theirs: Rights['says']): readonly string[] | undefined {
  return mine.find((one) => theirs.some((other) => overlap(one, other)))
}

export function rightsOf(grant: Grant): Rights {
  return { says: grant.says.map(levelsOf), hears: grant.hears.map(levelsOf), asked: grant.asked.map(levelsOf) }
}

/** Whether it may publish to the topic. */
export function maySay(rights: Rights, topic: readonly string[]): boolean {
  return rights.says.some((prefix) => covers(prefix, topic))
}

/** Whether all that the filter can match is its to hear. */
export function mayHear(rights: Rights, filter: readonly string[]): boolean {
  const inside = (prefix: readonly string[]): boolean => covers(prefix, bare(filter))
  return rights.hears.some(inside) || rights.asked.some(inside) || rights.says.some(inside)
}

/** Whether some filter that is granted matches the topic. */
export function mayBeTold(rights: Rights, topic: readonly string[]): boolean {
  return [rights.hears, rights.asked, rights.says].some((prefixes) => prefixes.some((prefix) => covers(prefix, topic)))
}

/**
 * Where what it announces may have its topics: where it alone speaks or is asked. What is shared does not count: a command topic
 * there would be open to all who announce themselves.
 */
export function ownPrefixes(grant: Grant, shared: readonly string[]): readonly string[] {
  const common = shared.map(levelsOf)
  return [...grant.says, ...grant.asked].filter((prefix) => !common.some((one) => overlap(one, levelsOf(prefix))))
}

/** `a/b/#` matches `a/b` as well and nothing outside it: it lies where `a/b` does. */
function bare(filter: readonly string[]): readonly string[] {
  return filter.at(-1) === '#' && filter.length > 1 ? filter.slice(0, -1) : filter
}
