import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeviceRow, Invited } from '@commune/peer'
import { command, type Place, removeFolder, startPlace, temporaryFolder } from '../testing/place.ts'

const said = 'seven wet stones'
let files: string
let place: Place
const file = (name: string, content: string | Uint8Array, mode = 0o600): string => {
  const path = join(files, name)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}
beforeAll(async () => {
  files = temporaryFolder()
  place = await startPlace()
})
afterAll(async () => {
  await place.close()
  removeFolder(files)
})

test('a passphrase is the first line of a file that is for its owner alone', async () => {
  const made = await place.run(['backup', join(files, 'a.backup'), '--passphrase-file', file('good', `${said}\r\nand nothing else counts\n`)])
  expect([made.code, made.err]).toEqual([0, ''])
  const folder = temporaryFolder()
  expect((await command(['restore', join(files, 'a.backup')], { folder, env: { COMMUNE_PASSPHRASE: said } })).code).toBe(0)
  removeFolder(folder)
})

test('a passphrase in a file that is no such file is refused in one sentence, wherever one is asked for, and nothing is made', async () => {
  // Windows keeps no such bits.
  if (process.platform === 'win32') return
  const folder = join(files, 'nothing')
  const refused: readonly (readonly [path: string, answer: RegExp])[] = [
    [file('group', said, 0o640), /^Others on this machine may read \S+group, and so the passphrase in it\. Close it to them with `chmod 600 \S+group`, and think of another passphrase\.$/],
    [file('all', said, 0o604), /^Others on this machine may read /],
    [join(files, 'nowhere'), /nowhere cannot be read\./],
    [files, /cannot be read\./],
    ['', /^Nothing stands where a file or a folder is to be named\./],
    ['/dev/zero', /^\S+ holds no passphrase\./],
    [file('empty', ''), /^\S+empty holds no passphrase\. Write it in the first line, as text of 1,024 characters at most\.$/],
    [file('noise', Uint8Array.of(0xff, 0xfe, 0xc3, 0x28)), /^\S+noise holds no passphrase\./],
    [file('long', 'x'.repeat(10_000_000)), /^\S+long holds no passphrase\./]
  ]
  const backup = join(files, 'a.backup')
  for (const [path, answer] of refused) {
    for (const words of [['backup', join(files, 'b.backup')], ['restore', backup], ['devices', 'lost'], ['devices', '--end', 'x']]) {
      const { code, out, err } = await place.run([...words, '--passphrase-file', path])
      expect([code, out, err], words.join(' ')).toEqual([1, '', expect.stringMatching(answer)])
    }
    for (const words of [['init'], ['up', '--listen', '127.0.0.1', '--no-mdns']]) {
      const { code, err } = await command([...words, '--passphrase-file', path], { folder })
      expect([code, err], words.join(' ')).toEqual([1, expect.stringMatching(answer)])
    }
  }
  expect((await command(['bundle', join(files, 'x.bundle')], { folder, env: { COMMUNE_PASSPHRASE: said } })).code).toBe(1)
})

test('what lies locked opens for a command without a daemon, by a file as well', async () => {
  const folder = temporaryFolder()
  const path = file('folder', said)
  expect((await command(['init', '--passphrase-file', path], { folder })).code).toBe(0)
  mkdirSync(join(files, 'texts'))
  writeFileSync(join(files, 'texts', 'soup.md'), '# Soup\n\nPeel.\n')
  const jobs = [['import', join(files, 'texts')], ['bundle', join(files, 'c.bundle')], ['bundle', '--take', join(files, 'c.bundle')], ['export', join(files, 'out')]]
  for (const words of jobs) {
    const locked = await command(words, { folder })
    expect([locked.code, locked.err], words.join(' ')).toEqual([1, expect.stringMatching(/^The keys here are locked, and there is nobody to ask\. .*--passphrase-file\.$/)])
    const opened = await command([...words, '--passphrase-file', path], { folder })
    expect([opened.code, opened.err], words.join(' ')).toEqual([0, ''])
  }
  const wrong = await command(['bundle', join(files, 'd.bundle'), '--passphrase-file', file('wrong', 'seven dry stones')], { folder })
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/^This passphrase does not open the keys here\./)])
  removeFolder(folder)
})

test('[I3] a device is ended with the recovery key of the last backup, by the passphrase in a file', async () => {
  const phone = await startPlace({ name: 'x', kind: 'wetware', worldName: 'My place' })
  expect((await phone.run(['join', (await place.json<Invited>('devices', '--add')).link])).code).toBe(0)
  const living = async (): Promise<DeviceRow[]> => (await place.json<DeviceRow[]>('devices')).filter(({ me, ended }) => !me && !ended)
  for (let tries = 0; tries < 200 && (await living()).length === 0; tries++) await new Promise((resolve) => setTimeout(resolve, 25))
  const [{ device } = { device: '' }] = await living()
  const wrong = await place.run(['devices', '--end', device, '--yes', '--passphrase-file', file('other', 'seven dry stones')])
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/passphrase/)])
  expect(await living()).toHaveLength(1)
  const idle = await place.run(['devices', '--passphrase-file', file('idle', said)])
  expect([idle.code, idle.err]).toEqual([2, expect.stringMatching(/^A passphrase is only asked for where a device is ended: /)])
  expect((await place.run(['devices', 'lost', device, '--yes', '--passphrase-file', file('right', said)])).code).toBe(0)
  expect(await living()).toEqual([])
  await phone.close()
})
