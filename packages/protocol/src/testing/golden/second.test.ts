/**
 * A second reading of SPEC.md: the golden bytes taken apart with nothing but libsodium and CBOR, by another hand than the one
 * that made them. When this and the code agree, the page says what the code does.
 */
import { decode, encode } from 'cborg'
import { readFileSync } from 'node:fs'
import sodium from 'libsodium-wrappers-sumo'
import { beforeAll, expect, test } from 'vitest'

beforeAll(() => sodium.ready)

const golden = (JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as { bytes: Record<string, string> })
  .bytes
const at = (name: string): Buffer => Buffer.from(golden[name] as string, 'hex')
const whole = (...parts: Uint8Array[]): Buffer => Buffer.concat(parts)
const blake = (bytes: Uint8Array, key: Uint8Array | null = null, length = 32): Buffer =>
  Buffer.from(sodium.crypto_generichash(length, bytes, key))
const domain = (name: string): Buffer => Buffer.from(`smart-commune/1 ${name}\0`)
const derive = (name: string, parts: Uint8Array[], key: Uint8Array | null = null): Buffer =>
  blake(whole(domain(name), ...parts), key)
const open = (cipher: Uint8Array, bound: Uint8Array, nonce: Uint8Array, key: Uint8Array): Buffer =>
  Buffer.from(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, cipher, bound, nonce, key))
