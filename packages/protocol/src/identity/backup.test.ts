import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { hash, sodiumReady } from '../sodium/sodium.ts'
import { seededRandom, ToyGraph } from '../testing/index.ts'
import { type Backup, backupFaultWords, backupLock, makeBackup, openBackup, restoreDevice } from './backup.ts'
import { identitiesOf } from './identities.ts'
import { fromKeyText, toKeyText } from './keyText.ts'
import { lockWithKey } from './locked.ts'
import { identityRoom } from './room.ts'
import { lockSecrets, lockWith, makeSecretsKey, openSecretsKey, unlockSecrets, unlockWith } from './secrets.ts'
import { beginWare, sayAdd, sayBegin, sayJoin } from './ware.ts'

beforeAll(() => sodiumReady)

const cheap = { passes: 1, memoryKib: 8 }
const passphrase = 'seven beans in a jar'

function someBackup(): { backup: Backup; random: ReturnType<typeof seededRandom>; device: string } {
  const random = seededRandom(1)
  const { begin, device, recovery } = beginWare(random)
  const worlds = [1, 2].map((count) => ({
    world: random.bytes(32),
    name: `Küche ${count}`,
    epochs: Array.from({ length: count }, () => random.bytes(32)),
    addresses: ['/ip4/192.168.1.20/tcp/4100/ws'],
    ancestors: []
  }))
  return {
    backup: { begin, recovery: recovery.secret, name: 'Anna', madeS: 1_795_000_000, worlds },
    random,
    device: toText(device.sign.publicKey)
  }
}
const made = (lock: Parameters<typeof makeBackup>[1]): { bytes: Uint8Array; key: string | undefined } => {
  const { backup, random } = someBackup()
  const result = makeBackup(backup, lock, random)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

test('[I4] a backup gives back all that is in it, by its passphrase and by its key', () => {
  const { backup } = someBackup()
  const byPassphrase = made({ passphrase, cost: cheap })
  expect(backupLock(byPassphrase.bytes)).toEqual({ ok: true, value: 'passphrase' })
  expect(openBackup(byPassphrase.bytes, { passphrase })).toEqual({ ok: true, value: backup })
  expect(openBackup(byPassphrase.bytes, { passphrase: ` ${passphrase}\n` }).ok, 'outer spaces of a keyboard').toBe(true)
  const byKey = made('key')
  expect(backupLock(byKey.bytes)).toEqual({ ok: true, value: 'key' })
  expect(openBackup(byKey.bytes, { key: byKey.key as string })).toEqual({ ok: true, value: backup })
})

test('[I4] a restored backup is a new device of the same ware, added by the recovery key', () => {
  const { backup, random, device: old } = someBackup()
  const { device, add } = restoreDevice(backup, random)
  const graph = new ToyGraph()
  graph.say({
    device: toText(device.sign.publicKey),
    statements: [sayBegin(backup.begin), sayAdd(add), sayJoin(backup.begin.ware, device.box.publicKey)]
  })
  const identities = identitiesOf(graph.fold(identityRoom(new Uint8Array(32))).state, graph)
  const views = identities.devices(toText(backup.begin.ware))
  expect(views.map((view) => [view.device, view.addedBy])).toEqual([[toText(device.sign.publicKey), 'recovery']])
  expect(views.map((view) => view.device)).not.toContain(old)
})

test('[I4] each way in which a backup does not open has its own plain words', () => {
  const { bytes } = made({ passphrase, cost: cheap })
  const byKey = made('key')
  const other = made({ passphrase: 'another passphrase', cost: cheap })
  const anotherKey = toKeyText(new Uint8Array(16).fill(5))
  const { backup, random } = someBackup()
  const changed = (at: number, value: number, from = bytes): Uint8Array => from.with(at, value)
  /** The same with its check made right again, as somebody would who does it on purpose. */
  const forged = (at: number, values: number[]): Uint8Array => {
    const copy = bytes.slice()
    copy.set(values, at)
    copy.set(hash(copy.subarray(0, -8)).subarray(0, 8), copy.length - 8)
    return copy
  }
  const cases: [Uint8Array, Parameters<typeof openBackup>[1], string][] = [
    [new Uint8Array(0), { passphrase }, 'not-it'],
    [new TextEncoder().encode('a recipe for bread'), { passphrase }, 'not-it'],
    [changed(4, 2), { passphrase }, 'newer'],
    [changed(200, 1), { passphrase }, 'damaged'],
    [bytes.subarray(0, bytes.length - 1), { passphrase }, 'damaged'],
    [bytes.subarray(0, 20), { passphrase }, 'damaged'],
    [forged(6, [200]), { passphrase }, 'too-costly'],
    [forged(7, [255, 255, 255, 255]), { passphrase }, 'too-costly'],
    [forged(6, [0]), { passphrase }, 'damaged'],
    [forged(5, [9]), { passphrase }, 'damaged'],
    [bytes, { passphrase: 'not this one' }, 'wrong-passphrase'],
    [other.bytes, { passphrase }, 'wrong-passphrase'],
    [bytes, { key: byKey.key as string }, 'needs-passphrase'],
    [byKey.bytes, { passphrase }, 'needs-key'],
    [byKey.bytes, { key: anotherKey }, 'wrong-key'],
    [byKey.bytes, { key: `${byKey.key?.slice(0, -1)}${byKey.key?.endsWith('0') ? '1' : '0'}` }, 'mistyped-key'],
    [byKey.bytes, { key: '' }, 'mistyped-key'],
    [lockWithKey('scbk', new Uint8Array(20), fromKeyText(anotherKey) as Uint8Array, random), { key: anotherKey }, 'damaged']
  ]
  for (const [input, key, fault] of cases) {
    const opened = openBackup(input, key)
    expect(opened).toEqual({ ok: false, error: fault })
    if (!opened.ok) expect(backupFaultWords[opened.error]).toMatch(/^[A-Z].*\.$/)
  }
  expect(makeBackup(backup, { passphrase: '  short  ', cost: cheap }, random)).toEqual({ ok: false, error: 'weak-passphrase' })
})

test('[I4] a backup whose recovery key is not that of its ware is damaged', () => {
  const { backup, random } = someBackup()
  const wrong = makeBackup({ ...backup, recovery: new Uint8Array(32) }, { passphrase, cost: cheap }, random)
  if (wrong.ok) expect(openBackup(wrong.value.bytes, { passphrase })).toEqual({ ok: false, error: 'damaged' })
})

test('[I4] nothing that is in a backup can be read in its bytes, and its size tells little', () => {
  const { backup } = someBackup()
  const { bytes } = made({ passphrase, cost: cheap })
  const text = new TextDecoder('latin1').decode(bytes)
  for (const secret of [
    backup.recovery,
    backup.begin.body,
    ...backup.worlds.flatMap((world) => [world.world, ...world.epochs])
  ]) {
    expect(text).not.toContain(new TextDecoder('latin1').decode(secret))
  }
  expect(text).not.toContain('Anna')
  expect((bytes.length - 51 - 16 - 8) % 1_024).toBe(0)
})

test('[I4] a key is written down as eight groups of four, read again however it is typed, and a slip is noticed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(31), fc.nat(30), (secret, at, by) => {
      const text = toKeyText(secret)
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(fromKeyText(text)).toEqual(secret)
      expect(fromKeyText(text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(secret)
      const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
      const typed = [...text.replaceAll('-', '')]
      typed[at] = letters[(letters.indexOf(typed[at] as string) + 1 + by) % 32] as string
      expect(fromKeyText(typed.join(''))).toBeUndefined()
    })
  )
})

