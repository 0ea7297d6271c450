/**
 * What a liar among the members says: forks, backdated entries, words put into the mouth of others, envelopes that do not
 * open, entries that follow what nobody gets, and floods of all that. It tells them as a member who knows every key of the
 * world that members know, through its own peer, which passes them on as it passes on anything.
 */
import { type Address, buildEnvelope, type Epoch, fromText, type IdText, type RawStatement, sayAdd, sayDissociation, sayEnd, sayJoin, sayMint } from '@commune/protocol'
import type { Chance } from '../chance/chance.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import type { Commune } from '../run/commune.ts'
import { forge, type Forged } from './forger.ts'

const lies = { fork: 3, backdate: 2, otherLamport: 1, forge: 3, usurp: 3, junk: 2, withhold: 2, flood: 1 }
type Lie = keyof typeof lies

/** Names of all lies, for those who count them. */
export const lieNames: readonly string[] = Object.keys(lies)

const floodMax = 200
/** Bodies of entry envelopes are padded to a multiple of this behind the seal. */
const padStep = 32
const sealBytes = 16
const boxBytes = 80

interface Liar {
  readonly commune: Commune
  readonly at: SimPeer
  readonly chance: Chance
  readonly world: Uint8Array
  readonly epoch: Epoch
  readonly epochs: readonly Epoch[]
  readonly me: { readonly device: Uint8Array; readonly secret: Uint8Array; readonly box: Uint8Array; readonly ware: Uint8Array }
  /** Last entry of a device, as far as the liar knows. */
  tipOf(device: IdText): Address | null
}

/** Tells one lie to whoever hears this peer. */
export const tellLie = async (commune: Commune, at: SimPeer, world: IdText, chance: Chance): Promise<void> => {
  const hosted = at.peer?.inside.find(world)?.hosted
  const me = at.peer?.inside.me()
  const epochs = hosted?.world.keyring.all() ?? []
  if (!hosted || !me || epochs.length === 0) return
  const { graph } = hosted.world
  const lie = chance.weighted(lies)
  const liar: Liar = {
    commune,
    at,
    chance,
    world: hosted.world.id,
    epoch: chance.happens(0.7) ? (epochs.at(-1) as Epoch) : chance.pick(epochs),
    epochs,
    me: { device: me.device.sign.publicKey, secret: me.device.sign.secretKey, box: me.device.box.publicKey, ware: me.begin.ware },
    tipOf: (device) => graph.tips(device)[0] ?? null
  }
  const told = tell(lie, liar)
  commune.ledger.count(`lie: ${lie}`)
  commune.trace.note(`${at.name}: lies (${lie}), ${told.length} envelopes`)
  await hosted.world.take(told, undefined)
}

function tell(lie: Lie, liar: Liar): Uint8Array[] {
  switch (lie) {
    case 'fork': {
      // Two that follow the same: its own last entry, or the beginning of all.
      const prev = liar.chance.happens(0.8) ? liar.tipOf(liar.at.device as IdText) : null
      return [own(liar, prev, word(liar)), own(liar, prev, word(liar))].map((forged) => forged.bytes)
    }
    case 'backdate':
      // As if it had been said at the beginning, before all that others said.
      return [own(liar, null, word(liar)).bytes]
    case 'otherLamport':
      return [own(liar, liar.tipOf(liar.at.device as IdText), word(liar), { lamportOff: liar.chance.pick([-3, -1, 1, 1_000, 2 ** 40]) }).bytes]
    case 'forge':
      return forgeWord(liar)
    case 'usurp':
      return [own(liar, liar.tipOf(liar.at.device as IdText), usurpation(liar)).bytes]
    case 'junk':
      return [junk(liar)]
    case 'withhold': {
      const kept = own(liar, liar.tipOf(liar.at.device as IdText), word(liar))
      const [next, other] = [own(liar, kept.address, word(liar)), own(liar, null, word(liar), { parents: [kept.address] })]
      return liar.chance.happens(0.5) ? [next.bytes] : [next.bytes, other.bytes]
    }
    case 'flood':
      return Array.from({ length: liar.chance.between(20, floodMax) }, () => (liar.chance.happens(0.6) ? junk(liar) : own(liar, null, word(liar), { signed: liar.chance.happens(0.2) }).bytes))
  }
}

