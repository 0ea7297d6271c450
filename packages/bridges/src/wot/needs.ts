/**
 * Which ways in a description asks for, so that a person can be asked for them before anything is opened: each with the kind of secret
 * it takes and where it would go. Of alternatives the first that is spoken here; where one of them is open, none.
 */
import { addressOf, waysTo } from './forms.ts'
import { type JsonObject, member, membersOf, severalTexts, textMember } from './json.ts'
import { originOf } from './reach.ts'
import type { Description } from './read.ts'

export interface Need {
  /** In `securityDefinitions`. */
  readonly name: string
  /** `none`: it is of a kind that is not spoken here. */
  readonly takes: 'password' | 'token' | 'key' | 'none'
  /** As the description calls it: `basic`, `digest`, … */
  readonly scheme: string
  /** The one place the secret is for: the first that asks for it. */
  readonly origin: string
}

const takes: Readonly<Record<string, Need['takes']>> = { basic: 'password', bearer: 'token', oauth2: 'token', apikey: 'key' }
const combosDeepMax = 4

/** Each way in once, in the order of the forms. */
export const needsOf = (description: Description): Need[] => {
  const needs = new Map<string, Need>()
  const { root } = description
  for (const [kind, ops] of [
    ['properties', ['readproperty', 'writeproperty', 'observeproperty']],
    ['actions', ['invokeaction']],
    ['events', ['subscribeevent']]
  ] as const) {
    for (const [name] of membersOf(member(root, kind))) {
      for (const way of ops.flatMap((op) => waysTo(description, kind, name, op))) {
        const url = addressOf(way, new Map(way.open.map((gap) => [gap, 'x'])))
        if (!url || !/^(?:https?|mqtts?):$/.test(url.protocol)) continue
        const origin = originOf(url)
        for (const need of way.security.flatMap((one) => wanted(root, one, origin, 0))) if (!needs.has(need.name)) needs.set(need.name, need)
      }
    }
  }
  return [...needs.values()]
}

/** Where something is asked of a thing, and whether whoever reaches that place may ask it: no secret is wanted there. */
export interface AskedAt {
  readonly origin: string
  readonly isOpen: boolean
}

export const askedAt = (description: Description): AskedAt[] =>
  (
    [
      ['properties', 'writeproperty'],
      ['actions', 'invokeaction']
    ] as const
  ).flatMap(([kind, op]) =>
    membersOf(member(description.root, kind)).flatMap(([name]) =>
      waysTo(description, kind, name, op).flatMap((way): AskedAt[] => {
        const url = addressOf(way, new Map(way.open.map((gap) => [gap, 'x'])))
        if (!url || !/^(?:https?|mqtts?):$/.test(url.protocol)) return []
        const origin = originOf(url)
        return [{ origin, isOpen: way.security.every((one) => wanted(description.root, one, origin, 0).length === 0) }]
      })
    )
  )

function wanted(root: JsonObject, name: string, origin: string, depth: number): Need[] {
  const definition = member(member(root, 'securityDefinitions'), name)
  const scheme = textMember(definition, 'scheme') ?? ''
  if (scheme === 'nosec' || scheme === 'auto') return []
  if (scheme !== 'combo') return [{ name, takes: (Object.hasOwn(takes, scheme) && takes[scheme]) || 'none', scheme, origin }]
  if (depth > combosDeepMax) return []
  const inside = (parts: readonly string[]): Need[][] => parts.slice(0, 8).map((part) => wanted(root, part, origin, depth + 1))
  const either = inside(severalTexts(member(definition, 'oneOf')))
  if (either.length === 0) return inside(severalTexts(member(definition, 'allOf'))).flat()
  return either.find((needs) => needs.every((need) => need.takes !== 'none')) ?? either[0] ?? []
}
