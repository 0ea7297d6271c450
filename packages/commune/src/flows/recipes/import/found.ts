/** What a file was read to: recipes with what could not be read of them, and lines that were refused. */
import type { Message } from '../../../words/index.ts'
import type { RecipeDraft } from '../wishes.ts'

export interface FoundRecipe {
  readonly is: 'recipe'
  /** Its name within the file, stable as long as the file names it so; empty where a file has one recipe. */
  readonly key: string
  readonly draft: RecipeDraft
  /** What was taken otherwise than a person may have meant, or not at all: each says where. */
  readonly notes: readonly Message[]
}

/** A line or an entry that says nothing that could be taken. */
export interface FoundFault {
  readonly is: 'fault'
  readonly row?: number
  readonly reason: Message
}

export type Found = FoundRecipe | FoundFault

export const importLimits = {
  /** Of one file. */
  charsMax: 64_000_000,
  /** Levels of JSON, TOML and YAML that are looked into. */
  depthMax: 40,
  recipesMax: 50_000,
  notesMax: 50,
  lineCharsMax: 400
} as const
