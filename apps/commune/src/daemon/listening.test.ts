/** What `commune status` says of a real process, beside what the system says of it: nothing more listens, and nothing less. */
import type { Status } from '@commune/peer'
import { afterEach, expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from '../testing/place.ts'
import { type RealDaemon, realBox } from '../testing/realBox.ts'
import { listeningOf } from '../testing/sockets.ts'

let folder: string
let daemon: RealDaemon | undefined
afterEach(async () => {
  daemon?.child.kill('SIGKILL')
  await daemon?.ended
  removeFolder(folder)
})

const ways: readonly (readonly [where: string, options: readonly string[], off: number])[] = [
  ['this machine alone', ['--no-mdns', '--listen', '127.0.0.1'], 4],
  ['the house, with everything on', ['--listen', '0.0.0.0', '--relay', '--mqtt', '--mqtt-port', '18830'], 0],
  ['the house, with nothing told to it', ['--listen', '0.0.0.0', '--no-mdns'], 4],
  ['this machine by its newer address', ['--listen', '::1'], 4]
]

test.each(ways)('[P1] status lists all that listens, and nothing else: %s', async (_where, options, off) => {
  folder = temporaryFolder()
  const box = realBox(folder)
  daemon = await box.start(...options)
  // Things are served once somebody was granted it, at a port that listens anyway.
  if (off === 0) await box.json('serve', '--grant', 'wall panel')
  const { listeners } = await box.json<Status>('status')
  expect(listeners.filter(({ on }) => !on)).toHaveLength(off)
  expect(listeners.filter(({ on, address }) => !on && address !== '')).toEqual([])
  const listed = listeners.filter(({ on, address }) => on && address !== '').map(({ address }) => address)
  // What is said to people is what scripts read.
  const told = await box.run('status')
  for (const address of listed) expect(told.out).toMatch(new RegExp(`^ {2}on +${address.replaceAll(/[.[\]]/g, '\\$&')} `, 'm'))
  // Only Linux tells it without another program.
  if (process.platform === 'linux') expect(listeningOf(daemon.child.pid as number)).toEqual(listed.toSorted())
})
