/** What the demo is made of, as it lies in `demo/`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TieKind } from '@commune/commune'
import type { FilePart } from '../carry/bringIn.ts'

interface By {
  /** Key of the ware that says it. */
  readonly by: string
}

interface FlowFixture extends By {
  readonly thing: string
  readonly quantity?: string
  readonly place?: string
  readonly note?: string
}

export interface IntentFixture extends FlowFixture {
  readonly key: string
  /** Days from the making of the demo. */
  readonly days?: number
}

export interface StockFixture extends FlowFixture {
  readonly quantity: string
  readonly keepsDays?: number
}

export interface WareFixture {
  readonly key: string
  readonly name?: string
  readonly kind: string
  readonly place: string
  readonly about?: string
  readonly skills?: readonly string[]
}

export interface DemoFixture {
  readonly world: { readonly name: string; readonly latitude: number; readonly longitude: number }
  readonly host: Omit<WareFixture, 'key'>
  readonly wares: readonly WareFixture[]
  readonly ties: readonly { readonly tie: TieKind; readonly from: string; readonly to: string }[]
  readonly stock: readonly StockFixture[]
  readonly needs: readonly IntentFixture[]
  readonly offers: readonly IntentFixture[]
  /** In the order they are said; `need`, `offer` and `with` are keys. */
  readonly yes: readonly (By & {
    readonly need?: string
    readonly offer?: string
    readonly with: string
    readonly quantity?: string
    readonly name?: string
  })[]
  readonly handed: readonly (By & { readonly yes: string; readonly quantity?: string })[]
  readonly bring: readonly (By & { readonly folder: string; readonly from: string; readonly to: string })[]
  readonly sign: readonly (By & { readonly title: string })[]
}

const folder = join(import.meta.dirname, '../../demo')

/** A series that was recorded, as it lies there. */
export const demoSeries = (name: string): string => readFileSync(join(folder, 'series', `${name}.txt`), 'utf8')

export const readDemo = (): DemoFixture => JSON.parse(readFileSync(join(folder, 'commune.json'), 'utf8')) as DemoFixture

/** Pages of one folder whose names lie between the two, both included. */
export const demoPages = ({ folder: name, from, to }: { folder: string; from: string; to: string }): FilePart[] =>
  readdirSync(join(folder, name))
    .filter((file) => file.endsWith('.markdown') && file >= from && file.slice(0, -'.markdown'.length) <= to)
    .sort()
    .map((path) => ({ path, bytes: new Uint8Array(readFileSync(join(folder, name, path))) }))
