/** Whether a written document keeps to the vocabulary: classes, properties, where they may stand, what they lead to, and actions. */
import { actionOf } from '../actions.ts'
import { classes, isOneOf, properties } from '../vocabulary.ts'
import type { Json, WrittenDocument } from '../written.ts'

/** What is wrong with it, each with its place. */
export const faultsOf = ({ '@graph': graph }: WrittenDocument): string[] => {
  const types = new Map(graph.map((node) => [node['@id'], node['@type']]))
  const faults: string[] = []
  const check = (node: { readonly [name: string]: Json }, where: string): void => {
    const type = String(node['@type'])
    if (!classes.has(type)) faults.push(`${where}: ${type} is no class`)
    for (const [name, value] of Object.entries(node)) {
      if (name.startsWith('@')) continue
      const property = properties.get(name)
      if (!property) {
        faults.push(`${where}: ${name} is no property`)
        continue
      }
      if (!isOneOf(type, property.domain)) faults.push(`${where}: ${name} stands at a ${type}`)
      if (property.once && Array.isArray(value) && value.length > 1) faults.push(`${where}: ${name} stands more than once`)
      for (const one of Array.isArray(value) ? value : [value]) leads(name, one, `${where}.${name}`)
    }
    if (properties.get('action')?.domain.includes(type) && !actionOf(String(node['action']))) faults.push(`${where}: ${String(node['action'])} is no action`)
  }
  const leads = (name: string, value: Json, where: string): void => {
    const { range = [], leads: isThing = false } = properties.get(name) ?? {}
    if (typeof value === 'object' && !Array.isArray(value) && '@type' in value && !('@value' in value)) {
      if (!isOneOf(String(value['@type']), range)) faults.push(`${where}: leads to a ${String(value['@type'])}`)
      check(value, where)
    } else if (isThing && typeof value === 'string' && !range.includes('xsd:string') && name !== 'action' && name !== 'purpose' && !value.startsWith('om2:')) {
      const type = types.get(value)
      if (type === undefined) faults.push(`${where}: ${value} is not in the document`)
      else if (!isOneOf(type, range)) faults.push(`${where}: leads to a ${type}`)
    }
  }
  for (const node of graph) check(node as { readonly [name: string]: Json }, node['@id'])
  return faults
}
