/** Reads the files that are to come in, a few megabytes at a time, with what they need to know of one another. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportFormat, slugOf, titleIn } from '@commune/commune'
import { cliMessage } from '../words/index.ts'
import type { FilePart, RefusedPart } from './bringIn.ts'
import type { FoundFile } from './find.ts'

const bytesAtOnce = 2_000_000
const filesAtOnce = 100
/** A table of a hundred thousand rows is smaller. */
const fileBytesMax = 64_000_000

/** The form of a folder that `commune export` wrote; undefined for any other. */
export function exportedAs(path: string): number | undefined {
  try {
    const { format, version } = JSON.parse(readFileSync(join(path, 'world.json'), 'utf8')) as { format?: unknown; version?: unknown }
    return format === exportFormat && typeof version === 'number' ? version : undefined
  } catch {
    return undefined
  }
}

export function* batches(files: readonly FoundFile[]): Generator<readonly FoundFile[]> {
  let batch: FoundFile[] = []
  let bytes = 0
  for (const file of files) {
    if (batch.length > 0 && (bytes + file.bytes > bytesAtOnce || batch.length >= filesAtOnce)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(file)
    bytes += file.bytes
  }
  if (batch.length > 0) yield batch
}

export function readAll(files: readonly FoundFile[], refused: RefusedPart[]): FilePart[] {
  return files.flatMap(({ file, path, bytes }) => {
    try {
      if (bytes <= fileBytesMax) return [{ path, bytes: new Uint8Array(readFileSync(file)) }]
      refused.push({ path, reason: { key: 'import.long', params: { path } } })
    } catch {
      refused.push({ path, reason: cliMessage('file.unreadable', { path }) })
    }
    return []
  })
}

/** Titles of pages by file name, so that links between files become links between pages. */
export function titlesOf(files: readonly FoundFile[]): Map<string, string> {
  const titles = new Map<string, string>()
  for (const { file, path, bytes } of files) {
    if (!/\.(?:md|markdown)$/i.test(path) || bytes > 1_000_000) continue
    try {
      const title = titleIn(path, readFileSync(file, 'utf8'))
      if (title !== undefined) titles.set(slugOf(path), title)
    } catch {
      // It is named as unreadable when its turn comes.
    }
  }
  return titles
}

/** Those titles that these files link to: what else would go back and forth with each batch. */
export function linked(parts: readonly FilePart[], titles: ReadonlyMap<string, string>): [string, string][] {
  const wanted = new Set<string>()
  for (const { bytes } of parts) {
    for (const [, target = ''] of Buffer.from(bytes)
      .toString('utf8')
      .matchAll(/\]\(([^()\s]+)\)/g))
      wanted.add(slugOf(target.replace(/[#?].*$/, '')))
  }
  return [...wanted].flatMap((slug) => (titles.has(slug) ? [[slug, titles.get(slug) as string] as [string, string]] : []))
}
