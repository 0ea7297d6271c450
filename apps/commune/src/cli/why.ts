/** Why a file or a folder cannot be had, in words: what the system says is for programmers. */
import type { Message } from '@commune/commune'
import { cliMessage } from '../words/index.ts'

const reasons = {
  ENOENT: 'why.missing',
  ENOTDIR: 'why.not-folder',
  EEXIST: 'why.not-folder',
  EISDIR: 'why.folder',
  EACCES: 'why.not-yours',
  EPERM: 'why.not-yours',
  EROFS: 'why.read-only',
  ENOSPC: 'why.full',
  EDQUOT: 'why.quota',
  EFBIG: 'why.large',
  EIO: 'why.disk',
  ENAMETOOLONG: 'why.name-long',
  ELOOP: 'why.loop'
} as const

type Code = keyof typeof reasons

/** A few words without an end, as they stand behind a colon. */
export const whyOf = (error: unknown): Message => {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return code !== undefined && Object.hasOwn(reasons, code)
    ? cliMessage(reasons[code as Code])
    : cliMessage('why.other', { why: message ?? String(error) })
}
