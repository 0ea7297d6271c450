/** A real daemon with its own broker, in a folder that is new, for as long as something is measured. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@commune/bridges/mqtt/testing'
import { type Box, startBox } from '../start/box.ts'
import { type Control, controlOf } from './control.ts'

export interface BrokerBox {
  readonly box: Box
  readonly folder: string
  readonly control: Control
  readonly mqttPort: number
}

/** `profile`: folder into which V8 writes what the daemon did with its time; empty: none. */
export const withBrokerBox = async <T>(profile: string, work: (here: BrokerBox) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'commune-bench-'))
  const [port, mqttPort] = [await freePort(), await freePort()]
  const env = profile === '' ? process.env : { ...process.env, NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }
  const box = await startBox({ folder, port, page: false, env, more: ['--mqtt-port', String(mqttPort)] })
  try {
    return await work({ box, folder, control: controlOf(folder), mqttPort })
  } finally {
    await box.end()
    rmSync(folder, { recursive: true, force: true })
  }
}
