/**
 * What things, places and people of a document are called. A document names most of them by addresses, of which many lead out of
 * it and are never followed: then the last part of the address has to do.
 */
import { derive, type IdText, toText, utf8 } from '@commune/protocol'
import { isIdText } from '../../facts/index.ts'
import { sameId, textOf, type VfGraph, type VfNode } from './graph.ts'
import { own, type OwnId } from './ids.ts'

const lineCharsMax = 120

const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu
const unsafeInProse = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu

/** One line as a statement may hold it; a line that may stays as it is. */
export const lineIn = (text: string, most: number = lineCharsMax): string => cut(wellFormed(text).replace(/\s+/gu, ' ').replace(unsafe, ''), most)

/** Text of several lines, as far as a note goes. */
export const proseIn = (text: string, most: number = 2_000): string => cut(wellFormed(text).replace(/\r\n?/g, '\n').replace(unsafeInProse, ' '), most)

/** Half of a pair of code units is no letter. */
const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd').normalize('NFC')

const cut = (text: string, most: number): string => {
  const whole = text.trim()
  return whole.length <= most ? whole : whole.slice(0, most).replace(/[\ud800-\udbff]$/, '').trim()
}

export interface Named {
  readonly name: string
  /** The document has no name for it: this is the last part of its address. */
  readonly isAddress: boolean
}

/** A name that only a program reads: `70ee3034-0d15-4471-8ee3-91c60bb1a9c9`. */
export const isCode = (name: string): boolean => /^[0-9a-f]{6,}(?:-[0-9a-z]{2,})*$/i.test(name) && /\d/.test(name)

/** What is counted where a unit is `one`: the thing, or a piece of what has no name. */
export const countedAs = ({ name, isAddress }: Named): string => (isAddress ? 'piece' : name)

/** What a thing is called: its own name, else that of what it is, else what a short note says, else its address. */
export const nameOf = (graph: VfGraph, id: string): Named => {
  const node = graph.find(id)
  const name = node && (textOf(node, 'name') ?? textOf(node, 'label'))
  if (name !== undefined && lineIn(name) !== '') return { name: lineIn(name), isAddress: false }
  const { kind, rest } = own(id) ?? { kind: undefined, rest: '' }
  if (kind === 'thing' || kind === 'place') return { name: lineIn(rest), isAddress: false }
  return { name: lastOf(id), isAddress: true }
}

/** What a resource, or a flow of one, is called; of a flow that says nothing else, what the resource it moves is. */
export const thingOf = (graph: VfGraph, node: VfNode, isHeld: boolean = false): Named => {
  const named = textOf(node, 'name')
  const kind = graph.ref(node, 'conformsTo') ?? graph.ref(node, 'resourceConformsTo')
  const known = kind === undefined ? undefined : nameOf(graph, kind)
  const isResource = node.types.includes('EconomicResource')
  if (isResource && named !== undefined && lineIn(named) !== '') return { name: lineIn(named), isAddress: false }
  if (known && !known.isAddress) return known
  const held = graph.ref(node, 'resourceInventoriedAs')
  // A resource that says it is held as another would lead on and on.
  const resource = held === undefined || isHeld ? undefined : graph.find(held)
  if (resource) {
    const called = thingOf(graph, resource, true)
    if (!called.isAddress || !known) return called
  }
  if (named !== undefined && lineIn(named) !== '') return { name: lineIn(named), isAddress: false }
  const note = textOf(node, 'note')
  if (isResource && note !== undefined && lineIn(note, 200).length <= 80) return { name: lineIn(note), isAddress: false }
  const classified = textOf(node, 'resourceClassifiedAs') ?? textOf(node, 'classifiedAs')
  if (known) return known
  if (classified !== undefined) return /^\w+:/.test(classified) ? nameOf(graph, classified) : { name: lineIn(classified), isAddress: false }
  return held === undefined ? { name: '', isAddress: true } : { name: lastOf(held), isAddress: true }
}

function lastOf(id: string): string {
  const plain = id.replace(/[/#?]+$/, '')
  const last = /[^/#:=?]+$/.exec(plain)?.[0] ?? plain
  return lineIn(decoded(last)) || lineIn(plain) || 'thing'
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Somebody in the document, as somebody elsewhere: an id of 32 bytes, the same in every document that names them so. */
export const agentOf = (graph: VfGraph, id: string): { readonly ware: IdText; readonly name?: string } => {
  const known: OwnId | undefined = own(id)
  const { name, isAddress } = nameOf(graph, id)
  const host = /^https?:\/\/([^/?#]+)\/?$/.exec(id)?.[1]
  const called = isAddress ? (host ?? name) : name
  const isWare = known?.kind === 'ware' && isIdText(known.rest)
  const ware = isWare ? known.rest : toText(derive('valueflows agent', [utf8(sameId(id))]))
  const line = lineIn(called, 80)
  return { ware, ...(line !== '' && !(isWare && isAddress) && { name: line }) }
}
