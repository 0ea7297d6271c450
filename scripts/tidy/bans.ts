/**
 * What the code does not say: the pattern, what to use in its place, and why. A new line here is a new house rule; the
 * whole tree obeys it from the first day or it does not come in.
 *
 * Patterns look at code without comments and strings, unless `in` is `text`. Some letters stand in brackets so that this
 * file does not offend itself.
 */
import { lineFinder } from './source.ts'
import { type Check, type Complaint, isTest } from './tree.ts'

interface Ban {
  readonly banned: RegExp
  readonly use: string
  readonly why: string
  /** Which files it holds for. */
  readonly where: (path: string) => boolean
  /** `text` looks into comments and strings as well. */
  readonly in?: 'text'
}

/** Packages that run in virtual time in the simulator. What tells a test how long to run is an edge. */
const pure = /^packages\/(protocol|commune|peer|sim)\/src\//
const pureEdges = new Set(['packages/protocol/src/testing/fuzz/hammer.ts'])
const browser = /^(apps\/web\/src|packages\/storage\/src\/indexeddb|packages\/transport\/src\/browser)\//

const everywhere = () => true
const inPure = (path: string) => pure.test(path) && !path.endsWith('.test.ts') && !pureEdges.has(path)
const inPureOrItsTests = (path: string) => pure.test(path) && !pureEdges.has(path)
const inPackages = (path: string) => path.startsWith('packages/') && !isTest(path) && !pureEdges.has(path)
const inBrowser = (path: string) => browser.test(path) && !isTest(path)
const inTests = (path: string) => isTest(path)

const unfinished = 'what is unfinished does not land'

export const bans: readonly Ban[] = [
  // Time and chance
  ban(/\bDate\.now\b/, 'Clock.nowMs()', 'the simulator runs time itself', inPureOrItsTests),
  ban(/\bnew Date\b/, 'milliseconds and Clock.nowMs()', 'the simulator runs time itself', inPure),
  ban(/\bperformance\./, 'Clock.nowMs()', 'the simulator runs time itself', inPure),
  ban(/(?<!\.)\bsetTimeout\b|\bsetInterval\b|\bsetImmediate\b/, 'Clock.after()', 'the simulator runs time itself', inPure),
  ban(/\bMath\.random\b/, 'Random.bytes(), or a seed in a test', 'a run must be repeatable', everywhere),
  // The outside world
  ban(/(?<![.\w])fetch\(/, 'a port that comes in as an argument', 'pure code does no IO', inPure),
  ban(/(?<![.\w])(globalThis\.)?crypto\./, 'Random and the protocol\'s sodium', 'pure code runs everywhere alike', inPure),
  ban(/(?<![.\w])process\./, 'an argument', 'pure code has no process', inPure),
  ban(/(?<![.\w])Buffer\b/, 'Uint8Array', 'pure code runs in a browser as well', inPure),
  ban(/(?<![.\w])(process\.|Buffer\b|__dirname\b)/, 'what a browser has', 'a page has no Node', inBrowser),
  ban(/(?<![.\w])console\./, 'the Log port', 'what a device prints is for its keeper to choose', inPackages),
  // Shape
  ban(/^\s*export \*/m, 'named exports', 'a door says what it lets out', everywhere),
  ban(/;[ \t]*$/m, 'nothing', 'lines end by themselves here', everywhere),
  ban(/\b(TO[D]O|FIX[M]E|X{3})\b/, 'the finished thing', unfinished, everywhere, 'text'),
  ban(
    /\b(not impl[e]mented|st[u]b(bed|s)?|placeh[o]lder(?!\s*=)|coming s[o]on)\b/i,
    'the finished thing, or words for what it is',
    unfinished,
    everywhere,
    'text'
  ),
  // Tests
  ban(
    /\b(it|test|describe|suite)\.(only|skip|tod[o]|skipIf|runIf)\b/,
    'a test that always runs',
    'a check that does not run says nothing',
    inTests
  )
]

function ban(banned: RegExp, use: string, why: string, where: Ban['where'], inText?: 'text'): Ban {
  return { banned: new RegExp(banned, `g${banned.flags}`), use, why, where, ...(inText && { in: inText }) }
}

export const checkBans: Check = (tree) => {
  const complaints: Complaint[] = []
  for (const source of tree.sources.values()) {
    if (source.fault !== undefined) {
      complaints.push({ path: source.path, line: 0, message: `cannot be read as TypeScript: ${source.fault}` })
      continue
    }
    const lineAt = lineFinder(source.text)
    for (const { banned, use, why, where, in: place } of bans) {
      if (!where(source.path)) continue
      for (const found of (place === 'text' ? source.text : source.code).matchAll(banned)) {
        const said = found[0].trim()
        const line = lineAt(found.index + found[0].search(/\S/))
        complaints.push({ path: source.path, line, message: `\`${said}\`: use ${use}; ${why}.` })
      }
    }
    for (const { specifier, line } of source.imports) {
      const message = bannedImport(source.path, specifier)
      if (message !== undefined) complaints.push({ path: source.path, line, message })
    }
  }
  return complaints
}

function bannedImport(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:') && (inPure(path) || inBrowser(path))) {
    return `imports \`${specifier}\`: let it come in through a port; ${inPure(path) ? 'pure code' : 'a page'} has no Node.`
  }
  if (specifier.startsWith('.') && !/\.\w+(\?.*)?$/.test(specifier)) {
    return `imports \`${specifier}\`: name the file with its ending, as Node reads it.`
  }
  return undefined
}