const unpad = (padded: Buffer): Buffer => padded.subarray(0, padded.lastIndexOf(0x80))
const holds = (signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean =>
  sodium.crypto_sign_verify_detached(signature, message, key)

test('[I1] [I2] section 2: devices, wares, and what is said of them', () => {
  const secret = at('device secret')
  const sign = sodium.crypto_sign_seed_keypair(secret.subarray(0, 32))
  const box = sodium.crypto_box_seed_keypair(secret.subarray(32))
  expect(whole(sign.publicKey, box.publicKey)).toEqual(at('device keys: sign, box'))
  const [form, device, boxKey, recovery, nonce] = decode(at('ware begin body'))
  expect([form, Buffer.from(device), Buffer.from(boxKey), nonce.length]).toEqual([
    1,
    Buffer.from(sign.publicKey),
    Buffer.from(box.publicKey),
    16
  ])
  expect(derive('ware', [at('ware begin body')])).toEqual(at('ware id'))
  const add = decode(at('statement 1: device.add'))
  expect(holds(add.signature, whole(domain('device add'), add.ware, add.device, add.box), add.by)).toBe(true)
  const end = decode(at('statement 4: device.end'))
  expect(holds(end.signature, whole(domain('device end'), at('world id'), end.ware, end.device, Buffer.of(0)), recovery)).toBe(
    true
  )
})

test('[E1] [E4] [V1] sections 3 and 4: an entry out of its envelope', () => {
  for (const [name, lamport] of [
    ['first, signed', 1],
    ['later, unsigned', 301],
    ['authorless', 0]
  ] as const) {
    const envelope = at(`entry ${name}: envelope`)
    expect(blake(envelope)).toEqual(at(`entry ${name}: id`))
    expect([envelope[0], envelope.readUIntBE(17, 6)]).toEqual([1, lamport])
    expect(envelope.subarray(1, 17)).toEqual(at('epoch tag'))
    const plain = unpad(open(envelope.subarray(48), envelope.subarray(0, 48), envelope.subarray(24, 48), at('epoch content key')))
    expect(plain).toEqual(at(`entry ${name}: plain`))
    if (name === 'authorless') expect(envelope.length).toBe(1_024)
  }
  const signed = at('entry first, signed: plain')
  const envelope = at('entry first, signed: envelope')
  const message = whole(
    domain('entry'),
    at('world id'),
    at('epoch id'),
    envelope.subarray(17, 23),
    envelope.subarray(24, 48),
    signed.subarray(65)
  )
  expect(holds(signed.subarray(1, 65), message, decode(signed.subarray(65))[0])).toBe(true)
  const [author, prev, parents, lamport] = decode(at('entry later, unsigned: plain').subarray(1))
  expect([author, lamport, prev.length, parents.map((parent: Uint8Array) => parent[0])]).toEqual([null, 301, 34, [2, 1]])
  expect([prev[0], prev[1]], '300 steps back').toEqual([0xac, 0x02])
})

test('[K1] section 5: an epoch, its grant, its mint', () => {
  const [world, secret] = [at('world id'), at('epoch secret')]
  expect(derive('epoch secret', [at('device keys: sign, box').subarray(0, 32), at('epoch seed')])).toEqual(secret)
  expect(derive('epoch id', [world, secret])).toEqual(at('epoch id'))
  expect(derive('epoch tag', [world], secret).subarray(0, 16)).toEqual(at('epoch tag'))
  expect(derive('epoch content', [world], secret)).toEqual(at('epoch content key'))
  expect(derive('epoch live', [world], secret)).toEqual(at('epoch live key'))
  expect(Buffer.from(sodium.crypto_sign_seed_keypair(derive('epoch prove', [world], secret)).publicKey)).toEqual(
    at('epoch prove key, public')
  )
  expect(derive('world handle', [world])).toEqual(at('world handle'))
  const grant = at('grant for three')
  const pair = sodium.crypto_box_seed_keypair(at('device secret').subarray(32))
  const boxes = [0, 1, 2, 3].map((index) => grant.subarray(48 + index * 80, 128 + index * 80))
  const opened = boxes.flatMap((box) => {
    try {
      return [Buffer.from(sodium.crypto_box_seal_open(box, pair.publicKey, pair.privateKey))]
    } catch {
      return []
    }
  })
  expect([grant[0], grant.length, opened]).toEqual([2, 48 + 4 * 80, [secret]])
  const season = Buffer.of(0, 227)
  const scalar = sodium.crypto_core_ristretto255_scalar_reduce(
    blake(whole(domain('ring scalar'), derive('ring', [world, season], at('ring secret'))), null, 64)
  )
  expect(Buffer.from(sodium.crypto_scalarmult_ristretto255_base(scalar))).toEqual(at('ring key, season 227'))
})

test('[K1] [K4] section 5: what is said again in a new epoch, and what devices of a ware share in it', () => {
  const [world, ware] = [at('world id'), at('ware id')]
  const join = decode(at('statement 11: device.join'))
  expect(holds(join.signature, whole(domain('device join'), world, ware, join.device, join.box), join.device)).toBe(true)
  const end = decode(at('statement 12: device.end'))
  const last = whole(Buffer.of(1), end.last)
  expect(holds(end.signature, whole(domain('device end'), world, ware, end.device, last, ...end.keeps), end.by)).toBe(true)
  expect(Buffer.from(end.by)).toEqual(at('device keys: sign, box').subarray(0, 32))
  const { devices } = decode(at('statement 13: epoch.mint'))
  const marks = [end.by, join.device].map((key: Uint8Array) => Buffer.from(key.subarray(0, 8))).sort(Buffer.compare)
  expect(Buffer.from(devices)).toEqual(whole(...marks))
  expect(decode(at('statement 14: epoch.ring')).season).toBe(227)
  const share = decode(at('statement 15: ring.share'))
  expect(Buffer.from(share.secret)).toEqual(derive('ring secret id', [], at('ring secret')))
  expect([share.season, share.boxes.length, Buffer.from(share.boxes[0][0]), share.boxes[0][1].length]).toEqual([227, 1, Buffer.from(join.device), 80])
  expect(decode(at('statement 16: dissociate.say')).at).toBe(1)
})

test('[K6] [S1] section 6: session, proof and tags', () => {
  const end = (name: string, nonce: number): Buffer => whole(Buffer.of(name.length), Buffer.from(name), Buffer.alloc(32, nonce))
  expect(derive('session', [end('peer a', 1), end('peer b', 2)])).toEqual(at('session id'))
  const proof = at('proof by the left side')
  const left = whole(at('session id'), Buffer.of(0))
  expect(holds(proof.subarray(16), whole(domain('epoch proof'), left, at('epoch tag')), at('epoch prove key, public'))).toBe(true)
  const tags = at('blind tags of the left side')
  expect(tags.length).toBe(64)
  expect(tags.includes(derive('blind tag', [left, at('world handle')]).subarray(0, 16))).toBe(true)
})

test('[K5] section 7: an invitation and what is said with it', () => {
  const bytes = Buffer.from((golden['invitation link'] as string).split('#')[1] as string, 'base64url')
  const body = bytes.subarray(0, -4)
  expect(blake(body).subarray(0, 4)).toEqual(bytes.subarray(-4))
  const [form, kind, secret, until, addresses] = decode(body)
  expect([form, kind, until, addresses]).toEqual([1, 0, 1_800_000_000, ['/ip4/192.168.1.20/tcp/4100/ws']])
  const key = derive('invitation key', [], secret)
  expect(whole(key, derive('invitation id', [key]), derive('invitation handle', [key]))).toEqual(at('invitation key, id, handle'))
  const messageKey = derive('invitation message', [at('session id')], key)
  const read = (name: string, side: number): unknown[] => {
    const message = at(name)
    return decode(
      unpad(open(message.subarray(24), whole(at('session id'), Buffer.of(side)), message.subarray(0, 24), messageKey))
    ) as unknown[]
  }
  const ask = read('ask of a ware, from the left side', 0)
  const signed = whole(domain('invitation ask'), at('session id'), Buffer.of(0), encode(ask.slice(0, -1)))
  expect(holds(ask.at(-1) as Uint8Array, signed, ask[3] as Uint8Array)).toBe(true)
  expect(ask.slice(0, 2)).toEqual([1, 0])
  expect(read('answer no, from the right side', 1)).toEqual([1, 4, 'used'])
  const [, , passes] = read('answer to a ware, from the right side', 1) as [
    number,
    number,
    [Uint8Array, string, Uint8Array[], string[]][]
  ]
  expect([passes[0]?.[1], Buffer.from(passes[0]?.[2][0] as Uint8Array)]).toEqual(['House', at('epoch secret')])
})

test('[I4] section 7: a way back', () => {
  const pair = (seed: Uint8Array): Uint8Array => sodium.crypto_sign_seed_keypair(seed).publicKey
  const secret = at('device secret')
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(secret.subarray(32, 64))
  const way = decode(unpad(Buffer.from(sodium.crypto_box_seal_open(at('way back for the laptop'), publicKey, privateKey)))) as unknown[]
  const [form, body, papers, gate, recovery, name, made, passes] = way as [number, Uint8Array, Uint8Array[][], Uint8Array, Uint8Array, string, number, unknown[]]
  expect([form, Buffer.from(body), gate.length, Buffer.from(recovery), name, made, passes.length]).toEqual([1, at('ware begin body'), 64, at('recovery secret'), 'Anna', 1_795_000_000, 1])
  const [ware, device, box, by, signature] = papers.at(-1) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  expect(Buffer.from(device)).toEqual(Buffer.from(pair(gate.subarray(0, 32))))
  expect(holds(signature, whole(domain('device add'), ware, device, box), by)).toBe(true)
})

test('[I4] section 7: what is locked', () => {
  const backup = at('backup under a passphrase')
  expect(blake(backup.subarray(0, -8)).subarray(0, 8)).toEqual(backup.subarray(-8))
  expect([backup.toString('latin1', 0, 4), backup[4], backup[5], backup[6], backup.readUInt32BE(7)]).toEqual(['scbk', 1, 1, 1, 8])
  const key = sodium.crypto_pwhash(
    32,
    'seven beans in a jar',
    backup.subarray(11, 27),
    1,
    8_192,
    sodium.crypto_pwhash_ALG_ARGON2ID13
  )
  const content = decode(unpad(open(backup.subarray(51, -8), backup.subarray(0, 27), backup.subarray(27, 51), key)))
  expect([content[0], Buffer.from(content[1]), Buffer.from(content[2]), content[3]]).toEqual([
    1,
    at('ware begin body'),
    at('recovery secret'),
    'Anna'
  ])
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const bits = [...(golden['its key'] as string).replaceAll('-', '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const printed = Buffer.from((bits.match(/.{8}/g) as string[]).map((byte) => Number.parseInt(byte, 2)))
  expect(derive('key text', [printed.subarray(0, 16)]).subarray(0, 4)).toEqual(printed.subarray(16))
  const keyed = at('backup under a key')
  const opened = open(
    keyed.subarray(51, -8),
    keyed.subarray(0, 27),
    keyed.subarray(27, 51),
    derive('locked key', [Buffer.from('scbk')], printed.subarray(0, 16))
  )
  expect(unpad(opened).length).toBeGreaterThan(100)
})
