import { beforeAll, expect, test } from 'vitest'
import { sameBytes, toText } from '../bytes/bytes.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import type { IdText } from '../statement/statement.ts'
import { devicesOf, household, idBytes, resolve, seededRandom, textOf, toyWorld, ToyGraph } from '../testing/index.ts'
import { deviceFrom, makeDevice } from './device.ts'
import { identityRoom } from './room.ts'
import { addDevice, beginWare, devicesMax, publicOf, readBegin, sayAdd, sayBegin, sayEnd, sayJoin, wareIdOf } from './ware.ts'

beforeAll(() => sodiumReady)

const need = { type: 'need.say' }

test('[I1] a device is an Ed25519 and an X25519 pair from 64 bytes of the given chance', () => {
  const device = makeDevice(seededRandom(1))
  expect(device.secret.length).toBe(64)
  expect(deviceFrom(device.secret)).toEqual(device)
  expect(device.sign.publicKey.length).toBe(32)
  expect(device.box.publicKey.length).toBe(32)
  expect(device.secret).toEqual(seededRandom(1).bytes(64))
})

test('[I2] the id of a ware is the hash of how it began, so that nobody who repeats it can change it', () => {
  const { begin } = beginWare(seededRandom(1))
  expect(wareIdOf(begin.body)).toEqual(begin.ware)
  expect(readBegin(begin.body)).toEqual({ ok: true, value: begin })
  for (let at = 0; at < begin.body.length; at++) {
    const changed = begin.body.slice()
    changed[at] = (changed[at] as number) ^ 1
    const read = readBegin(changed)
    if (read.ok) expect(sameBytes(read.value.ware, begin.ware)).toBe(false)
    else expect(read.error).not.toBe('')
  }
})

test('[I2] a ware counts when its first device has said so, and not when another repeats its beginning', () => {
  const graph = new ToyGraph()
  const { begin, device } = beginWare(seededRandom(1))
  const stranger = makeDevice(seededRandom(2))
  graph.say({ device: textOf(stranger), statements: [sayBegin(begin)] })
  expect(resolve(graph).wares()).toEqual([])
  const entry = graph.say({ device: textOf(device), statements: [sayBegin(begin), need] })
  const identities = resolve(graph)
  expect(identities.wares()).toEqual([toText(begin.ware)])
  expect(identities.wareOf(graph.origin(entry))).toBe(toText(begin.ware))
  expect(identities.wareOfDevice(textOf(stranger))).toBeUndefined()
})

test('[I3] a further device counts only when both say so', () => {
  const chance = seededRandom(1)
  const { begin, device: laptop } = beginWare(chance)
  const ware = toText(begin.ware)
  const [asked, unasked, other] = [makeDevice(chance), makeDevice(chance), makeDevice(chance)]
  const graph = new ToyGraph()
  graph.say({
    device: textOf(laptop),
    statements: [sayBegin(begin), sayAdd(addDevice(begin.ware, publicOf(asked), laptop.sign))]
  })
  graph.say({ device: textOf(unasked), statements: [sayJoin(begin.ware, unasked.box.publicKey)] })
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop)])
  graph.say({ device: textOf(asked), statements: [sayJoin(begin.ware, other.box.publicKey)] })
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop)])
  graph.say({ device: textOf(asked), statements: [sayJoin(begin.ware, asked.box.publicKey)] })
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop), textOf(asked)])
  expect(
    resolve(graph)
      .devices(ware)
      .map((view) => view.addedBy)
  ).toEqual(['begin', { device: textOf(laptop) }])
})

test('[I3] a certificate serves in a world where the device that gave it never was', () => {
  const { begin, laptop, phone, ware, chance } = household()
  const tablet = makeDevice(chance)
  const elsewhere = new ToyGraph()
  elsewhere.say({
    device: textOf(tablet),
    statements: [
      sayBegin(begin),
      sayAdd(addDevice(begin.ware, publicOf(phone), laptop.sign)),
      sayAdd(addDevice(begin.ware, publicOf(tablet), phone.sign)),
      sayJoin(begin.ware, tablet.box.publicKey)
    ]
  })
  expect(devicesOf(resolve(elsewhere), ware)).toEqual([textOf(tablet)])
})

test('[I3] a device that claims the ware of another does not count for it', () => {
  const { graph, begin, ware, laptop, phone, chance } = household()
  const thief = makeDevice(chance)
  const said = graph.say({
    device: textOf(thief),
    statements: [
      sayBegin(begin),
      sayJoin(begin.ware, thief.box.publicKey),
      sayAdd(addDevice(begin.ware, publicOf(thief), thief.sign)),
      need
    ]
  })
  expect(resolve(graph).wareOf(graph.origin(said))).toBeUndefined()
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop), textOf(phone)])
})

test('[I3] nobody can take a device into a ware that it did not join, nor begin a ware in its name', () => {
  const { graph, ware, phone, laptop } = household()
  const other = beginWare(seededRandom(3))
  graph.say({
    device: textOf(other.device),
    statements: [sayBegin(other.begin), sayAdd(addDevice(other.begin.ware, publicOf(phone), other.device.sign))]
  })
  expect(resolve(graph).wareOfDevice(textOf(phone))).toBe(ware)
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop), textOf(phone)])
  expect(devicesOf(resolve(graph), toText(other.begin.ware))).toEqual([textOf(other.device)])
})

