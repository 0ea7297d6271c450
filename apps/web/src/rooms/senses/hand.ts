/** A thing written down by hand, from what was filled in: what a person notices, or reads off something that tells nobody. Pure. */
import { type Shape, type Thing, thingLimits } from '@commune/commune'

export const kinds = ['words', 'number', 'yes-no', 'text'] as const
export type HandKind = (typeof kinds)[number]
/** For how long what was said holds; undefined: until something else is said. */
export const holds = [undefined, 86_400_000, 604_800_000] as const

export interface HandDraft {
  readonly name: string
  readonly place: string
  readonly kind: HandKind
  /** Words with commas between them. */
  readonly words: string
  readonly unit: string
  /** It only grows: a meter. */
  readonly counts: boolean
  readonly staleMs: number | undefined
}

export const handDraft: HandDraft = { name: '', place: '', kind: 'words', words: 'dry, moist, wet', unit: '', counts: false, staleMs: undefined }

export const wordsOf = (text: string): readonly string[] => [...new Set(text.split(/[,;\n]/).map((word) => word.trim().slice(0, thingLimits.nameCharsMax)).filter((word) => word !== ''))].slice(0, thingLimits.wordsMax)

/** Undefined where something that it needs is missing. `key` is new for each. */
export const handThing = (draft: HandDraft, key: string): Thing | undefined => {
  const name = draft.name.trim()
  const shape = shapeOf(draft)
  if (name === '' || !shape) return undefined
  const place = draft.place.trim()
  return {
    key, name, ...(place !== '' && { place }), pulses: [], acts: [],
    readings: [{ key: 'said', name, shape, ...(draft.kind === 'number' && draft.counts && { counter: true as const }), ...(draft.staleMs !== undefined && { staleMs: draft.staleMs }) }]
  }
}

function shapeOf({ kind, words, unit }: HandDraft): Shape | undefined {
  if (kind === 'yes-no') return { is: 'yes-no' }
  if (kind === 'text') return { is: 'text', charsMax: 200 }
  if (kind === 'number') return { is: 'number', ...(unit.trim() !== '' && { unit: unit.trim().slice(0, 20) }) }
  const of = wordsOf(words)
  return of.length < 2 ? undefined : { is: 'words', of }
}
