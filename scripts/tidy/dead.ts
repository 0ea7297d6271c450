/**
 * Dead files: sources that nothing imports, names or starts.
 *
 * A file lives when another file imports it or names its path in a string (a worker, a page's script tag, an export in
 * package.json, a npm script). A file that only tests use is dead as well, unless it is there for tests: in a `testing` folder,
 * or a part of one test by its name (`crash.child.ts` beside `crash.test.ts`).
 * Entries live by themselves: tests, main files, configurations, declarations, the subjects of the bench.
 */
import { type Check, isTest, ownerOf, resolvePath, type Tree } from './tree.ts'

const entry = /(\.test\.tsx?|\.config\.ts|\.d\.ts|\/main\.tsx?|\/e2e\/.*)$/
const subject = /^bench\/src\/[^/]+\.ts$/
const naming = /(package\.json|\.html|tsconfig[^/]*\.json)$/

export const checkDead: Check = (tree) => {
  const named = new Set<string>()
  const isForTests = (path: string) => isTest(path) || isPartOfTest(tree, path)
  for (const source of tree.sources.values()) {
    const places = [...source.imports.map(({ specifier }) => specifier), ...source.strings.map(({ text }) => text)]
    for (const target of places.flatMap((place) => targets(source.path, place))) {
      if (target !== source.path && (!isTest(source.path) || isForTests(target))) named.add(target)
    }
  }
  for (const [path, text] of tree.files) {
    if (naming.test(path)) for (const word of text.split(/["'\s=]+/)) for (const target of targets(path, word)) named.add(target)
  }
  return candidates(tree)
    .filter((path) => !named.has(path))
    .map((path) => ({ path, line: 0, message: 'nothing uses it: delete it, or import it where it is meant to work.' }))
}

function candidates(tree: Tree): string[] {
  return [...tree.sources.keys()].filter((path) => !entry.test(path) && !subject.test(path))
}

/** The files a string may mean: seen from its own folder, from its workspace, from the root. */
function targets(from: string, place: string): string[] {
  const path = place.replace(/[?#].*$/, '')
  if (!/\.(ts|tsx|cjs|mjs|js)$/.test(path) || path.length > 200) return []
  return [resolvePath(from, path), resolvePath(`${ownerOf(from)}/x`, path), resolvePath('x', path)]
}

/** `a/crash.child.ts` with `a/crash.test.ts` beside it. */
function isPartOfTest(tree: Tree, path: string): boolean {
  const [stem] = /^.*\/[^/.]+(?=\.[^/.]+\.ts$)/.exec(path) ?? []
  return stem !== undefined && tree.paths.has(`${stem}.test.ts`)
}