test('[I3] a device that joined two wares counts for the one it joined first', () => {
  const { graph, ware, phone } = household()
  const other = beginWare(seededRandom(3))
  graph.say({
    device: textOf(other.device),
    statements: [sayBegin(other.begin), sayAdd(addDevice(other.begin.ware, publicOf(phone), other.device.sign))]
  })
  graph.say({ device: textOf(phone), statements: [sayJoin(other.begin.ware, phone.box.publicKey)] })
  expect(resolve(graph).wareOfDevice(textOf(phone))).toBe(ware)
  expect(devicesOf(resolve(graph), toText(other.begin.ware))).toEqual([textOf(other.device)])
})

test('[I3] devices that add one another in a circle do not count', () => {
  const { graph, begin, ware, laptop, phone, chance } = household()
  const [a, b] = [makeDevice(chance), makeDevice(chance)]
  graph.say({
    device: textOf(a),
    statements: [sayAdd(addDevice(begin.ware, publicOf(b), a.sign)), sayJoin(begin.ware, a.box.publicKey)]
  })
  graph.say({
    device: textOf(b),
    statements: [sayAdd(addDevice(begin.ware, publicOf(a), b.sign)), sayJoin(begin.ware, b.box.publicKey)]
  })
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop), textOf(phone)])
})

test('[I3] a flood of devices by one does not push out the first device or those of the recovery key', () => {
  const { graph, begin, ware, laptop, phone, recovery, chance } = household()
  const flood = Array.from({ length: devicesMax + 10 }, () => makeDevice(chance))
  graph.say({
    device: textOf(phone),
    statements: flood.map((device) => sayAdd(addDevice(begin.ware, publicOf(device), phone.sign)))
  })
  for (const device of flood) graph.say({ device: textOf(device), statements: [sayJoin(begin.ware, device.box.publicKey)] })
  const restored = makeDevice(chance)
  graph.say({
    device: textOf(restored),
    statements: [sayAdd(addDevice(begin.ware, publicOf(restored), recovery.sign)), sayJoin(begin.ware, restored.box.publicKey)]
  })
  const devices = devicesOf(resolve(graph), ware)
  expect(devices.length).toBe(devicesMax)
  for (const device of [laptop, phone, restored]) expect(devices).toContain(textOf(device))
})

test('[I3] nothing is asked of the graph while nobody was ended, and each entry once when somebody was', () => {
  const { graph, begin, laptop, phone, ware } = household()
  const entries = Array.from({ length: 200 }, (_, index) =>
    graph.say({ device: textOf(index % 2 ? laptop : phone), statements: [need], knowing: [] })
  )
  const origins = Array.from({ length: 100_000 }, (_, index) => graph.origin(entries[index % 200] as IdText))
  const identities = resolve(graph)
  expect(origins.every((origin) => identities.wareOf(origin) === ware)).toBe(true)
  expect(graph.calls).toBe(0)
  const last = idBytes(entries.findLast((_, index) => index % 2 === 0) as IdText)
  graph.say({ device: textOf(laptop), statements: [sayEnd({ ware: begin.ware, device: phone.sign.publicKey, last, keeps: [] })] })
  const ended = resolve(graph)
  for (const origin of origins) ended.wareOf(origin)
  expect(graph.calls).toBeLessThanOrEqual(100)
})

test('[T3] a malformed statement about identity is refused with its place and reason, and changes nothing', () => {
  const { graph, begin, laptop, phone, ware } = household()
  const good = sayAdd(addDevice(begin.ware, publicOf(phone), laptop.sign))
  const wrong = [
    { type: 'ware.begin' },
    { type: 'ware.begin', body: 'text' },
    { type: 'ware.begin', body: new Uint8Array(300) },
    { type: 'ware.begin', body: begin.body.slice(0, 60) },
    { ...good, signature: new Uint8Array(64) },
    { ...good, box: new Uint8Array(31) },
    { ...good, by: null },
    { type: 'device.join', ware: begin.ware },
    { type: 'device.join', ware: toText(begin.ware), box: phone.box.publicKey },
    { type: 'device.end', ware: begin.ware, device: phone.sign.publicKey, last: 'x', keeps: [] },
    { type: 'device.end', ware: begin.ware, device: phone.sign.publicKey, last: null },
    { type: 'device.end', ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [begin.ware, begin.ware] },
    { type: 'device.end', ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [], by: laptop.sign.publicKey }
  ]
  const entry = graph.say({ device: textOf(laptop), statements: wrong })
  const { refusals } = graph.fold(identityRoom(toyWorld))
  expect([...refusals.keys()]).toEqual(wrong.map((_, index) => `${entry}.${index}`))
  expect([...refusals.values()].map((refusal) => refusal.reason)).toEqual([
    'ware.begin: body is missing or of another kind',
    'ware.begin: body is not bytes',
    'ware.begin: a beginning of a ware is too long',
    'ware.begin: the beginning of a ware is not CBOR: it ends too early',
    'device.add: the signature does not hold',
    'device.add: box has not 32 bytes',
    'device.add: by is not bytes',
    'device.join: box is missing or of another kind',
    'device.join: ware is not bytes',
    'device.end: last is not bytes',
    'device.end: keeps is missing or of another kind',
    'device.end: keeps is not in ascending order, each once',
    'device.end: a key and its signature come together'
  ])
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop), textOf(phone)])
})

test('[E6] what is said without a device says nothing about wares', () => {
  const { begin } = household()
  const room = identityRoom(toyWorld)
  const said = { id: 'x.0', entry: 'x', device: null, lamport: 0, epoch: '', statement: sayBegin(begin) }
  expect(room.fold(room.empty(), said)).toEqual({ reason: 'ware.begin: it is said without a device' })
  expect(resolve(new ToyGraph()).wareOf({ id: 'x.0', device: null, lamport: 0 })).toBeUndefined()
})
