/** Looks for what must not be readable: texts, names, keys, ids. */
import { fromText, type IdText, toText, utf8 } from '@commune/protocol'
import { inflateSync } from 'fflate'
import { type Resident, wareOf } from '../../testing/index.ts'

/** What somebody who looks might look for. */
export interface Secret {
  readonly what: string
  readonly bytes: Uint8Array
}

const contains = (bytes: Uint8Array, part: Uint8Array): boolean => latin1(bytes).includes(latin1(part))
const latin1 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}

/** Secrets in the bytes as they are, or in what they unpack to. */
export function foundIn(bytes: Uint8Array, secrets: readonly Secret[]): string[] {
  const views = [bytes]
  try {
    views.push(inflateSync(bytes))
  } catch {
    // Nothing packed.
  }
  return secrets.filter((secret) => views.some((view) => contains(view, secret.bytes))).map(({ what }) => what)
}

export function secretsOf(world: IdText, residents: readonly Resident[]): Secret[] {
  const id = fromText(world) as Uint8Array
  const texts = ['Linden Yard', 'Mira of the mill', 'sourdough', 'at the back door', 'Feed the starter']
  const found: Secret[] = texts.map((text) => ({ what: text, bytes: utf8(text) }))
  found.push({ what: 'the id of the world', bytes: id }, { what: 'the id of the world as text', bytes: utf8(world) })
  for (const one of residents) {
    const { device, begin } = one.peer.inside.me()
    const keys = [['device key', device.sign.publicKey], ['box key', device.box.publicKey], ['ware', begin.ware], ['secret', device.secret]] as const
    for (const [what, bytes] of keys) found.push({ what: `the ${what} of ${one.name}`, bytes: bytes.slice(0, 32) })
    found.push({ what: `the ware of ${one.name} as text`, bytes: utf8(wareOf(one)) })
    found.push({ what: `the device of ${one.name} as text`, bytes: utf8(toText(device.sign.publicKey)) })
  }
  for (const epoch of residents[0]?.held(world).hosted.world.keyring.all() ?? []) {
    found.push({ what: 'the secret of an epoch', bytes: epoch.secret }, { what: 'a content key', bytes: epoch.contentKey })
    found.push({ what: 'a live key', bytes: epoch.liveKey }, { what: 'the secret half of a proof key', bytes: epoch.prove.secretKey.slice(0, 32) }, { what: 'the id of an epoch', bytes: epoch.id })
  }
  return found
}
