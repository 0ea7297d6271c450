/** Plans between whole peers: made, answered, kept, and answered again by devices themselves. */
import { setImmediate } from 'node:timers/promises'
import { type PlanContent, planHash, type Wish } from '@commune/commune'
import { type IdText, parseEnvelope } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident } from '../testing/index.ts'

const scene = async (seed: number) => {
  const house = await House.build(() => setImmediate(), seed)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await house.acquaint(anna, bo)
  const say = async (who: Resident, ...wishes: Wish[]): Promise<readonly string[]> => must(await house.clock.wait(who.peer.act('say', { world, wishes }))).ids
  const wareOf = async (who: Resident): Promise<IdText> => must(await who.peer.ask('self', {})).ware
  const stateAt = async (who: Resident, id: IdText) => must(await who.peer.ask('plan', { world, id }))?.state
  const [need = ''] = await say(anna, { wish: 'need', thing: 'flour', quantity: '4 kg' })
  const [portion = ''] = await say(bo, { wish: 'stock', thing: 'flour', quantity: '5 kg' })
  await house.agree(world, [anna, bo])
  const ware = { anna: await wareOf(anna), bo: await wareOf(bo) }
  const plan = (fields: Partial<PlanContent> = {}, give = 4): PlanContent => ({
    needs: [{ key: 'n', need, ware: ware.anna, thing: 'flour' }],
    hands: [{ key: 'h', ware: ware.bo, does: 'give', thing: 'flour', quantity: [give, 1, 'kg'], portion, feeds: 'n' }],
    until: house.clock.nowMs() + 3_600_000,
    ...fields
  })
  return { house, anna, bo, world, say, stateAt, need, portion, plan }
}

test('[PL3] a plan of two peers holds when both have said yes, and each sees it', async () => {
  const { house, anna, bo, world, say, stateAt, plan } = await scene(71)
  const content = plan()
  await say(anna, { wish: 'propose-plan', plan: content })
  await house.agree(world, [anna, bo])
  expect(await stateAt(bo, planHash(content))).toBe('open')
  await say(bo, { wish: 'plan-yes', plan: planHash(content) })
  await house.agree(world, [anna, bo])
  expect([await stateAt(anna, planHash(content)), await stateAt(bo, planHash(content))]).toEqual(['holds', 'holds'])
})

test('[PL5] [T7] two wishes said at once do not promise one portion twice', async () => {
  const { house, anna, bo, world, say, portion, plan } = await scene(72)
  const [one, two] = [plan({ name: 'one' }, 3), plan({ name: 'two' }, 3)]
  await say(anna, { wish: 'propose-plan', plan: one }, { wish: 'propose-plan', plan: two, noYes: true })
  await house.agree(world, [anna, bo])
  const both = await house.clock.wait(bo.peer.act('say', { world, wishes: [one, two].map((each) => ({ wish: 'plan-yes', plan: planHash(each) }) as const) }))
  expect(both.ok ? 'said' : both.error.key).toBe('peer.one-by-one')
  const taken = await house.clock.wait(bo.peer.act('say', { world, wishes: [{ wish: 'plan-yes', plan: planHash(one) }, { wish: 'take', portion, quantity: '4 kg' }] }))
  expect(taken.ok ? 'said' : taken.error.key).toBe('peer.one-by-one')
})

test('[PL10][PL15] a device says no by itself to what it cannot keep, and yes again by itself where its person chose so', async () => {
  const { house, anna, bo, world, say, stateAt, portion, plan } = await scene(73)
  const first = plan()
  await say(anna, { wish: 'propose-plan', plan: first })
  await house.agree(world, [anna, bo])
  await say(bo, { wish: 'plan-yes', plan: planHash(first), again: true })
  await house.agree(world, [anna, bo])
  await say(anna, { wish: 'plan-no', plan: planHash(first), keys: ['n'], why: 'on sunday' })
  const next = plan({ instead: planHash(first), note: 'on sunday' })
  await say(anna, { wish: 'propose-plan', plan: next })
  await house.agree(world, [anna, bo])
  await house.clock.pass(5_000)
  await house.agree(world, [anna, bo])
  expect(await stateAt(anna, planHash(next))).toBe('holds')
  await say(bo, { wish: 'count', portion, quantity: '1 kg' })
  await house.clock.pass(5_000)
  await house.agree(world, [anna, bo])
  const row = must(await anna.peer.ask('plan', { world, id: planHash(next) }))
  expect(row).toMatchObject({ state: 'failed', over: { kind: 'no', why: 'What was promised is not there any more.' } })
})

test('[PL17] [V4] what would be given to whom is kept for a season, and all else for ever', async () => {
  const { bo, world, say, need, portion } = await scene(74)
  const keepOf = async (): Promise<number> => {
    let bytes: Uint8Array | undefined
    for await (const placed of bo.held(world).hosted.world.scan(0)) bytes = placed.at(-1)?.bytes ?? bytes
    const envelope = bytes && parseEnvelope(bytes)
    return envelope?.ok ? envelope.value.keepClass : -1
  }
  await say(bo, { wish: 'split', portion, shares: [{ need, quantity: { n: 2n, d: 1n, unit: 'kg' } }] })
  expect(await keepOf()).toBe(1)
  expect(must(await bo.peer.ask('shares', { world, need }))).toMatchObject([{ quantity: { n: 2n, unit: 'kg' } }])
  await say(bo, { wish: 'take', portion, quantity: '1 kg' })
  expect(await keepOf()).toBe(0)
})
