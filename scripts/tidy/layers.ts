/**
 * The one arrow and the doors.
 *
 * Arrow: apps → peer → commune → protocol, with the edges (storage, transport, bridges) beside. A package imports only
 * what stands below it, and only what its package.json names.
 *
 * Doors: the folders right under a package's `src` are its rooms. A room with an `index.ts` is entered through it and
 * nowhere else; every room of `packages/commune` has one. A package is entered through its `exports`.
 */
import { type Check, type Complaint, isTest, ownerOf, resolvePath, type Tree } from './tree.ts'

const everything = ['bridges', 'commune', 'peer', 'protocol', 'storage', 'transport'].map((name) => `@commune/${name}`)

/** What each workspace may import of the others. */
const below: Readonly<Record<string, readonly string[]>> = {
  'packages/protocol': [],
  'packages/commune': ['@commune/protocol'],
  'packages/peer': ['@commune/commune', '@commune/protocol'],
  'packages/storage': ['@commune/protocol'],
  'packages/transport': ['@commune/protocol'],
  'packages/bridges': ['@commune/commune', '@commune/peer', '@commune/protocol'],
  'packages/sim': ['@commune/commune', '@commune/peer', '@commune/protocol', '@commune/storage', '@commune/transport'],
  'apps/commune': everything,
  'apps/web': everything.filter((name) => name !== '@commune/bridges'),
  // What is measured is what the daemon composes.
  bench: [...everything, '@commune/cli'],
  // What `npm start` packs and where it lies; what `npm run sim` and `npm run privacy` run.
  scripts: ['@commune/cli', '@commune/commune', '@commune/sim']
}

/** What tests of every layer may use besides: the ports in memory, and a broker of their own. */
const forTests = new Set(['@commune/bridges/mqtt/testing', '@commune/storage/memory', '@commune/storage/series', '@commune/transport/memory'])

/** Resolved by the bundler or the runtime, not by package.json. */
const ambient = /^(node:|virtual:|vite\/|data:|\/)/

export const checkLayers: Check = (tree) => {
  const complaints: Complaint[] = []
  for (const source of tree.sources.values()) {
    for (const { specifier, line } of source.imports) {
      const message = specifier.startsWith('.')
        ? wrongDoor(tree, source.path, specifier)
        : (wrongArrow(source.path, specifier) ?? undeclared(tree, source.path, specifier))
      if (message !== undefined) complaints.push({ path: source.path, line, message })
    }
  }
  return [...complaints, ...roomsWithoutDoor(tree)]
}

function wrongArrow(path: string, specifier: string): string | undefined {
  const [name] = /^@commune\/[^/]+/.exec(specifier) ?? []
  if (name === undefined || (isTest(path) && forTests.has(specifier))) return undefined
  const owner = ownerOf(path)
  const allowed = below[owner]
  if (allowed === undefined) return `\`${owner}\` has no place in the layers: give it one in scripts/tidy/layers.ts.`
  if (allowed.includes(name)) return undefined
  if (name === ownName(owner)) return `imports itself as \`${name}\`: import the file or the room's door.`
  return `imports \`${specifier}\` against the arrow apps → peer → commune → protocol: move the code down, or pass it in.`
}

function ownName(owner: string): string {
  return owner === 'apps/commune' ? '@commune/cli' : `@commune/${owner.split('/').at(-1)}`
}

/** A package that package.json does not name comes and goes with somebody else's dependencies. */
function undeclared(tree: Tree, path: string, specifier: string): string | undefined {
  if (ambient.test(specifier) || (isTest(path) && forTests.has(specifier))) return undefined
  const name = /^(@[^/]+\/)?[^/?]+/.exec(specifier)?.[0] ?? specifier
  const owner = ownerOf(path)
  // The scripts are no workspace; npm links the others for them.
  if (owner === 'scripts' && name.startsWith('@commune/')) return undefined
  const named = [`${owner}/package.json`, 'package.json'].flatMap((file) => dependencyNames(tree.files.get(file)))
  if (named.includes(name)) return undefined
  return `imports \`${name}\`, which ${owner}/package.json does not name: \`npm install -w ${owner} --save-exact ${name}\`.`
}

function dependencyNames(text: string | undefined): string[] {
  if (text === undefined) return []
  const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string> | undefined>
  return [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})]
}

function wrongDoor(tree: Tree, path: string, specifier: string): string | undefined {
  // A style sheet is no code: it cannot go through a door.
  if (specifier.endsWith('.css')) return undefined
  const target = resolvePath(path, specifier.replace(/\?.*$/, ''))
  const owner = ownerOf(path)
  if (ownerOf(target) !== owner) return `imports \`${specifier}\` out of ${owner}: import the package by its name.`
  const room = roomOf(target)
  if (room === undefined || room === roomOf(path)) return undefined
  const door = `${room}/index.ts`
  if (target === door || !tree.files.has(door)) return undefined
  return `imports \`${specifier}\` past the door: import ${door}, and let it out there if others need it.`
}

/** `packages/commune/src/flows/fold.ts` is in the room `packages/commune/src/flows`. */
function roomOf(path: string): string | undefined {
  return /^((packages|apps)\/[^/]+\/src\/[^/]+)\//.exec(path)?.[1]
}

function roomsWithoutDoor(tree: Tree): Complaint[] {
  const rooms = new Set([...tree.sources.keys()].filter((path) => path.startsWith('packages/commune/')).map(roomOf))
  return [...rooms].flatMap((room) =>
    room === undefined || tree.files.has(`${room}/index.ts`)
      ? []
      : [{ path: room, line: 0, message: 'a room without a door: add index.ts with named exports.' }]
  )
}
