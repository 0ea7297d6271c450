/** Reading what other devices answer: plain trees become what they are said to be, or nothing. */
import type { Message } from '@commune/commune'
import * as v from 'valibot'

/** Of a message, as JSON. */
const messageCharsMax = 4_000
const depthMax = 6

/** Whether it can be put into words: whatever fills its gaps is text, a number, a message, or a list of these. */
export const isMessage = (tree: unknown): tree is Message => isSaid(tree, 0) && JSON.stringify(tree).length <= messageCharsMax

function isSaid(tree: unknown, depth: number): boolean {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree) || depth > depthMax) return false
  const { key, params } = tree as { readonly key?: unknown; readonly params?: unknown }
  if (typeof key !== 'string' || key.length > 80) return false
  if (params === undefined) return true
  return typeof params === 'object' && params !== null && !Array.isArray(params) && Object.values(params).every((param) => isParam(param, depth + 1))
}

function isParam(param: unknown, depth: number): boolean {
  if (typeof param === 'string' || Number.isFinite(param)) return true
  if (Array.isArray(param)) return depth <= depthMax && param.every((each) => isParam(each, depth + 1))
  return isSaid(param, depth)
}

export const messageSchema: v.GenericSchema<unknown, Message> = v.custom<Message>(isMessage)

export function parse<T>(schema: v.GenericSchema<unknown, T>, tree: unknown): T | undefined {
  const parsed = v.safeParse(schema, tree, { abortEarly: true, abortPipeEarly: true })
  return parsed.success ? parsed.output : undefined
}
