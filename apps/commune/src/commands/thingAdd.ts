/** `commune thing add`: a thing of the web is brought in by its description, after it was shown where that leads. */
import type { Description, Fault, Need, Target } from '@commune/bridges/wot'
import type { Message, Thing } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { Command } from 'commander'
import { finish, type Start } from '../cli/command.ts'
import { confirm } from '../cli/confirm.ts'
import { readWhole } from '../cli/files.ts'
import { type Hand, type Peered, show, withPeer } from '../cli/hand.ts'
import { passphraseIn } from '../cli/passphrase.ts'
import { spanMs } from '../cli/sensed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { systemClock } from '../daemon/nodePorts.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { keyOf } from '../wot/keyOf.ts'
import type { BringThing } from '../wot/keptThings.ts'
import { addressesOf, webFetch } from '../wot/network.ts'
import { showThing } from './things.ts'

interface AddOptions {
  readonly yes?: boolean
  readonly try?: boolean
  readonly user?: string
  readonly passwordFile?: readonly string[]
  readonly every?: string
  readonly call?: string
  readonly place?: string
}

export const addThingAdd = (thing: Command, start: Start): void => {
  const command = thing
    .command('add <where>')
    .description(sentence('thing-add.about'))
    .option('--yes', sentence('thing-add.yes'))
    .option('--try', sentence('thing-add.try'))
    .option('--user <name>', sentence('thing-add.user'))
    .option('--password-file <file...>', sentence('thing-add.password-file'))
    .option('--every <time>', sentence('thing-add.every'))
    .option('--call <name>', sentence('thing-add.call'))
    .option('--place <place>', sentence('thing-add.place'))
    .action(start((hand, options: AddOptions, [where]) => add(hand, where as string, options)))
  finish(command, { examples: ['commune thing add http://lamp.local/', 'commune thing add lamp.td.json --call "gate lamp"'], world: true })
}

interface Shown {
  readonly thing: Thing
  readonly left: readonly Message[]
  readonly doubts: readonly Message[]
  readonly targets: readonly Target[]
  readonly needs: readonly Need[]
}

/** Errors and doubts of one description that are shown one by one. */
const shownMost = 20

async function add(hand: Hand, where: string, options: AddOptions): Promise<void> {
  const pollMs = options.every === undefined ? undefined : everyMs(options.every)
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const { description, text, base, pass } = await read(hand, where, options)
    const wot = await import('@commune/bridges/wot')
    const brought = wot.thingOf(description)
    const shown: Shown = {
      thing: brought.thing,
      left: brought.left.map(({ message }) => message),
      doubts: description.doubts.map(({ message }) => message),
      targets: wot.targetsOf(description),
      needs: wot.needsOf(description)
    }
    if (shown.targets.length === 0) throw new Stop(cliMessage('brought.nowhere'))
    if (brought.doors.size === 0) throw new Stop(cliMessage('brought.nothing'), exitCodes.refused, { left: shown.left })
    if (options.try) return show(hand, shown, () => linesOf(shown))
    const key = keyOf(description)
    const before = (await peer.ask('things', { world })).find((row) => row.source === 'wot' && row.key === key)
    if (!hand.json) for (const line of linesOf(shown)) hand.terminal.err(line)
    if (before && !hand.json) hand.terminal.err(sentence('brought.replaces', { name: clean(say(before.called)) }))
    await confirm(hand, sentence('brought.question', { name: clean(shown.thing.name) }), options.yes)
    const given: BringThing = {
      ...{ world, text, origins: shown.targets.map(({ origin }) => origin), credentials: await credentialsFor(hand, shown.needs, options, pass) },
      ...(base !== undefined && { base }),
      ...(pollMs !== undefined && { pollMs })
    }
    await peer.own('bringThing', given)
    await showBrought(hand, peer, world, key, options)
  })
}

/** What let us in where the description lies: at that origin it may let us in at the forms as well. */
interface Passed {
  readonly origin: string
  readonly token: string
}

/** The description at an address or in a file; stops with every rule that it breaks. A box that serves its things shows them to who has a token. */
async function read(hand: Hand, where: string, options: AddOptions): Promise<{ description: Description; text: string; base?: string; pass?: Passed }> {
  const wot = await import('@commune/bridges/wot')
  const url = /^https?:\/\//i.test(where.trim()) ? URL.parse(where.trim()) : null
  let text: string
  let base: string | undefined
  let pass: Passed | undefined
  if (url) {
    const ports = { fetch: webFetch, clock: systemClock, reach: { origins: new Set([url.origin]), resolve: addressesOf } }
    let fetched = await wot.fetchDescription(ports, url.href)
    if (!fetched.ok && fetched.error.key === 'wot.http-denied') {
      pass = { origin: url.origin, token: await tokenFor(hand, url.origin, options) }
      fetched = await wot.fetchDescription(ports, url.href, pass.token)
    }
    if (!fetched.ok) throw new Stop(fetched.error)
    ;({ text, base } = fetched.value)
  } else text = new TextDecoder().decode(readWhole(where))
  const found = wot.readThing(text, { name: where.slice(-60), ...(base !== undefined && { base }) })
  if (found.ok) return { description: found.value, text, ...(base !== undefined && { base }), ...(pass && { pass }) }
  throw refused(hand, found.error)
}

