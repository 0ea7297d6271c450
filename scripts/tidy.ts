/**
 * The house rules that a compiler and a linter do not know: each is one small check in `tidy/`, and all of them run over
 * the whole tree in about a second.
 *
 *   node scripts/tidy.ts          says what to mend, one line each
 *   node scripts/tidy.ts --fix    also takes the rules that have a test now out of scripts/tidy/uncovered.json
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkBans } from './tidy/bans.ts'
import { checkDead } from './tidy/dead.ts'
import { checkDocs } from './tidy/docs.ts'
import { checkLayers } from './tidy/layers.ts'
import { lengthsCheck } from './tidy/lengths.ts'
import { checkRules, shrunk, uncoveredFile } from './tidy/rules.ts'
import { type Check, readTree } from './tidy/tree.ts'
import { checkWords } from './tidy/words.ts'

const root = join(import.meta.dirname, '..')
const checks: readonly Check[] = [checkBans, checkLayers, lengthsCheck(), checkDead, checkRules, checkWords, checkDocs]

const unknown = process.argv.slice(2).filter((argument) => argument !== '--fix')
if (unknown.length > 0) {
  console.error('Usage: npm run tidy [-- --fix]    (--fix takes covered rules out of scripts/tidy/uncovered.json)')
  process.exit(unknown.every((argument) => argument === '--help') ? 0 : 2)
}

let tree = readTree(root)
if (process.argv.includes('--fix')) {
  const list = shrunk(tree)
  if (list !== readFileSync(join(root, uncoveredFile), 'utf8')) {
    writeFileSync(join(root, uncoveredFile), list)
    console.log(`Shortened ${uncoveredFile}.`)
    tree = readTree(root)
  }
}

const complaints = checks
  .flatMap((check) => check(tree))
  .toSorted((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
for (const { path, line, message } of complaints) console.log(`${path}${line > 0 ? `:${line}` : ''} ${message}`)
console.log(complaints.length === 0 ? `${tree.files.size} files are tidy.` : `${complaints.length} to mend.`)
process.exitCode = complaints.length === 0 ? 0 : 1
