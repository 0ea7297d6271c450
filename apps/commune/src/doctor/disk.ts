/** The machine and the data folder: who may look into it, how much room there is, what the clock says. */
import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bytesWords } from '../cli/bytes.ts'
import type { Hand } from '../cli/hand.ts'
import { atTime } from '../cli/when.ts'
import { cliMessage } from '../words/index.ts'
import { advice, fine, type Finding, wrong } from './finding.ts'

const nodeMajorMin = 26
const roomBytesMin = 200_000_000
/** This program did not exist before. */
const earliestMs = Date.UTC(2026, 0, 1)
const clockSlackMs = 120_000

export const examineNode = (version: string = process.versions.node): Finding =>
  Number.parseInt(version, 10) >= nodeMajorMin
    ? fine(cliMessage('doctor.node', { version }))
    : wrong(cliMessage('doctor.node-old', { version }))

/** The folder is its owner's alone, and so is every file in it. */
export const examineFolder = (folder: string): Finding[] => {
  if (!existsSync(folder)) return [wrong(cliMessage('doctor.no-folder', { folder }))]
  if (process.platform === 'win32') return [fine(cliMessage('doctor.folder', { folder }))]
  const found: Finding[] = []
  const stat = statSync(folder)
  if (stat.uid !== process.getuid?.()) found.push(wrong(cliMessage('doctor.folder-owner', { folder })))
  if ((stat.mode & 0o077) !== 0) found.push(wrong(cliMessage('doctor.folder-mode', { folder })))
  if (!canWrite(folder)) found.push(wrong(cliMessage('doctor.folder-write', { folder })))
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    const entry = statSync(file, { throwIfNoEntry: false })
    if (entry?.isFile() && (entry.mode & 0o077) !== 0) found.push(wrong(cliMessage('doctor.file-mode', { file })))
  }
  for (const file of oldStores(folder)) found.push(advice(cliMessage('doctor.store-original', { file })))
  return found.some((finding) => finding.state === 'wrong') ? found : [fine(cliMessage('doctor.folder', { folder })), ...found]
}

/** Damaged stores that a salvage left behind: all but the one with the highest number. */
function oldStores(folder: string): string[] {
  const numbered = readdirSync(folder).flatMap((name) => {
    const found = /^store-(\d+)\.sqlite$/.exec(name)
    return found ? [{ name, number: Number(found[1]) }] : []
  })
  const newest = Math.max(0, ...numbered.map((each) => each.number))
  return numbered.filter((each) => each.number < newest).map((each) => join(folder, each.name))
}

export const examineRoom = (folder: string): Finding[] => {
  let at = folder
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at)
  const { bavail, bsize } = statfsSync(at)
  const free = bytesWords(bavail * bsize)
  return [
    bavail * bsize < roomBytesMin
      ? wrong(cliMessage('doctor.disk-low', { free, folder }))
      : fine(cliMessage('doctor.disk', { free }))
  ]
}

export const examineClock = ({ folder, nowMs }: Pick<Hand, 'folder' | 'nowMs'>): Finding => {
  const now = nowMs()
  const time = `${new Date(now).toISOString().slice(0, 10)}, ${atTime(now, now)}`
  if (now < earliestMs) return wrong(cliMessage('doctor.clock-early', { time }))
  const written = existsSync(folder)
    ? Math.max(
        ...[folder, ...readdirSync(folder).map((name) => join(folder, name))].map(
          (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
        )
      )
    : 0
  return written > now + clockSlackMs
    ? wrong(cliMessage('doctor.clock-back', { time }))
    : fine(cliMessage('doctor.clock', { time }))
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
