/** What a thing of the web is known by here, from its description and where that was found. */
import { type Description, targetsOf } from '@commune/bridges/wot'

/** Its own id where it has one; else where it was found and what it is called, as many are called “lamp”. */
export const keyOf = (description: Description): string => {
  const { root, base } = description
  const { id, title } = root as { id?: unknown; title?: unknown }
  if (typeof id === 'string' && id !== '') return id.slice(0, 200)
  const found = base ?? targetsOf(description)[0]?.origin ?? ''
  return `${found} ${String(title)}`.trim().slice(0, 200)
}
