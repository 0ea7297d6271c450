/** The ports and the house: whether the web app answers where it should, and whether other boxes can be found. */
import { createSocket } from 'node:dgram'
import { existsSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Hand, Peered } from '../cli/hand.ts'
import { readControl, readSettings } from '../daemon/folder.ts'
import { codeOf, listenOn } from '../daemon/freePort.ts'
import { houseAddresses, urlOf } from '../daemon/house.ts'
import { housePort, webFolder } from '../daemon/serve.ts'
import { cliMessage } from '../words/index.ts'
import { advice, fine, type Finding, wrong } from './finding.ts'

const answerMs = 3_000
/** Where mDNS is spoken (RFC 6762). */
const multicastGroup = '224.0.0.251'
const multicastPort = 5_353

export const examineNetwork = async (hand: Hand, daemon: Peered | undefined): Promise<Finding[]> => {
  const house = houseAddresses('0.0.0.0')
  const found: Finding[] = []
  const port = readSettings(hand.folder).port ?? housePort
  if (!existsSync(join(webFolder, 'index.html'))) found.push(wrong(cliMessage('doctor.web-missing')))
  if (daemon) found.push(...(await examineDaemon(hand, daemon, house, port)))
  else {
    found.push(fine(cliMessage('doctor.no-daemon')))
    found.push(
      (await isFree(port))
        ? fine(cliMessage('doctor.port-free', { port: String(port) }))
        : advice(cliMessage('doctor.port-taken', { port: String(port) }))
    )
  }
  if (house.length === 0) return [...found, advice(cliMessage('doctor.no-house'))]
  const why = await whyNoMulticast()
  return [
    ...found,
    why === undefined ? fine(cliMessage('doctor.multicast')) : advice(cliMessage('doctor.multicast-off', { why }))
  ]
}

async function examineDaemon({ folder }: Hand, { ask }: Peered, house: readonly string[], port: number): Promise<Finding[]> {
  const address = readControl(folder)?.address ?? ''
  const [status, worlds] = await Promise.all([ask('status', {}), ask('worlds', {})])
  const places = status.listeners[0]?.address.startsWith('127.') ? [] : house.map((host) => urlOf(host, port))
  const answers = await Promise.all(
    [address, ...places].map(async (place) => {
      const why = await whySilent(place)
      return why === undefined
        ? fine(cliMessage('doctor.web', { address: place }))
        : wrong(cliMessage('doctor.web-silent', { address: place, why, port: String(port) }))
    })
  )
  const { length } = status.connections
  const others = worlds.some((world) => world.wares > 1)
  const company =
    length > 0 ? [fine(cliMessage('doctor.connected', { n: length }))] : others ? [advice(cliMessage('doctor.lonely'))] : []
  return [fine(cliMessage('doctor.daemon', { address })), ...answers, ...company]
}

/** Undefined when something answers there. */
function whySilent(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const call = get(address, { timeout: answerMs, agent: false }, (response) => {
      response.resume()
      resolve(undefined)
    })
    call.on('timeout', () => {
      resolve('ETIMEDOUT')
      call.destroy()
    })
    call.on('error', (error) => resolve(codeOf(error) || error.message))
  })
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    await listenOn(server, '0.0.0.0', port)
    await new Promise((resolve) => server.close(resolve))
    return true
  } catch {
    return false
  }
}

/** Undefined when a word to the house's group goes out. An empty packet: everybody who hears it drops it. */
function whyNoMulticast(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const end = (why: string | undefined): void => {
      socket.close()
      resolve(why)
    }
    socket.once('error', (error) => end(codeOf(error) || error.message))
    socket.send(new Uint8Array(0), multicastPort, multicastGroup, (error) =>
      end(error ? codeOf(error) || error.message : undefined)
    )
  })
}