test('[I4] secrets at rest open with their passphrase, which can be changed without locking all of them anew', () => {
  const random = seededRandom(2)
  const kept = makeSecretsKey(passphrase, random, cheap)
  if (!kept.ok) throw new Error(kept.error)
  const { key, kept: stored } = kept.value
  expect(openSecretsKey(stored, passphrase)).toEqual({ ok: true, value: key })
  expect(openSecretsKey(stored, 'not this one')).toEqual({ ok: false, error: 'wrong-passphrase' })
  const again = lockSecrets(key, 'a new passphrase', random, cheap)
  if (again.ok) expect(openSecretsKey(again.value, 'a new passphrase')).toEqual({ ok: true, value: key })
  const locked = lockWith(key, Uint8Array.of(1, 2, 3), random)
  expect(unlockWith(key, locked)).toEqual(Uint8Array.of(1, 2, 3))
  expect(unlockWith(random.bytes(32), locked)).toBeUndefined()
  expect(unlockWith(key, locked.subarray(1))).toBeUndefined()
  expect(unlockWith(key, new Uint8Array(5))).toBeUndefined()
  expect(unlockSecrets(made({ passphrase, cost: cheap }).bytes, passphrase), 'a backup is no secrets file').toEqual({
    ok: false,
    error: 'not-it'
  })
})
