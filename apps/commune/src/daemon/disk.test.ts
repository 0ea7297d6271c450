/** A disk that is full, bounded or read-only, for real: a daemon and commands in processes of their own. */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from '../testing/place.ts'
import { type RealBox, type RealDaemon, type RealRan, realBox } from '../testing/realBox.ts'
import { smallDisk } from '../testing/smallDisk.ts'

const full = 'The disk is full. Nothing was lost, but nothing more can be kept until there is room.'
const passphrase = { COMMUNE_PASSPHRASE: 'seven wet stones' }
const alone = ['up', '--listen', '127.0.0.1', '--no-mdns']
const patient = { timeout: 120_000 }

let folder: string
let elsewhere: string
const closing: (() => Promise<unknown>)[] = []
beforeEach(() => {
  folder = temporaryFolder()
  elsewhere = temporaryFolder()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  removeFolder(folder)
  removeFolder(elsewhere)
})

const started = async (box: RealBox): Promise<RealDaemon> => {
  const daemon = await box.start()
  closing.push(() => {
    daemon.child.kill('SIGKILL')
    return daemon.ended
  })
  return daemon
}

const needs = async (box: RealBox): Promise<number> => (await box.json<{ total: number }>('need')).total

/** One sentence, a way on, exit code 1. */
const refusal = ({ code, out, err }: RealRan): string => {
  expect([code, out, err.split('\n')]).toEqual([1, '', [expect.stringMatching(/^[A-Z/].*\.$/)]])
  return err
}

/** Says one thing after the other until one is refused; how many were taken. */
async function sayUntilRefused(box: RealBox): Promise<{ taken: number; refused: string }> {
  for (let taken = 0; ; taken++) {
    const ran = await box.run('idea', '--new', `Page ${taken}`, '--text', 'x'.repeat(9_000))
    if (ran.code !== 0) return { taken, refused: refusal(ran) }
    if (taken > 200) throw new Error('it never came to that')
  }
}

test('[S5][P7] a disk that gets full under a daemon: what is said is refused in one sentence, what was said is kept, and it goes on when there is room', patient, async () => {
  const disk = await smallDisk(folder, 2_048)
  // The bound below is met by every system.
  if (!disk) return
  closing.push(() => disk.close())
  const data = join(folder, 'data')
  const box = realBox(data, { under: disk.under, env: passphrase })
  const daemon = await started(box)
  expect((await box.run('need', '3 loaves of bread')).code).toBe(0)
  expect((await box.run('worlds', '--begin', 'The garden')).code).toBe(0)
  disk.fill()
  expect(refusal(await box.run('need', '4 loaves of bread', '--world', 'our place'))).toBe(full)
  expect(JSON.parse((await box.run('need', '5 loaves', '--world', 'our place', '--json')).out)).toEqual({ error: { key: 'peer.store-full', text: full } })
  expect(refusal(await box.run('worlds', '--use', 'our place'))).toMatch(/^Commands could not be told .*the disk is full\)\. .*`commune worlds --use NAME`\.$/)
  for (const kind of ['backup', 'bundle']) {
    const file = join(folder, kind)
    const made = await box.run(kind, file, ...(kind === 'bundle' ? ['--world', 'our place'] : []))
    expect(refusal(made)).toBe(`${file} cannot be written: the disk is full. Choose another place, or mend that one.`)
    expect(existsSync(disk.seen(file))).toBe(false)
  }
  const shown = await box.run('status')
  expect([shown.code, shown.out]).toEqual([0, expect.stringContaining(full)])
  expect(readdirSync(disk.seen(data)).filter((name) => name.endsWith('.part') || name.endsWith('.damaged'))).toEqual([])
  disk.free()
  expect((await box.run('worlds', '--use', 'our place')).code).toBe(0)
  expect((await box.run('need', '6 loaves of bread')).code).toBe(0)
  expect(await needs(box)).toBe(2)
  disk.fill()
  daemon.child.kill('SIGINT')
  expect((await daemon.ended).code).toBe(0)
  // A start writes where it listens; a command alone needs no more room than there is.
  expect(refusal(await box.run(...alone))).toBe(`The disk that holds ${data} is full. Make some room, then start again; nothing is lost.`)
  await disk.readOnly(true)
  for (const words of [alone, ['bundle', join(elsewhere, 'world.bundle')]])
    expect(refusal(await box.run(...words))).toBe(`${data} cannot be written: the data folder can only be read. Choose a folder that is yours with --data.`)
  await disk.readOnly(false)
  disk.free()
  await started(box)
  expect(await needs(box)).toBe(2)
  expect((await box.run('need', '7 loaves of bread')).code).toBe(0)
})

