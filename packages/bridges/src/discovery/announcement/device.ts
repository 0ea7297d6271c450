/** Which device an entity belongs to: ids that are its own, and what it says of itself. */
import { no, ok, type Result } from '@commune/protocol'
import { discoveryMessage, type Message } from '@commune/commune'
import { lineOf } from '../text.ts'
import { discoveryLimits } from '../limits.ts'
import { isTable, listOf } from './config.ts'

export interface DeviceFacts {
  /** What it is known by, each once: `id:` and an identifier, or a kind of connection, a colon and its address. At least one. */
  readonly marks: readonly string[]
  readonly name?: string
  readonly maker?: string
  readonly model?: string
  readonly place?: string
}

const marksMax = 16

export function readDevice(said: unknown): Result<DeviceFacts, Message> {
  if (!isTable(said)) return no(discoveryMessage('discovery.bad-device'))
  const ids = listOf(said['identifiers']).map((id) => mark('id', id))
  const connections = listOf(said['connections']).map((pair) =>
    Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' ? mark(pair[0], pair[1]) : undefined
  )
  const marks = [...new Set([...ids, ...connections])]
  if (marks.length === 0) return no(discoveryMessage('discovery.device-without-id'))
  if (marks.length > marksMax || marks.includes(undefined)) return no(discoveryMessage('discovery.bad-device'))
  const facts = {
    name: lineOf(said['name']),
    maker: lineOf(said['manufacturer']),
    model: lineOf(said['model']),
    place: lineOf(said['suggested_area'])
  }
  return ok({ marks: marks as string[], ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) })
}

function mark(kind: string, id: unknown): string | undefined {
  const text = typeof id === 'string' || typeof id === 'number' ? String(id) : ''
  if (text === '' || text.length > discoveryLimits.idCharsMax || kind.length > 20) return undefined
  return kind === 'id' ? `id:${text}` : `${kind.toLowerCase()}:${text.toLowerCase()}`
}
