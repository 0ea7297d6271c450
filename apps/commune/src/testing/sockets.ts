/**
 * On what a process listens, as Linux tells of it (proc(5)): its sockets among all that listen (TCP, state 0A) or wait for
 * datagrams (UDP, state 07), each as `host:port`, with `/udp` behind datagrams, and every socket of the file system it offers.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const kinds = { tcp: '0A', tcp6: '0A', udp: '07', udp6: '07' }
/** Of a socket of the file system that takes connections: the flag __SO_ACCEPTCON. */
const accepts = '00010000'

export const listeningOf = (pid: number): string[] => {
  const own = socketsOf(pid)
  const found = Object.entries(kinds).flatMap(([kind, state]) =>
    rowsOf(pid, kind)
      .filter((fields) => fields[3] === state && own.has(fields[9] ?? ''))
      .map((fields) => placeIn(fields[1] ?? '') + (kind.startsWith('udp') ? '/udp' : ''))
  )
  const local = rowsOf(pid, 'unix').filter((fields) => fields[3] === accepts && own.has(fields[6] ?? ''))
  return [...found, ...local.map((fields) => `unix:${fields[7] ?? ''}`)].toSorted()
}

function rowsOf(pid: number, kind: string): string[][] {
  const lines = readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n').slice(1)
  return lines.map((line) => line.trim().split(/\s+/))
}

function socketsOf(pid: number): ReadonlySet<string> {
  const own = new Set<string>()
  for (const name of readdirSync(`/proc/${pid}/fd`)) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1]
      if (inode !== undefined) own.add(inode)
    } catch {
      // Closed since.
    }
  }
  return own
}

/** Words of 32 bits as this machine writes them, the port as people write it. */
function placeIn(hex: string): string {
  const [address = '', port = ''] = hex.split(':')
  const bytes = (address.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].toReversed())
  const host = bytes.length === 4 ? bytes.join('.') : `[${shortened(bytes)}]`
  return `${host}:${Number.parseInt(port, 16)}`
}

const shortened = (bytes: readonly number[]): string =>
  new URL(`http://[${Array.from({ length: 8 }, (_, at) => ((bytes[at * 2] as number) * 256 + (bytes[at * 2 + 1] as number)).toString(16)).join(':')}]`).hostname.slice(1, -1)
