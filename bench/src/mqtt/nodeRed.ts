/** Node-RED with the same flow: MQTT in as JSON, the same `if` in a function node, MQTT out. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '@commune/bridges/mqtt/testing'
import { belowLx, lampTopic, lampWord, sensorTopic } from './rule.ts'

export const nodeRedVersions: Readonly<Record<string, string>> = { 'node-red': '5.0.7' }

export interface NodeRed {
  /** Microseconds of processor time since the start; not a number where the system does not tell. */
  cpuUs(): number
  end(): Promise<void>
}

const program = fileURLToPath(new URL('../../.peers/mqtt/node_modules/node-red/red.js', import.meta.url))
const patienceMs = 60_000
const clockTicksPerS = 100

export async function startNodeRed(port: number, house: string): Promise<NodeRed> {
  const folder = mkdtempSync(join(tmpdir(), 'commune-node-red-'))
  writeFileSync(join(folder, 'flows.json'), JSON.stringify(flows(port, house)))
  const settings = {
    uiPort: await freePort(),
    uiHost: '127.0.0.1',
    flowFile: 'flows.json',
    httpAdminRoot: false,
    httpNodeRoot: false,
    credentialSecret: false,
    logging: { console: { level: 'info', metrics: false, audit: false } },
    telemetry: { enabled: false },
    externalModules: { autoInstall: false }
  }
  writeFileSync(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings)}\n`)
  const parameters = [program, '--userDir', folder, '--settings', join(folder, 'settings.js')]
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'pipe'] })
  await connected(child)
  return {
    cpuUs: () => cpuUs(child.pid),
    end: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(folder, { recursive: true, force: true })
          resolve()
        })
        child.kill('SIGKILL')
      })
  }
}

function flows(port: number, house: string): readonly object[] {
  const func = `return { payload: msg.payload.illuminance < ${belowLx} ? "${lampWord(true)}" : "${lampWord(false)}" };`
  const session = { usetls: false, protocolVersion: '4', keepalive: '60', cleansession: true }
  return [
    { id: 'a1', type: 'tab', label: 'house' },
    { id: 'b1', type: 'mqtt-broker', broker: '127.0.0.1', port: String(port), clientid: 'node-red', autoConnect: true, ...session },
    { id: 'c1', type: 'mqtt in', z: 'a1', topic: sensorTopic(house), qos: '0', datatype: 'json', broker: 'b1', inputs: 0, wires: [['c2']] },
    { id: 'c2', type: 'function', z: 'a1', func, outputs: 1, wires: [['c3']] },
    { id: 'c3', type: 'mqtt out', z: 'a1', topic: lampTopic(house), qos: '0', retain: 'false', broker: 'b1', wires: [] }
  ]
}

function connected(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const give = setTimeout(() => reject(new Error(`Node-RED did not connect:\n${said}`)), patienceMs)
    const hear = (text: string): void => {
      said = `${said}${text}`.slice(-4_000)
      if (!said.includes('Connected to broker')) return
      clearTimeout(give)
      // It subscribes once it is connected.
      setTimeout(resolve, 500)
    }
    child.stdout?.setEncoding('utf8').on('data', hear)
    child.stderr?.setEncoding('utf8').on('data', hear)
    child.once('exit', (code) => reject(new Error(`Node-RED ended with ${code}:\n${said}`)))
  })
}

function cpuUs(pid: number | undefined): number {
  try {
    // Linux: fields 14 and 15 of stat, after the name in parentheses.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return ((Number(fields[11]) + Number(fields[12])) / clockTicksPerS) * 1e6
  } catch {
    return Number.NaN
  }
}
