/** What lies under the paths that were named: the files that can come in, and those that were left out and why. */
import { lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

export interface FoundFile {
  /** On this disk. */
  readonly file: string
  /** Below what was named, with `/` between folders. */
  readonly path: string
  readonly bytes: number
}

export interface Found {
  readonly files: readonly FoundFile[]
  readonly pictures: readonly { readonly file: string; readonly path: string }[]
  /** Files about the folder itself: what it is, under which licence. */
  readonly about: readonly string[]
  /** Named or below what was named, and not to be had: not there, not this user's, no name at all. */
  readonly missing: readonly string[]
}

const texts = /\.(?:md|markdown|csv|tsv|json|jsonld|html?|toml|ya?ml|ttl)$/i
const picture = /\.(?:jpe?g|png|webp|gif|avif|svg|heic)$/i
const about = /^(?:readme|licen[cs]e|copying|contributing)(?:[.-]|$)/i
const leftOut = new Set(['node_modules'])

/** Folders are walked in the order of names; hidden files and links to elsewhere are left alone. `all`: what is about the folder too. */
export const findFiles = (named: readonly string[], all = false): Found => {
  const found = {
    files: [] as FoundFile[],
    pictures: [] as { file: string; path: string }[],
    about: [] as string[],
    missing: [] as string[]
  }
  const walk = (folder: string, path: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = join(folder, entry.name)
      const below = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.name.startsWith('.') || leftOut.has(entry.name)) continue
      if (entry.isDirectory()) walk(file, below)
      else if (!entry.isFile()) continue
      else if (picture.test(entry.name)) found.pictures.push({ file, path: below })
      else if (!texts.test(entry.name)) continue
      else if (!all && about.test(entry.name)) found.about.push(below)
      else found.files.push({ file, path: below, bytes: lstatSync(file).size })
    }
  }
  for (const path of named) {
    try {
      // What is named is meant, also where it leads elsewhere; what is found below it may be anybody's link.
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat?.isDirectory()) walk(path, '')
      else if (stat?.isFile()) found.files.push({ file: path, path: basename(path), bytes: stat.size })
      else found.missing.push(path)
    } catch (error) {
      found.missing.push((error as NodeJS.ErrnoException).path ?? path)
    }
  }
  return found
}
