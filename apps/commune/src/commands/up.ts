/** `commune up`: this box serves its house until Ctrl-C. */
import type { Hand } from '../cli/hand.ts'
import { passphraseFor, passphraseIn } from '../cli/passphrase.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { jsonLine } from '../cli/plain.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { talk } from '../cli/talk.ts'
import { wrap } from '../cli/table.ts'
import { atTime } from '../cli/when.ts'
import { dataFolder, readSettings, writeSettings } from '../daemon/folder.ts'
import { isLoopback } from '../daemon/house.ts'
import type { DoorLink } from '../daemon/invitation.ts'
import type { ServeOptions, Serving } from '../daemon/serve.ts'
import { stopOfFile } from '../daemon/stopOfFile.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

export interface UpOptions {
  readonly port?: number
  readonly listen: string
  readonly mdns: boolean
  readonly relay?: boolean
  readonly passphrase?: boolean
  readonly passphraseFile?: string
  readonly mqtt?: string | boolean
  readonly mqttPort?: number
  readonly mqttPasswordFile?: string
  readonly join?: string
  readonly demo?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
}

export const addUp: AddCommand = (program, start) => {
  const command = program
    .command('up')
    .helpGroup(sentence('group.box'))
    .description(sentence('up.about'))
    .option('--port <number>', sentence('up.port'), portOf)
    .option('--listen <host>', sentence('up.listen'), '0.0.0.0')
    .option('--no-mdns', sentence('up.no-mdns'))
    .option('--relay', sentence('up.relay'))
    .option('--mqtt [address]', sentence('up.mqtt'))
    .option('--no-mqtt', sentence('up.no-mqtt'))
    .option('--mqtt-port <number>', sentence('up.mqtt-port'), portOf)
    .option('--mqtt-password-file <file>', sentence('up.mqtt-password-file'))
    .option('--join <link>', sentence('up.join'))
    .option('--passphrase', sentence('up.passphrase'))
    .option('--passphrase-file <file>', sentence('up.passphrase-file'))
    .option('--demo', sentence('up.demo'))
    .option('--quiet', sentence('up.quiet'))
    .option('--verbose', sentence('up.verbose'))
    .action(start(up))
  finish(command, { examples: ['commune up', 'commune up --data ~/commune --port 8080'] })
}

async function up(given: Hand, options: UpOptions): Promise<void> {
  const begunMs = performance.now()
  if (options.listen === '') throw new Stop(cliMessage('cli.option-empty', { name: '--listen' }), exitCodes.usage)
  const hand: Hand =
    options.demo && given.options.data === undefined ? { ...given, folder: `${dataFolder(undefined, given.env)}-demo` } : given
  const { folder, terminal } = hand
  const interrupted = hand.interrupts.listen()
  const [{ serve, webFolder }, { openLogFile }, { systemClock, systemRandom }, { saySalvaged }, { sayTroubles }] = await Promise.all([
    import('../daemon/serve.ts'),
    import('../daemon/logFile.ts'),
    import('../daemon/nodePorts.ts'),
    import('../daemon/salvaged.ts'),
    import('../daemon/troubles.ts')
  ])
  const log = openLogFile(folder, systemClock, options.verbose ? (line) => terminal.err(line) : undefined)
  const ports = { clock: systemClock, random: systemRandom, log }
  if (options.demo) {
    const { prepareDemo } = await import('../demo/demoFolder.ts')
    await prepareDemo(folder, ports, () => terminal.err(sentence('demo.making')))
  }
  const passphraseHand = { ...hand, ...(options.passphraseFile !== undefined && { passphraseFile: options.passphraseFile }) }
  const passphrase = passphraseFor(passphraseHand, options.passphrase === true || options.passphraseFile !== undefined)
  const { port, mdns, relay = false } = options
  const wished: ServeOptions = {
    folder,
    webFolder,
    host: options.listen,
    mdns,
    relay,
    passphrase,
    ...(port !== undefined && { port }),
    ...mqttOf(folder, options)
  }
  const serving = await serve(wished, ports)
  const rest = sayTroubles(serving.api, systemClock, (line) => terminal.err(line))
  try {
    saySalvaged(terminal, serving.salvaged)
    await greet(hand, options, serving, begunMs)
    await ended(interrupted)
    if (!hand.json && !options.quiet) terminal.err(sentence('up.closing'))
  } finally {
    rest()
    await serving.close()
    log.close()
  }
}

