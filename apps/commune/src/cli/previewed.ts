/** What a document of ValueFlows would come to, in lines for a person. */
import type { ItemKind, VfPreview } from '@commune/commune/valueflows'
import { say, sentence } from '../words/index.ts'
import { clean } from './table.ts'

/** In this order; names that others use are not worth a line. */
const kinds: readonly ItemKind[] = ['need', 'offer', 'stock', 'recipe', 'happened', 'agreed', 'planned', 'other', 'refused']
const linesMax = 20

export const previewLines = ({ path, preview }: { readonly path: string; readonly preview: VfPreview }): string[] => {
  const { counts, named, refused, notes, troubles } = preview
  const counted = kinds.flatMap((kind) => {
    const n = counts[kind]
    if (n === 0) return []
    const names = named[kind] ?? []
    const shown = [...names, ...(n > names.length ? ['...'] : [])].join(', ')
    return [`  ${say({ key: `import.vf-${kind}`, params: { n, names: clean(shown) } })}`]
  })
  const said = [...refused, ...troubles, ...notes].map((message) => `  - ${clean(say(message))}`)
  const more = said.length - linesMax
  return [sentence('import.vf', { path: clean(path) }), ...counted, ...said.slice(0, linesMax), ...(more > 0 ? [`  ${sentence('import.vf-more', { n: more })}`] : [])]
}
