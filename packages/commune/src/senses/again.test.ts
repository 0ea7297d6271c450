/** What is said again of things: it counts where it stood, for who said it, and not once it was undone. */
import { expect, test } from 'vitest'
import { TestCommune } from '../testing/index.ts'
import type { Thing } from './thing.ts'

const lamp: Thing = { key: 'lamp', name: 'Lamp', readings: [{ key: 'power', name: 'power', shape: { is: 'number', unit: 'W' } }], pulses: [], acts: [] }

const house = () => {
  const commune = new TestCommune()
  const [box, other] = [commune.ware(), commune.ware()]
  const thing = commune.wish(box, { wish: 'thing', source: 'mqtt', thing: lamp })
  const row = () => commune.views.things.one(thing)
  return { commune, box, other, thing, row }
}

test('[K4] a word that is said again counts where it stood: what was said since holds', () => {
  const { commune, box, thing, row } = house()
  commune.wish(box, { wish: 'call-thing', thing, name: 'By the gate' })
  const old = commune.views.things.words(thing).map(({ statement }) => statement)
  commune.wish(box, { wish: 'call-thing', thing, name: 'By the well' })
  const before = row()
  commune.say(box.device, ...old)
  expect(row()).toEqual(before)
  expect(row()?.name).toBe('By the well')
})

test('[K4] [P2] where the beginning is not here the first that says it again begins it; where it is, nobody else can', () => {
  const { commune, box, other, thing, row } = house()
  const words = commune.views.things.words(thing).map(({ statement }) => statement)
  const before = row()
  commune.say(other.device, ...words)
  expect(row()).toEqual(before)
  const newcomer = new TestCommune()
  const [itsBox, itsOther] = [newcomer.ware(), newcomer.ware()]
  // A word of other things comes first, so that these stand before it.
  for (let more = 0; more < 20; more++) newcomer.wish(itsOther, { wish: 'me', name: `n${more}` })
  newcomer.say(itsBox.device, ...words)
  newcomer.say(itsOther.device, ...words)
  expect(newcomer.views.things.one(thing)).toEqual({ ...before, bridge: itsBox.ware, keeper: itsBox.ware, device: itsBox.device })
  expect([itsBox.ware, itsBox.device]).toEqual([box.ware, box.device])
})

test('[K4] an undo of what was said first undoes what says it again', () => {
  const { commune, box, thing, row } = house()
  const called = commune.wish(box, { wish: 'call-thing', thing, name: 'By the gate' })
  commune.say(box.device, ...commune.views.things.words(thing).map(({ statement }) => statement))
  expect(row()?.name).toBe('By the gate')
  commune.say(box.device, { type: 'undo', target: called })
  expect(row()?.name).toBe('Lamp')
})