test('[S5] files that may not grow any more: a daemon and a command alone stop at it with one sentence, and nothing said is lost', patient, async () => {
  // In blocks of 1,024 bytes; enough for a world to begin.
  const bounded = realBox(folder, { under: ['bash', '-c', 'ulimit -f 160; exec "$@"', 'bounded'], env: passphrase })
  const box = realBox(folder, { env: passphrase })
  const daemon = await started(bounded)
  const { taken, refused } = await sayUntilRefused(bounded)
  expect(refused).toBe(full)
  expect(taken).toBeGreaterThan(0)
  expect((await bounded.json<{ total: number }>('idea')).total).toBe(taken)
  daemon.child.kill('SIGKILL')
  await daemon.ended
  const pages = join(folder, 'pages')
  const brought = await bounded.run('import', writePages(pages))
  expect([brought.code, brought.err.split('\n').at(-1)]).toEqual([1, expect.stringMatching(/^The disk (is full|that holds).*\.$/)])
  await started(box)
  expect((await box.json<{ total: number }>('idea')).total).toBeGreaterThanOrEqual(taken)
  expect((await box.run('import', pages)).code).toBe(0)
  expect((await box.json<{ total: number }>('idea')).total).toBe(taken + pageCount)
})

test('[P7] a data folder that becomes read-only under a daemon: what is open goes on, the rest is refused in one sentence, and nothing is lost', patient, async () => {
  // For the one who may do everything the bits of a folder mean nothing, unless that leave is given up.
  const under = process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'] : []
  const box = realBox(folder, { under, env: passphrase })
  const daemon = await started(box)
  expect((await box.run('need', '3 loaves of bread')).code).toBe(0)
  chmodSync(folder, 0o500)
  expect((await box.run('need', '4 loaves of bread')).code).toBe(0)
  expect(refusal(await box.run('worlds', '--use', 'our place'))).toMatch(/^Commands could not be told .*this user may not write there\)\./)
  const forked = await box.run('fork', 'The upper garden', '--json')
  expect(forked.code).toBe(1)
  expect(JSON.parse(forked.out)).toMatchObject({ name: 'The upper garden', error: { key: 'cli.not-chosen' } })
  expect(refusal(await box.run('backup', join(folder, 'me.backup')))).toContain('this user may not write there')
  daemon.child.kill('SIGINT')
  expect(await daemon.ended).toEqual({ code: 0, err: '' })
  // Files that their owner may not write are left as they are; a folder of one's own is opened up again.
  chmodSync(join(folder, 'store-1.sqlite'), 0o400)
  for (const words of [alone, ['bundle', join(elsewhere, 'world.bundle')]])
    expect(refusal(await box.run(...words))).toMatch(/cannot be written: .*\. Choose a folder that is yours with --data\.$/)
  chmodSync(join(folder, 'store-1.sqlite'), 0o600)
  await started(box)
  expect(await box.json<{ total: number }>('need', '--world', 'our place')).toMatchObject({ total: 2 })
})

const pageCount = 40

function writePages(pages: string): string {
  mkdirSync(pages)
  for (let at = 0; at < pageCount; at++) writeFileSync(join(pages, `page-${at}.md`), `# Sheet ${at}\n\n${'y'.repeat(9_000)}\n`)
  return pages
}
