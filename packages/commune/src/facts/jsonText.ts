/**
 * Trees with fractions inside a statement. What this protocol writes has whole numbers alone, so that nothing is ever rounded; a
 * measured bound, a threshold or a unit is carried as the JSON text it was said in. The text stays as it came: state keeps it, views
 * read it. What does not read as the shape asked for makes the statement malformed (T3).
 */
import * as v from 'valibot'

/** A text that reads as JSON of this shape. Keys the shape does not name are passed over. */
export const jsonText = (schema: v.GenericSchema<unknown, unknown>, charsMax: number, expected: string): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.maxLength(charsMax, `at most ${charsMax} characters`),
    v.check((text) => readJson(schema, text) !== undefined, expected)
  )

/** What such a text says; undefined when it does not read as this shape. */
export const readJson = <T>(schema: v.GenericSchema<unknown, T>, text: string): T | undefined => {
  let tree: unknown
  try {
    tree = JSON.parse(text)
  } catch {
    return undefined
  }
  const parsed = v.safeParse(schema, tree, { abortEarly: true, abortPipeEarly: true })
  return parsed.success ? parsed.output : undefined
}

/** Reads each text once: views ask for the same ones again and again. Remembers `most` of them. */
export const jsonReader = <T>(schema: v.GenericSchema<unknown, T>, most = 4_096): ((text: string) => T | undefined) => {
  const read = new Map<string, T | undefined>()
  return (text) => {
    if (read.has(text)) return read.get(text)
    if (read.size >= most) read.clear()
    const said = readJson(schema, text)
    read.set(text, said)
    return said
  }
}
