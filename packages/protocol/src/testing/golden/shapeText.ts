/** A shape as text that changes when what it takes changes: for the guard on the wire. Reasons and functions do not count. */
import type { Shape } from '../../statement/shape.ts'

interface Part {
  readonly kind: string
  readonly type: string
  readonly requirement?: unknown
  readonly literal?: unknown
  readonly options?: readonly unknown[]
  readonly entries?: Readonly<Record<string, Part>>
  readonly items?: readonly Part[]
  readonly item?: Part
  readonly wrapped?: Part
  readonly pipe?: readonly Part[]
  readonly class?: { readonly name: string }
}

export const shapeText = (shape: Shape<unknown>): string => textOf(shape as unknown as Part)

function textOf(part: Part): string {
  if (part.pipe)
    return part.pipe
      .map((step, index) => (index === 0 ? textOf({ ...step, pipe: undefined } as unknown as Part) : textOf(step)))
      .join(' ')
  const inner = [
    typeof part.requirement === 'number' ? String(part.requirement) : '',
    part.literal === undefined ? '' : JSON.stringify(part.literal),
    part.class?.name ?? '',
    part.item ? textOf(part.item) : '',
    part.wrapped ? textOf(part.wrapped) : '',
    ...(part.items ?? []).map(textOf),
    ...(part.options ?? []).map((option) => (typeof option === 'object' ? textOf(option as Part) : JSON.stringify(option))),
    ...Object.entries(part.entries ?? {}).map(([key, entry]) => `${key}: ${textOf(entry)}`)
  ].filter((text) => text !== '')
  return inner.length > 0 ? `${part.type}(${inner.join(', ')})` : part.type
}
