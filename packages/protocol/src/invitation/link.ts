/**
 * Invitation links (K5): `<base url>#<base64url>`, short enough for a QR code. What opens lies in the fragment, which no
 * browser sends to the server that serves the page.
 *
 *     fragment = base64url of CBOR [1, kind, secret, until, addresses], then the first 4 bytes of its hash
 *       kind       0: a ware enters a world; 1: a device joins the ware that invites; 2: a carrier carries a world
 *       secret     32 bytes, for one use
 *       until      seconds since 1970, 0: it does not lapse
 *       addresses  at most 16 texts, best first
 *
 * Members of the world know an invitation by its key, which is derived from the secret: enough to answer, and never in a link.
 */
import * as v from 'valibot'
import { concat, fromText, sameBytes, toText } from '../bytes/bytes.ts'
import { decodeValue, encodeValue } from '../cbor/cbor.ts'
import { addressesShape } from '../epoch/pass.ts'
import type { Random } from '../ports/ports.ts'
import { derive, hash } from '../sodium/sodium.ts'
import { key32, readValue, type Shape } from '../statement/shape.ts'
import { no, ok, type Result, type Value } from '../statement/statement.ts'
import type { InvitationFault } from './fault.ts'

const linkForm = 1
/** By the number in a link. */
const kinds = ['ware', 'device', 'carrier'] as const
const checkBytes = 4
const linkCharsMax = 8_192

export interface Invitation {
  readonly kind: 'ware' | 'device' | 'carrier'
  readonly secret: Uint8Array
  /** Seconds since 1970 after which it is old; 0: never. */
  readonly untilS: number
  readonly addresses: readonly string[]
}

export const makeInvitation = (
  kind: Invitation['kind'],
  untilS: number,
  addresses: readonly string[],
  random: Random
): Invitation => ({
  kind,
  secret: random.bytes(32),
  untilS,
  addresses
})

/** The key that members keep of an invitation, said in the world or kept among one's own devices. */
export const invitationKey = (secret: Uint8Array): Uint8Array => derive('invitation key', [], secret)

/** Names an invitation without opening anything: to withdraw it, to say that it was used. */
export const invitationId = (key: Uint8Array): Uint8Array => derive('invitation id', [key])

/** What newcomer and member find one another with on a connection, among the handles of worlds (S1). */
export const invitationHandle = (key: Uint8Array): Uint8Array => derive('invitation handle', [key])

export const writeLink = (base: string, invitation: Invitation): string => {
  const body = encodeValue([
    linkForm,
    kinds.indexOf(invitation.kind),
    invitation.secret,
    invitation.untilS,
    invitation.addresses
  ])
  return `${base}#${toText(concat(body, hash(body).subarray(0, checkBytes)))}`
}

const linkShape: Shape<Invitation> = v.pipe(
  v.strictTuple([
    v.literal(linkForm),
    v.picklist([0, 1, 2]),
    key32,
    v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    addressesShape
  ]),
  v.transform(([, kind, secret, untilS, addresses]) => ({
    kind: kinds[kind],
    secret,
    untilS,
    addresses
  }))
)

/** Reads a link, its fragment alone, or a link with other text around it. `nowS` is seconds since 1970. */
export const readLink = (text: string, nowS: number): Result<Invitation, InvitationFault> => {
  if (text.length > linkCharsMax) return no('no-invitation')
  const fragment =
    /([A-Za-z0-9_-]*)[^A-Za-z0-9_-]*$/.exec(
      text
        .slice(text.lastIndexOf('#') + 1)
        .trim()
        .split(/\s/)[0] ?? ''
    )?.[1] ?? ''
  if (fragment === '') return no('no-invitation')
  const bytes = fromText(fragment)
  if (!bytes || bytes.length < 8) return no('damaged')
  const body = bytes.subarray(0, bytes.length - checkBytes)
  const decoded = decodeValue(body)
  if (!sameBytes(hash(body).subarray(0, checkBytes), bytes.subarray(bytes.length - checkBytes)) || !decoded.ok)
    return no('damaged')
  const [form, kind] = Array.isArray(decoded.value) ? (decoded.value as readonly Value[]) : []
  if ((typeof form === 'number' && form > linkForm) || (typeof kind === 'number' && kind >= kinds.length)) return no('newer')
  const read = readValue(linkShape, decoded.value, 'an invitation')
  if (!read.ok) return no('damaged')
  return read.value.untilS > 0 && nowS > read.value.untilS ? no('old') : ok(read.value)
}
