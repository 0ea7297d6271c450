/** What can be done on a stage. Wishes go through the rooms; doors, devices and files are played. */
import { type StatementId, toText } from '@commune/protocol'
import type { ActName, Acts, Outcome } from '@commune/peer'
import { brokerActsOn } from './stageBrokers.ts'
import { dissociationOf, selfOn } from './stageAnswers.ts'
import { openWorld, type Stage, type StageWorld } from './stage.ts'

type Doing = { readonly [K in ActName]: (params: Acts[K][0]) => Outcome<Acts[K][1]> }

const done = <T>(value: T): Outcome<T> => ({ ok: true, value })
const unknown: Outcome<never> = { ok: false, error: { key: 'peer.world-unknown' } }
const now = (): number => Date.now()

export const actsOn = (stage: Stage): Doing => {
  const inside = <T>(world: string, act: (world: StageWorld) => Outcome<T>): Outcome<T> => {
    const found = stage.worlds.get(world)
    return found ? act(found) : unknown
  }
  return {
    beginWorld: ({ name }) => {
      const world = openWorld(stage, now())
      world.commune.wish(world.me, { wish: 'world', name })
      return done({ world: world.id })
    },
    say: ({ world, wishes }) => (stage.full ? { ok: false, error: { key: 'web.store.full' } } : inside(world, (found) => (found.left ? { ok: false, error: { key: 'peer.world-left' } } : sayOn(found, wishes)))),
    hold: ({ world, act, value, forMs }) => inside(world, (found) => {
      const untilMs = now() + forMs
      if (value !== 'press') found.holds.set(act, { value, untilMs, ware: found.me.ware })
      return done({ untilMs })
    }),
    release: ({ world, act }) => inside(world, (found) => {
      found.holds.delete(act)
      return done({})
    }),
    sense: ({ world, thing, point, value, atMs }) => inside(world, (found) => {
      const said = { value: typeof value === 'object' ? value.value : value, atMs: atMs ?? now() }
      found.byHand.set(`${thing}/${point}`, said)
      return done(said)
    }),
    senseMany: ({ world, times }) => inside(world, () => done({ read: times.length, kept: times.length, known: 0, changed: 0, refused: 0 })),
    ...brokerActsOn(stage),
    invite: ({ world, kind, history, untilMs, base }) => inside(world, (found) => {
      const key = toText(new Uint8Array(32).fill(++stage.count))
      const fragment = toText(Uint8Array.from({ length: 96 }, (_, i) => (i * 73 + stage.count * 31) & 255))
      const secret = new Uint8Array(32)
      found.invitations.unshift({ id: `${key}.0`, key, secret, untilMs, history, kind, ware: found.me.ware, state: 'open' })
      return done({ link: `${base ?? 'http://linden.local:4810/'}#${fragment}`, key, untilMs })
    }),
    link: ({ world }) => inside(world, () => done({})),
    endLink: ({ world }) => inside(world, () => done({})),
    closeInvite: ({ world, key }) => inside(world, (found) => {
      const at = found.invitations.findIndex((each) => each.key === key)
      if (at >= 0) found.invitations[at] = { ...found.invitations[at]!, state: 'closed' }
      return done({})
    }),
    join: ({ link }) => {
      const [first] = stage.worlds.keys()
      if (first === undefined || link.length < 20) return { ok: false, error: { key: 'peer.link-old' } }
      return done({ world: first })
    },
    leave: ({ world, forget }) => inside(world, (found) => {
      found.left = true
      if (forget) stage.worlds.delete(world)
      return done({})
    }),
    fork: ({ world, name, wares }) => inside(world, (found) => {
      const fresh = openWorld(stage, now())
      fresh.wares.push(...found.wares.filter(({ ware }) => wares.includes(ware)))
      fresh.commune.wish(fresh.me, { wish: 'world', name })
      return done({ world: fresh.id })
    }),
    addFile: ({ world, bytes, name, media, idea }) => inside(world, (found) => {
      const file = toText(new Uint8Array(32).fill(++stage.count))
      const said = sayOn(found, [{ wish: 'file', file, name, media, sizeBytes: bytes.length, key: new Uint8Array(32), chunks: new Uint8Array(32), ...(idea !== undefined && { idea }) }])
      if (!said.ok) return said
      const id = said.value.ids[0]!
      stage.files.set(id, { id, name, media, sizeBytes: bytes.length, bytes, keptByOthers: 0 })
      return done({ id })
    }),
    fetchFile: () => ({ ok: false, error: { key: 'peer.file-away' } }),
    endCarrier: () => ({ ok: true, value: {} }),
    carryNoMore: () => ({ ok: true, value: {} }),
    comeAlong: ({ fork }) => {
      const world = openWorld(stage, now())
      world.commune.wish(world.me, { wish: 'world', name: 'The upper yard' })
      stage.forks = stage.forks.filter((each) => each.world !== fork)
      return done({ world: world.id })
    },
    dissociate: ({ world, ware, apart }) => inside(world, (found) => {
      if (apart) found.apart.add(ware)
      else found.apart.delete(ware)
      found.followed.clear()
      const other = found.wares.find((each) => each.ware !== found.me.ware && each.ware !== ware)
      if (apart && other) found.followed.add(other.ware)
      return done(dissociationOf(found, ware))
    }),
    endDevice: ({ device }) => {
      for (const world of stage.worlds.values()) world.ended.add(device)
      return done({})
    },
    backup: () => {
      stage.backedUp = true
      return done({ bytes: new TextEncoder().encode('a backup that opens nothing'), name: 'linden-yard.commune-backup' })
    },
    comeBack: ({ world }) => inside(world, (found) => {
      found.left = false
      return done({})
    }),
    backupKept: () => done({}),
    restore: ({ passphrase }) => (passphrase === 'wrong' ? { ok: false, error: { key: 'peer.backup-damaged', params: { why: 'the passphrase does not open it' } } } : done(selfOn(stage))),
    writeBundle: () => done({ bytes: new Uint8Array(1_000), end: 0, name: 'linden-yard.commune-bundle' }),
    takeBundle: () => done({ world: stage.worlds.keys().next().value ?? '', fresh: 12, known: 40, refused: 0 }),
    openLive: ({ world, id, named }) => inside(world, (found) => {
      const page = found.commune.views.ideas.page(id)
      if (!page) return unknown
      const other = found.wares.find(({ ware }) => ware !== found.me.ware && found.here.has(ware))
      const fresh = { version: 1, title: page.title, text: page.text, tags: page.tags, named: other && named ? [other.ware] : [], nameless: other && !named ? 1 : 0, stored: true }
      const open = stage.open.get(id) ?? fresh
      stage.open.set(id, open)
      return done(open)
    }),
    writeLive: ({ id, version, texts }) => {
      const open = stage.open.get(id)
      if (!open) return { ok: false, error: { key: 'peer.live-closed' } }
      if (open.version !== version) return done({ ...open, taken: false })
      const next = { ...open, ...texts, version: version + 1, stored: false }
      stage.open.set(id, next)
      return done({ ...next, taken: true })
    },
    closeLive: ({ world, id }) => inside(world, (found) => {
      const open = stage.open.get(id)
      stage.open.delete(id)
      if (open && !open.stored) sayOn(found, [{ wish: 'edit', idea: id, title: open.title, text: open.text, tags: open.tags }])
      return done({})
    }),
    leaveWayBack: ({ device }) => {
      stage.ways.add(device)
      return done({})
    },
    takeWayBack: ({ device }) => {
      stage.ways.delete(device)
      return done({})
    },
    openWayBack: ({ device, untilMs, base }) => done({ link: `${base ?? 'http://linden.local:4810/'}#${device}`, key: device, untilMs }),
    forgetWayBack: () => done({}),
    connect: () => done({})
  }
}

/** All or none: every wish is decided before any is said. */
const sayOn = (world: StageWorld, wishes: Acts['say'][0]['wishes']): Outcome<Acts['say'][1]> => {
  const { commune, me } = world
  commune.nowMs = now()
  const statements = []
  for (const wish of wishes) {
    const decided = commune.decide(me, wish)
    if (!decided.ok) return decided
    statements.push(...decided.value)
  }
  const first = commune.say(me.device, ...statements)
  const entry = first.slice(0, first.lastIndexOf('.'))
  return done({ ids: statements.map((_, index): StatementId => `${entry}.${index}`) })
}
