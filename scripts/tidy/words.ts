/**
 * Words that do not belong into this project, and names that say nothing.
 *
 * The files speak of the project alone: a path of one machine, a ticket's number, the tool somebody wrote with or the host
 * a package was fetched from mean nothing to the next reader. Some letters stand in brackets so that this file does not
 * offend itself.
 */
import { lineFinder } from './source.ts'
import type { Check, Complaint } from './tree.ts'

const strange: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.-])\/w[o]rk\b/gi, 'a path of one machine: name the place from the root of the repository'],
  [/\bcl[a]ude\b|\banthr[o]pic\b/gi, 'the tool it was written with: leave it out'],
  [/\bh[e]lpers?\b/gi, 'says nothing: name what it does, or the ware that does it'],
  [/\biss[u]es? #?\d+/gi, "a ticket's number: say the reason itself"]
]

/** Parts of file names that say nothing about what is inside. */
const empty = /(^|[-.])(utils?|h[e]lpers?|managers?|services?|data|info|misc|common|stuff)(?=[-.]|$)/

export const checkWords: Check = (tree) => {
  const complaints: Complaint[] = []
  for (const [path, text] of tree.files) {
    if (path === 'package-lock.json') {
      complaints.push(...hosts(path, text))
      continue
    }
    const lineAt = lineFinder(text)
    for (const [pattern, message] of strange) {
      for (const found of text.matchAll(pattern)) {
        complaints.push({ path, line: lineAt(found.index), message: `\`${found[0]}\` is ${message}.` })
      }
    }
    const [name] = /[^/]+$/.exec(path) ?? ['']
    const [said] = tree.sources.has(path) ? (empty.exec(name) ?? []) : []
    if (said !== undefined) complaints.push({ path, line: 0, message: 'has a name that says nothing: name it by its subject.' })
  }
  return complaints
}

/** A lock file that names hosts binds everybody to one registry. */
function hosts(path: string, text: string): Complaint[] {
  const lineAt = lineFinder(text)
  return [...text.matchAll(/"resolved": "\w+:\/\/[^"]*"/g)].slice(0, 5).map((found) => ({
    path,
    line: lineAt(found.index),
    message: 'names a host: run `npm install --omit-lockfile-registry-resolved` (the .npmrc says so already).'
  }))
}
