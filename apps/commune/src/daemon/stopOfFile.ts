/** What to do about a file of the data folder that the system does not take; undefined for anything else. */
import { Stop } from '../cli/stop.ts'
import { whyOf } from '../cli/why.ts'
import { cliMessage } from '../words/index.ts'

export const stopOfFile = (error: unknown, folder: string): Stop | undefined => {
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new Stop(cliMessage('up.full', { folder }))
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new Stop(cliMessage('up.read-only', { folder, why: whyOf(error) }))
    default:
      return undefined
  }
}