interface Manner {
  readonly signed?: boolean
  readonly lamportOff?: number
  readonly parents?: readonly Address[]
}

/** An entry of the liar's own device. */
function own({ world, epoch, chance, me }: Liar, prev: Address | null, statements: readonly RawStatement[], { signed = true, lamportOff = 0, parents = [] }: Manner = {}): Forged {
  return forge({ author: me.device, prev, parents, statements }, { world, epoch, chance, ...(signed && { signKey: me.secret }), lamportOff })
}

/** Something that would be heard if it counted. */
function word({ chance }: Liar): RawStatement[] {
  return [{ type: 'world.say', name: `The liar's ${chance.between(1, 1_000)}` }]
}

/** An entry by somebody else: under no signature, or that of the liar. */
function forgeWord({ commune, at, chance, world, epoch, me, tipOf }: Liar): Uint8Array[] {
  const victim = chance.pick(commune.peers.filter((peer) => peer !== at && peer.device !== undefined))?.device
  const author = victim && fromText(victim)
  if (!victim || !author) return []
  const prev = chance.happens(0.8) ? tipOf(victim) : null
  const named = prev === null || chance.happens(0.5)
  const hand = { world, epoch, chance, ...(chance.happens(0.7) && { signKey: me.secret }) }
  const first = forge({ author: named ? author : null, prev, parents: [], statements: [{ type: 'world.say', name: 'Not said' }] }, hand)
  // What follows is signed by the liar as well: a checkpoint that vouches for nothing.
  const next = forge({ author: null, prev: first.address, parents: [], statements: [{ type: 'world.say', name: 'Nor this' }] }, { ...hand, signKey: me.secret })
  return [first.bytes, next.bytes]
}

/** Its own word on what is not its own: to be a device of another ware, to end one, to have minted what another minted. */
function usurpation({ commune, at, chance, me, epochs }: Liar): RawStatement[] {
  const victim = chance.pick(commune.peers.filter((peer) => peer !== at && peer.ware !== undefined))
  const ware = victim?.ware === undefined ? undefined : fromText(victim.ware)
  const device = victim?.device === undefined ? undefined : fromText(victim.device)
  if (!ware || !device) return [sayDissociation(at.ware as IdText, true)]
  const add = { ware, device: me.device, box: me.box, by: device, signature: chance.bytes(64) }
  switch (chance.pick(['join', 'add', 'end', 'mint', 'join and add'] as const)) {
    case 'join':
      return [sayJoin(ware, me.box)]
    case 'add':
      return [sayAdd(add)]
    case 'join and add':
      return [sayAdd(add), sayJoin(ware, me.box)]
    case 'end':
      return [sayEnd({ ware, device, last: null, keeps: [] })]
    case 'mint':
      return [sayMint(chance.pick(epochs).secret, [at.ware as IdText])]
  }
}

/** An envelope that does not open: of an epoch that everybody holds, of one that nobody does, or a grant of chance. */
function junk({ chance, epoch }: Liar): Uint8Array {
  const tag = chance.happens(0.5) ? epoch.tag : chance.bytes(epoch.tag.length)
  const header = { tag, lamport: chance.between(1, 400), keepClass: 0, nonce: chance.bytes(24) }
  if (chance.happens(0.2)) return buildEnvelope(2, header, chance.bytes(boxBytes * 2 ** chance.between(0, 3)))
  return buildEnvelope(1, header, chance.bytes(sealBytes + padStep * chance.between(1, 12)))
}
