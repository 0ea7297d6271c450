/** The test input that lies beside (see its README), for tests alone. */
import { readFileSync } from 'node:fs'
import type { Case } from './cases.ts'

export interface Payload {
  readonly component: string
  /** The discovery topic, where it was given. */
  readonly topic?: string
  readonly payload: unknown
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'))

export const cases = (): readonly Case[] => read('cases') as readonly Case[]
export const payloads = (): readonly Payload[] => read('payloads') as readonly Payload[]
