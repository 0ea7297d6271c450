/**
 * What one needs to enter a world: its id, the epochs to read with, what it is called, and where to find others. It goes to
 * newcomers and to further devices (K5), and lies in backups (I4); always encrypted.
 */
import * as v from 'valibot'
import { key32, listOf, type Shape, textOf } from '../statement/shape.ts'
import type { Value } from '../statement/statement.ts'

export interface WorldPass {
  /** 32 bytes. */
  readonly world: Uint8Array
  /** As the giver calls it; only a suggestion. */
  readonly name: string
  /** Epoch secrets, the one to write under last. */
  readonly epochs: readonly Uint8Array[]
  /** Where members were found, best first. */
  readonly addresses: readonly string[]
  /** Worlds that this one was forked from, with the epochs in which its earlier history is written. */
  readonly ancestors: readonly Ancestor[]
}

export interface Ancestor {
  readonly world: Uint8Array
  readonly epochs: readonly Uint8Array[]
}

export const worldsMax = 1_000
export const nameCharsMax = 200
const epochsMax = 4_096

export const addressesShape: Shape<string[]> = listOf(textOf(512), 16)

const ancestorShape: Shape<Ancestor> = v.pipe(
  v.strictTuple([key32, listOf(key32, epochsMax)]),
  v.transform(([world, epochs]) => ({ world, epochs }))
)

/** `[world, name, [secrets], [addresses], [[ancestor, [secrets]]]]` */
export const passShape: Shape<WorldPass> = v.pipe(
  v.strictTuple([key32, textOf(nameCharsMax), listOf(key32, epochsMax), addressesShape, listOf(ancestorShape, 64)]),
  v.transform(([world, name, epochs, addresses, ancestors]) => ({ world, name, epochs, addresses, ancestors }))
)

export const writePass = (pass: WorldPass): Value => [
  pass.world,
  pass.name,
  pass.epochs,
  pass.addresses,
  pass.ancestors.map((ancestor): Value => [ancestor.world, ancestor.epochs])
]
