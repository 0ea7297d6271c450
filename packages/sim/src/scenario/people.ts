/** What people do in a run: say things, let others in, add a device, part and meet again. */
import type { Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { Sight } from '../checkers/sight.ts'
import type { Chance } from '../chance/chance.ts'
import { tellLie } from '../lies/tellLies.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import type { Commune } from '../run/commune.ts'
import { wishAboutThings } from './sensing.ts'
import { wishAt } from './wishing.ts'

const inviteMs = 40 * 86_400_000

const deeds = { say: 20, sayTwice: 2, sayMany: 2, letIn: 6, addDevice: 0.7, dissociate: 0.5, endDevice: 0.3 }

/** Starts one thing that somebody does; what comes of it comes in its own time. */
export const somebodyActs = (commune: Commune, chance: Chance): void => {
  const [world] = commune.worlds
  if (world === undefined) return
  const outside = commune.peers.filter((peer) => peer.awake && peer.joined.size === 0)
  const inside = commune.membersAwake(world)
  if (inside.length === 0) return
  const at = chance.pick(inside)
  if (at.isLiar && chance.happens(0.5)) {
    tellLie(commune, at, world, chance).catch((fault: unknown) => commune.trace.note(`${at.name}: a lie was not told: ${String(fault)}`))
    return
  }
  if (commune.plan.senses && chance.happens(commune.plan.senses.share)) {
    sayOfThings(commune, at, world, chance).catch((fault: unknown) => commune.trace.note(`${at.name}: a word of things failed in the simulator: ${String(fault)}`))
    return
  }
  const deed = chance.weighted({ ...deeds, letIn: outside.length > 0 ? deeds.letIn : 0, addDevice: outside.length > 0 ? deeds.addDevice : 0 })
  const done = doOne(deed, { commune, chance, world, at, inside, outside })
  done.catch((fault: unknown) => commune.trace.note(`${at.name}: ${deed} failed in the simulator: ${String(fault)}`))
}

interface Scene {
  readonly commune: Commune
  readonly chance: Chance
  readonly world: IdText
  readonly at: SimPeer
  readonly inside: readonly SimPeer[]
  readonly outside: readonly SimPeer[]
}

async function doOne(deed: keyof typeof deeds, scene: Scene): Promise<void> {
  const { commune, chance, world, at, outside } = scene
  const newcomer = chance.pick(outside)
  switch (deed) {
    case 'say':
      return say(commune, at, world, chance)
    case 'sayTwice':
      await Promise.all([say(commune, at, world, chance), say(commune, at, world, chance)])
      return
    case 'sayMany': {
      const wishes = (await Promise.all(Array.from({ length: chance.between(2, 4) }, () => wishAt(at, world, chance)))).filter((wish) => wish !== undefined)
      return wishes.length > 0 ? sayAll(commune, at, world, wishes) : undefined
    }
    case 'letIn':
      return newcomer.tried && chance.happens(0.4) ? comeIn(commune, newcomer) : letIn(commune, at, newcomer, world, 'ware', chance.happens(0.7))
    case 'addDevice':
      return letIn(commune, at, newcomer, world, 'device', true)
    case 'dissociate': {
      const wares = [...new Set(commune.membersAwake(world).map((peer) => peer.ware as IdText))]
      const [ware, apart] = [chance.pick(wares), chance.happens(0.5)]
      const outcome = await commune.act(at, 'dissociate', { world, ware, apart })
      if (apart ? outcome?.ok : true) commune.apart.note(at, ware, apart, new Set(new Sight(commune).onDisk(at, world).keys()))
      return
    }
    case 'endDevice': {
      const rows = await at.peer?.ask('wares', { world })
      const devices = rows?.ok ? rows.value.filter((row) => row.me).flatMap((row) => row.deviceRows) : []
      if (devices.length <= 1) return
      const { device } = chance.pick(devices)
      commune.ended.add(device)
      await commune.act(at, 'endDevice', { device })
    }
  }
}

export const say = async (commune: Commune, at: SimPeer, world: IdText, chance: Chance): Promise<void> => {
  const wish = await wishAt(at, world, chance)
  if (!wish) return
  await sayAll(commune, at, world, [wish])
}

const sayOfThings = async (commune: Commune, at: SimPeer, world: IdText, chance: Chance): Promise<void> => {
  const wishes = await wishAboutThings(commune, at, world, chance)
  if (wishes.length > 0) await sayAll(commune, at, world, wishes)
}

const sayAll = async (commune: Commune, at: SimPeer, world: IdText, wishes: readonly Wish[]): Promise<void> => {
  const before = commune.apart.of(at)
  commune.ledger.wanted(wishes)
  const outcome = await commune.act(at, 'say', { world, wishes })
  if (!outcome?.ok) return
  commune.ledger.said(at.name, world, outcome.value.ids)
  await commune.apart.look(at, world, outcome.value.ids, before)
}

export const letIn = async (commune: Commune, at: SimPeer, newcomer: SimPeer, world: IdText, kind: 'ware' | 'device', history: boolean): Promise<void> => {
  const invited = await commune.act(at, 'invite', { world, kind, history, untilMs: at.nowMs + inviteMs })
  if (!invited?.ok) return
  // One that gives history may be on its way still: it is answered when somebody is there to answer.
  const before = newcomer.tried?.isIn === false && newcomer.tried.history
  newcomer.tried = { link: invited.value.link, history: history || before, isIn: false }
  await comeIn(commune, newcomer)
}

/** Goes in by the link it was given last; one whose answer was lost opens the same link again. */
const comeIn = async (commune: Commune, newcomer: SimPeer): Promise<void> => {
  const { tried } = newcomer
  if (!tried) return
  commune.noteHistory()
  const joined = await commune.act(newcomer, 'join', { link: tried.link })
  commune.noteHistory()
  if (!joined?.ok) return
  tried.isIn = true
  for (const held of newcomer.peer?.inside.held() ?? []) newcomer.joined.add(held.hosted.world.name)
  newcomer.things?.bring()
}
