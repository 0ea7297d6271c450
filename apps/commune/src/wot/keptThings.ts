/**
 * Which things of the web this box brings in, as they lie in the data folder:
 *
 *     things.json    descriptions, the places a person said yes to, and secrets for them (0600)
 *
 * It is no statement of a world: it holds secrets, and a thing is spoken for by the box alone. What lies there was checked when it came;
 * it is checked again when it is opened, as a file may be changed by hand.
 */
import type { Message } from '@commune/commune'
import { no, ok, type Result } from '@commune/protocol'
import * as v from 'valibot'
import { hasPrivate, readPrivate, writePrivate } from '../daemon/folder.ts'
import { cliMessage } from '../words/index.ts'

export const keptName = 'things.json'

const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const secret = text(4_096)

export const credentialSchema = v.union([
  v.strictObject({ for: text(300), user: text(300), password: secret }),
  v.strictObject({ for: text(300), token: secret }),
  v.strictObject({ for: text(300), key: secret })
])

export const bringThingSchema = v.object({
  world: text(100),
  /** The description as it came. */
  text: text(262_144),
  /** Where it was found; what relative addresses within are relative to. */
  base: v.exactOptional(text(2_000)),
  /** The places a person said yes to. */
  origins: v.pipe(v.array(text(300)), v.maxLength(50)),
  credentials: v.record(text(200), credentialSchema),
  /** How often what tells nothing by itself is asked. */
  pollMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1_000), v.maxValue(86_400_000)))
})

export type BringThing = v.InferOutput<typeof bringThingSchema>

/** Things of the web that one box brings in. */
export const keptMost = 200

const keptShape = v.pipe(v.array(v.object({ key: v.pipe(v.string(), v.minLength(1), v.maxLength(200)), ...bringThingSchema.entries })), v.maxLength(keptMost))

export type KeptThing = v.InferOutput<typeof keptShape>[number]

/** None where no file is. One that cannot be read is a fault: writing over it would lose what somebody gave. */
export const readKept = (folder: string): Result<readonly KeptThing[], Message> => {
  if (!hasPrivate(folder, keptName)) return ok([])
  const parsed = v.safeParse(keptShape, readPrivate(folder, keptName))
  return parsed.success ? ok(parsed.output) : no(cliMessage('brought.damaged', { file: keptName }))
}

export const writeKept = (folder: string, things: readonly KeptThing[]): void => writePrivate(folder, keptName, JSON.stringify(things))