/** From a file that is for its owner alone, or typed; never from the command line, which others on the machine see. */
async function tokenFor(hand: Hand, origin: string, { passwordFile: [file] = [] }: AddOptions): Promise<string> {
  const token = file !== undefined ? passphraseIn(file) : hand.json ? '' : await hand.terminal.askSecret(`${sentence('brought.token-shown', { origin: clean(origin) })} `)
  if (token === undefined || token === '') throw new Stop(cliMessage('brought.needs-token', { origin: clean(origin) }))
  return token
}

function refused(hand: Hand, faults: readonly Fault[]): Stop {
  if (!hand.json) {
    for (const { rule, message } of faults.slice(0, shownMost)) hand.terminal.err(sentence('brought.fault', { rule, why: clean(say(message)) }))
    if (faults.length > shownMost) hand.terminal.err(sentence('brought.fault-more', { n: faults.length - shownMost }))
  }
  return new Stop(cliMessage('brought.refused', { n: faults.length }), exitCodes.refused, { faults: faults.map(({ rule, place, message }) => ({ rule, place, text: say(message) })) })
}

const linesOf = ({ thing, left, doubts, targets }: Shown): string[] => [
  clean(thing.name),
  ...(thing.readings.length + thing.pulses.length > 0 ? [`  ${sentence('things.row-tells', { points: [...thing.readings, ...thing.pulses].map(({ name }) => clean(name)) })}`] : []),
  ...(thing.acts.length > 0 ? [`  ${sentence('things.row-does', { points: thing.acts.map(({ name }) => clean(name)) })}`] : []),
  ...targets.map(({ origin, where, inClear }) => sentence(inClear ? 'brought.target-clear' : 'brought.target', { origin: clean(origin), where })),
  ...doubts.slice(0, shownMost).map((why) => sentence('brought.doubt', { why: clean(say(why)) })),
  ...left.slice(0, shownMost).map((why) => sentence('things.left-out', { why: clean(say(why)) }))
]

/** Secrets for the ways in: from files that are for their owner alone, or typed; never from the command line. */
async function credentialsFor(hand: Hand, needs: readonly Need[], { user, passwordFile = [] }: AddOptions, pass?: Passed): Promise<BringThing['credentials']> {
  const wanted = needs.filter(({ takes }) => takes !== 'none')
  const files = new Map<string, string>()
  for (const given of passwordFile) {
    const need = wanted.find(({ name }) => given.startsWith(`${name}=`))
    if (need) files.set(need.name, given.slice(need.name.length + 1))
    else for (const { name } of wanted) files.set(name, given)
  }
  const credentials: BringThing['credentials'] = {}
  for (const { name, origin, takes } of wanted) {
    const params = { name: clean(name), origin: clean(origin) }
    if (takes === 'token' && pass?.origin === origin && !files.has(name)) {
      credentials[name] = { for: origin, token: pass.token }
      continue
    }
    const who = takes !== 'password' ? undefined : (user ?? (hand.json ? undefined : await hand.terminal.ask(`${sentence('brought.user', params)} `)))
    if (takes === 'password' && who === undefined) throw new Stop(cliMessage('brought.needs-user', params))
    const file = files.get(name)
    const asked = takes === 'password' ? 'brought.password' : takes === 'token' ? 'brought.token' : 'brought.key'
    const secret = file !== undefined ? passphraseIn(file) : hand.json ? undefined : await hand.terminal.askSecret(`${sentence(asked, params)} `)
    if (secret === undefined || secret === '') throw new Stop(cliMessage('brought.needs', params))
    credentials[name] = takes === 'password' ? { for: origin, user: who ?? '', password: secret } : takes === 'token' ? { for: origin, token: secret } : { for: origin, key: secret }
  }
  return credentials
}

function everyMs(text: string): number {
  const ms = spanMs(text)
  if (ms > 86_400_000) throw new Stop(cliMessage('brought.every'), exitCodes.usage)
  return ms
}

const triesMost = 100

/** Things are gathered for a moment before they are said. */
async function showBrought(hand: Hand, peer: Peered, world: IdText, key: string, { call, place }: AddOptions): Promise<void> {
  for (let tries = 0; tries < triesMost; tries++) {
    const row = (await peer.ask('things', { world })).find((each) => each.source === 'wot' && each.key === key)
    if (row) {
      if (call !== undefined || place !== undefined)
        await peer.act('say', { world, wishes: [{ wish: 'call-thing', thing: row.id, ...(call !== undefined && { name: call }), ...(place !== undefined && { place }) }] })
      return showThing(hand, peer, world, (await peer.ask('thing', { world, id: row.id })) ?? row)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Stop(cliMessage('brought.no-world'))
}