/** Sees that there is a world, and says where it is. */
async function greet(hand: Hand, options: UpOptions, serving: Serving, begunMs: number): Promise<void> {
  const { terminal, folder } = hand
  const { ask } = talk(serving.api)
  const [{ beginHere, joinHere }, { doorLink }] = await Promise.all([
    import('../daemon/firstStart.ts'),
    import('../daemon/invitation.ts')
  ])
  const joined = options.join === undefined ? undefined : await joinHere(serving.api, options.join)
  const worlds = await ask('worlds', {})
  // One that was left is shown where there is no other: it can be read, and a start begins no world beside it.
  const open = worlds.filter(({ left }) => !left)
  const world = joined ?? open.find((each) => each.world === readSettings(folder).world) ?? open[0] ?? worlds[0] ?? (await beginHere(serving.api))
  await serving.letIn(world.world)
  const self = await ask('self', {})
  const base = serving.house[0] ?? serving.local
  const door = self.copied
    ? undefined
    : await orWhy(terminal, () => world.left ? Promise.reject(new Stop({ key: 'peer.world-left' })) : doorLink(serving.api, { world: world.world, base, addresses: serving.addresses(), nowMs: hand.nowMs() }))
  const ms = Math.round(performance.now() - begunMs)
  const moved = await waysFrom(hand, base, async () => (await ask('waysBack', {})).kept.length)
  if (hand.json) {
    const { local, house } = serving
    terminal.out(
      jsonLine({
        serving: true,
        local,
        house,
        ...(door && { invitation: door.link }),
        world: world.world,
        ware: self.ware,
        data: folder,
        pid: process.pid,
        ms
      })
    )
    return
  }
  if (options.quiet) return
  const name = self.name ?? sentence('first.box')
  terminal.out(sentence('up.here', { name, world: world.name }))
  terminal.out(sentence('up.local', { address: serving.local }))
  if (serving.house.length === 0) terminal.out(sentence(isLoopback(options.listen) ? 'up.house-off' : 'up.house-none'))
  for (const address of serving.house) terminal.out(sentence('up.house', { address }))
  if (door) await showDoor(hand, door)
  if (moved > 0) for (const line of wrap(sentence('up.moved', { n: moved }), terminal.columns)) terminal.out(line)
  if (self.copied) terminal.err(say({ key: 'peer.copied' }))
  terminal.out(sentence('up.stop', { folder }))
}

/** What was asked for, or what was chosen the last time. */
function mqttOf(folder: string, { mqtt, mqttPort, mqttPasswordFile, listen }: UpOptions): Pick<ServeOptions, 'mqtt'> {
  const before = readSettings(folder).mqtt
  const usual = mqttPort ?? (before && 'port' in before ? before.port : 1_883)
  const chosen = mqtt === false ? null : typeof mqtt === 'string' ? { url: mqtt } : mqtt === true || mqttPort !== undefined ? { port: usual } : before
  if (mqtt !== undefined || mqttPort !== undefined) writeSettings(folder, { mqtt: chosen ?? null })
  if (!chosen) return {}
  const password = mqttPasswordFile === undefined ? undefined : passphraseIn(mqttPasswordFile)
  return { mqtt: { host: listen, port: 'port' in chosen ? chosen.port : usual, ...('url' in chosen && { url: chosen.url }), ...(password !== undefined && { password }) } }
}

/**
 * A world in which nothing can be said for the moment has no door, and is served all the same: what lacks in it after damage
 * comes back only while others can be reached.
 */
async function orWhy<T>(terminal: Hand['terminal'], make: () => Promise<T>): Promise<T | undefined> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    terminal.err(say(error.said))
    return undefined
  }
}

/** Browsers that cannot find what they keep any more, because the page has another address, and left a way back here. */
async function waysFrom({ folder }: Hand, base: string, kept: () => Promise<number>): Promise<number> {
  const before = readSettings(folder).base
  if (before === base) return 0
  try {
    writeSettings(folder, { base })
  } catch (error) {
    throw stopOfFile(error, folder) ?? error
  }
  return before === undefined ? 0 : kept()
}

async function showDoor({ terminal, nowMs }: Hand, { link, untilMs }: DoorLink): Promise<void> {
  const { qrLines } = await import('../daemon/qr.ts')
  terminal.out('')
  const code = terminal.isTty ? qrLines(link, terminal.columns) : []
  for (const line of code ?? [sentence('up.narrow')]) terminal.out(line)
  for (const line of wrap(sentence('up.door', { until: atTime(untilMs, nowMs()) }), terminal.columns)) terminal.out(line)
  terminal.out(`  ${link}`)
  terminal.out('')
}

const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw new Stop(cliMessage('up.port-wrong'), exitCodes.usage)
  return port
}
