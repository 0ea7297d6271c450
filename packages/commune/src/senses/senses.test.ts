import { describe, expect, test } from 'vitest'
import { TestCommune } from '../testing/index.ts'
import type { Thing } from './thing.ts'

const lamp: Thing = {
  key: '0x00158d0001',
  name: 'Path lamp',
  maker: 'IKEA',
  readings: [{ key: 'power', name: 'power', shape: { is: 'number', unit: 'W', max: 9.5 } }],
  pulses: [],
  acts: [{ key: 'level', name: 'level', shape: { is: 'number', unit: '%', min: 0, max: 100 }, about: 'light' }]
}

const bring = (thing: Thing) => ({ wish: 'thing', source: 'mqtt', thing }) as const

function house() {
  const commune = new TestCommune()
  const box = commune.ware()
  const juno = commune.ware()
  const id = commune.wish(box, bring(lamp))
  const row = () => commune.views.things.one(id)
  return { commune, box, juno, id, row }
}

describe('things', () => {
  test('[P5] a thing that is brought in is shown with all it can feel and do, and who brings it in', () => {
    const { commune, box, id, row } = house()
    expect(row()).toMatchObject({ id, name: 'Path lamp', maker: 'IKEA', source: 'mqtt', bridge: box.ware, keeper: box.ware, device: box.device, readings: lamp.readings, acts: lamp.acts })
    expect(commune.views.things.point(`${id}/level`)).toMatchObject({ kind: 'act', point: { key: 'level' } })
    expect(commune.views.things.point(`${id}/power`)).toMatchObject({ kind: 'reading' })
    expect(commune.views.things.point(`${id}/weight`)).toBeUndefined()
  })

  test('what announces itself again in the same words says nothing, and keeps the name its keeper gave it', () => {
    const { commune, box, id, row } = house()
    commune.wish(box, { wish: 'call-thing', thing: id, name: 'Lamp by the gate' })
    expect(commune.decide(box, bring(lamp))).toEqual({ ok: true, value: [] })
    const more = { ...lamp, acts: [...lamp.acts, { key: 'on', name: 'on', shape: { is: 'yes-no' } as const }] }
    commune.wish(box, bring(more))
    expect(row()).toMatchObject({ name: 'Lamp by the gate', acts: more.acts })
  })

  test('a thing that is gone comes back as the same one when it is announced again', () => {
    const { commune, box, id, row } = house()
    commune.wish(box, { wish: 'thing-gone', thing: id })
    expect(row()).toMatchObject({ gone: true })
    expect(commune.views.things.list()).toEqual([])
    expect(commune.refused(box, { wish: 'call-thing', thing: id, name: 'X' })).toBe('Path lamp is not there any more. Bring it in again first.')
    commune.wish(box, bring(lamp))
    expect(row()?.gone).toBeUndefined()
    expect(commune.views.things.list()).toHaveLength(1)
  })

  test('[P2] nobody but its bridge and the keeper that the bridge named can say anything of it', () => {
    const { commune, box, juno, id, row } = house()
    const ola = commune.ware()
    expect(commune.refused(juno, { wish: 'call-thing', thing: id, name: 'Mine' })).toBe('Only the ware that brought it in can say this of Path lamp. Ask its keeper.')
    expect(commune.sayRaw(juno.device, { type: 'thing.say', thing: id, name: 'Mine' })).toBeUndefined()
    commune.sayRaw(juno.device, { type: 'thing.say', thing: id, keeper: juno.ware })
    commune.sayRaw(juno.device, { type: 'thing.gone', thing: id })
    expect(row()).toMatchObject({ name: 'Path lamp', keeper: box.ware })
    expect(row()?.gone).toBeUndefined()
    commune.wish(box, { wish: 'keeper', thing: id, keeper: juno.ware })
    commune.wish(juno, { wish: 'call-thing', thing: id, name: 'Gate lamp' })
    commune.wish(juno, { wish: 'will', thing: id, point: 'level', will: { max: 60 } })
    expect(row()).toMatchObject({ name: 'Gate lamp', keeper: juno.ware, acts: [{ key: 'level', will: { max: 60 } }] })
    expect(commune.refused(juno, { wish: 'keeper', thing: id, keeper: ola.ware })).not.toBe('')
    commune.wish(box, { wish: 'keeper', thing: id, keeper: ola.ware })
    // What Juno said does not count any more, and is there should she look after it again.
    expect(row()).toMatchObject({ name: 'Path lamp', keeper: ola.ware })
    expect(row()?.acts[0]?.will).toBeUndefined()
  })

  test('[T3] points that cannot be read make a statement malformed, with a reason', () => {
    const { commune, box, id } = house()
    const say = (points: string) => commune.sayRaw(box.device, { type: 'thing.say', key: 'k', source: 'mqtt', points })?.reason
    expect(say('{')).toBe('A statement of the type thing.say is malformed: under “points” it needs points as JSON, each with a key, a name and a shape.')
    expect(say('{"readings":[],"pulses":[],"acts":[{"key":"a","name":"a","shape":{"is":"soup"}}]}')).toMatch(/points as JSON/)
    const twice = '{"key":"a","name":"a","shape":{"is":"yes-no"}}'
    expect(say(`{"readings":[${twice},${twice}],"pulses":[],"acts":[]}`)).toMatch(/points as JSON/)
    expect(say('{"readings":[],"pulses":[{"key":"a","name":"a","ttlMs":3600000}],"acts":[]}')).toMatch(/points as JSON/)
    expect(commune.sayRaw(box.device, { type: 'thing.say', key: 'k' })?.reason).toMatch(/a key, a source and points/)
    expect(commune.sayRaw(box.device, { type: 'thing.will', thing: id, point: 'level', will: '{"min":"low"}' })?.reason).toMatch(/bounds as JSON/)
  })

  test('bounds that make no sense are refused in words', () => {
    const { commune, box, id } = house()
    expect(commune.refused(box, { wish: 'will', thing: id, point: 'colour', will: null })).toBe('Path lamp has nothing that is called “colour”.')
    expect(commune.refused(box, { wish: 'will', thing: id, point: 'level', will: { min: 9, max: 3 } })).toBe('The least is above the most. Turn them around.')
    expect(commune.refused(box, { wish: 'will', thing: id, point: 'level', will: { min: Number.NaN } })).toMatch(/^These bounds could not be read/)
  })
})
