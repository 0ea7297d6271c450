/** Files beside pages: which ones a folder on this disk brings along, and where an export says they belong. */
import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { decodeText, readPage } from '@commune/commune'
import type { FoundFile } from './find.ts'

export interface Beside {
  /** On this disk. */
  readonly file: string
  /** Below what was named. */
  readonly path: string
  /** The page it goes with: the name the page was first said under. */
  readonly page: string
  readonly name: string
  /** Known when it comes out of an export. */
  readonly media?: string
}

/** What an export writes about one file. */
export interface Attachment {
  readonly path: string
  readonly name: string
  readonly media: string
  /** The name the page was first said under. */
  readonly page: string
}

export const attachmentsName = 'attachments.json'

/** Pictures that a page shows and that lie in the folder: beside the page, or below the folder when they begin with `/`. */
export const picturesOf = ({ file, path }: FoundFile): Beside[] => {
  const text = decodeText(new Uint8Array(readFileSync(file)))
  const page = text === undefined ? undefined : readPage(path, text)
  if (!page?.ok) return []
  const root = file.slice(0, file.length - path.split('/').join(sep).length)
  return page.value.pictures.flatMap((shown) => {
    const target = decodePath(shown)
    const found = target.startsWith('/') ? join(root, target) : join(dirname(file), target)
    return isInside(root === '' ? '.' : root, found)
      ? [{ file: found, path: target.replace(/^\//, ''), page: page.value.from, name: basename(found) }]
      : []
  })
}

/** What an export says about the files it carries; only those that lie in it. */
export const attachmentsIn = (folder: string): Beside[] => {
  try {
    const rows = JSON.parse(readFileSync(join(folder, attachmentsName), 'utf8')) as unknown
    return (Array.isArray(rows) ? (rows as Partial<Attachment>[]) : []).flatMap(({ path, name, media, page }) => {
      if (typeof path !== 'string' || typeof name !== 'string' || typeof media !== 'string' || typeof page !== 'string') return []
      const file = join(folder, path)
      return isInside(folder, file) ? [{ file, path, page, name, media }] : []
    })
  } catch {
    return []
  }
}

/** A file there, and no way out of the folder by `..` or by a link. */
function isInside(folder: string, file: string): boolean {
  try {
    return lstatSync(file).isFile() && realpathSync(file).startsWith(realpathSync(folder) + sep)
  } catch {
    return false
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
