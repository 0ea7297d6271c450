import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import type { IdText } from '../statement/statement.ts'
import { devicesOf, household, idBytes, resolve, seededRandom, textOf, toyWorld } from '../testing/index.ts'
import { makeDevice } from './device.ts'
import { identityRoom } from './room.ts'
import { addDevice, beginWare, publicOf, sayAdd, sayBegin, sayEnd, sayJoin, sayRecoveryEnd } from './ware.ts'

beforeAll(() => sodiumReady)

const need = { type: 'need.say' }

test('[I3] an ended device speaks up to the named entry, later ones do not, and it can read nothing new', () => {
  const { graph, begin, ware, laptop, phone } = household()
  const before = graph.say({ device: textOf(phone), statements: [need] })
  const last = graph.say({ device: textOf(phone), statements: [need] })
  const after = graph.say({ device: textOf(phone), statements: [need] })
  const forked = graph.say({ device: textOf(phone), statements: [need], prev: before })
  graph.say({
    device: textOf(laptop),
    statements: [sayEnd({ ware: begin.ware, device: phone.sign.publicKey, last: idBytes(last), keeps: [] })]
  })
  const identities = resolve(graph)
  expect([before, last, after, forked].map((entry) => identities.wareOf(graph.origin(entry)))).toEqual([
    ware,
    ware,
    undefined,
    undefined
  ])
  expect(identities.wareOfDevice(textOf(phone))).toBeUndefined()
  expect(devicesOf(identities, ware)).toEqual([textOf(laptop)])
  expect(identities.devices(ware).map((view) => view.ended)).toEqual([false, true])
})

test('[I3] an end without a last entry lets nothing of the device speak', () => {
  const { graph, begin, laptop, phone } = household()
  const before = graph.say({ device: textOf(phone), statements: [need] })
  graph.say({
    device: textOf(laptop),
    statements: [sayEnd({ ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [] })]
  })
  expect(resolve(graph).wareOf(graph.origin(before))).toBeUndefined()
})

test('[I3] ends said at the same time all hold', () => {
  const { graph, begin, ware, laptop, phone } = household()
  const known = graph.entries()
  graph.say({
    device: textOf(laptop),
    knowing: known,
    statements: [sayEnd({ ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [] })]
  })
  graph.say({
    device: textOf(phone),
    knowing: known,
    statements: [sayEnd({ ware: begin.ware, device: laptop.sign.publicKey, last: null, keeps: [textOf(phone)].map(idBytes) })]
  })
  expect(devicesOf(resolve(graph), ware)).toEqual([])
})

test('[I3] what a device says of others once it knows that it was ended does not hold', () => {
  const { graph, begin, ware, laptop, phone } = household()
  const last = graph.entries().at(-1) as IdText
  graph.say({
    device: textOf(laptop),
    statements: [sayEnd({ ware: begin.ware, device: phone.sign.publicKey, last: idBytes(last), keeps: [] })]
  })
  graph.say({
    device: textOf(phone),
    statements: [sayEnd({ ware: begin.ware, device: laptop.sign.publicKey, last: null, keeps: [] })]
  })
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop)])
})

test('[I3] a thief ends the owner with a stolen phone; the recovery key ends the phone, and the owner is back', () => {
  const { graph, begin, ware, laptop, phone, recovery, chance } = household()
  const last = graph.entries().at(-1) as IdText
  const owners = graph.say({ device: textOf(laptop), statements: [need] })
  graph.say({
    device: textOf(phone),
    statements: [sayEnd({ ware: begin.ware, device: laptop.sign.publicKey, last: null, keeps: [phone.sign.publicKey] })]
  })
  const thiefs = makeDevice(chance)
  graph.say({ device: textOf(phone), statements: [sayAdd(addDevice(begin.ware, publicOf(thiefs), phone.sign))] })
  const stolen = graph.say({ device: textOf(thiefs), statements: [sayJoin(begin.ware, thiefs.box.publicKey), need] })
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(phone), textOf(thiefs)])
  expect(resolve(graph).wareOf(graph.origin(owners))).toBeUndefined()

  const restored = makeDevice(chance)
  const end = { ware: begin.ware, device: phone.sign.publicKey, last: idBytes(last), keeps: [] }
  graph.say({
    device: textOf(restored),
    statements: [
      sayAdd(addDevice(begin.ware, publicOf(restored), recovery.sign)),
      sayJoin(begin.ware, restored.box.publicKey),
      sayRecoveryEnd(toyWorld, end, recovery.sign)
    ]
  })
  const identities = resolve(graph)
  expect(devicesOf(identities, ware)).toEqual([textOf(laptop), textOf(restored)])
  expect(identities.wareOf(graph.origin(owners))).toBe(ware)
  expect(identities.wareOf(graph.origin(stolen))).toBeUndefined()
  expect(identities.devices(ware).at(-1)?.addedBy).toBe('recovery')
})

test('[I3] the word of the recovery key outweighs what devices said of the last entry', () => {
  const { graph, begin, ware, laptop, phone, recovery } = household()
  const kept = graph.say({ device: textOf(phone), statements: [need] })
  graph.say({
    device: textOf(laptop),
    statements: [sayEnd({ ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [] })]
  })
  expect(resolve(graph).wareOf(graph.origin(kept))).toBeUndefined()
  graph.say({
    device: textOf(laptop),
    statements: [
      sayRecoveryEnd(toyWorld, { ware: begin.ware, device: phone.sign.publicKey, last: idBytes(kept), keeps: [] }, recovery.sign)
    ]
  })
  expect(resolve(graph).wareOf(graph.origin(kept))).toBe(ware)
})

test('[I3] the recovery key can only add and end: it never speaks, though a device certifies it and it joins', () => {
  const { graph, begin, ware, laptop, recovery, phone } = household()
  const posing = { device: recovery.sign.publicKey, box: phone.box.publicKey }
  graph.say({ device: textOf(laptop), statements: [sayAdd(addDevice(begin.ware, posing, laptop.sign))] })
  const said = graph.say({ device: toText(recovery.sign.publicKey), statements: [sayJoin(begin.ware, posing.box), need] })
  expect(resolve(graph).wareOf(graph.origin(said))).toBeUndefined()
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop), textOf(phone)])
})

test('[I3] a recovery signature serves for its own world, ware, device and last entry alone', () => {
  const { graph, begin, ware, laptop, phone, recovery } = household()
  const end = { ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [] }
  const elsewhere = sayRecoveryEnd(new Uint8Array(32).fill(8), end, recovery.sign)
  const here = sayRecoveryEnd(toyWorld, end, recovery.sign)
  graph.say({
    device: textOf(laptop),
    statements: [elsewhere, { ...here, device: laptop.sign.publicKey }, { ...here, last: idBytes(graph.entries()[0] as IdText) }]
  })
  const { refusals } = graph.fold(identityRoom(toyWorld))
  expect([...refusals.values()].map((refusal) => refusal.reason)).toEqual(
    Array(3).fill('device.end: the signature does not hold in this world')
  )
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop), textOf(phone)])
})

test('[I3] an end signed by a key that is not the recovery key of the ware ends nothing', () => {
  const { graph, begin, ware, laptop, phone } = household()
  const stranger = beginWare(seededRandom(9))
  graph.say({
    device: textOf(stranger.device),
    statements: [
      sayBegin(stranger.begin),
      sayRecoveryEnd(toyWorld, { ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [] }, stranger.recovery.sign)
    ]
  })
  graph.say({
    device: textOf(stranger.device),
    statements: [sayEnd({ ware: begin.ware, device: laptop.sign.publicKey, last: null, keeps: [] })]
  })
  expect(devicesOf(resolve(graph), ware)).toEqual([textOf(laptop), textOf(phone)])
})

test('[I3] devices that an ended one added go on when the end keeps them, or when another added them too', () => {
  const { graph, begin, ware, laptop, phone, chance } = household()
  const [kept, dropped, twice] = [makeDevice(chance), makeDevice(chance), makeDevice(chance)]
  graph.say({
    device: textOf(phone),
    statements: [kept, dropped, twice].map((device) => sayAdd(addDevice(begin.ware, publicOf(device), phone.sign)))
  })
  for (const device of [kept, dropped, twice])
    graph.say({ device: textOf(device), statements: [sayJoin(begin.ware, device.box.publicKey)] })
  graph.say({ device: textOf(laptop), statements: [sayAdd(addDevice(begin.ware, publicOf(twice), laptop.sign))] })
  const last = idBytes(graph.entries().at(-1) as IdText)
  graph.say({
    device: textOf(laptop),
    statements: [sayEnd({ ware: begin.ware, device: phone.sign.publicKey, last, keeps: [kept.sign.publicKey] })]
  })
  expect(devicesOf(resolve(graph), ware)).toEqual([laptop, kept, twice].map(textOf))
})
