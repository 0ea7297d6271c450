/**
 * Hammers a decoder with damaged true inputs and with chance: it may take what comes or refuse it with a reason, and nothing else.
 *
 * 20,000 inputs for each decoder by themselves; `npm run fuzz -- --inputs 1000000 --seed S` for the long run, which sets `FUZZ`
 * and `FUZZ_SEED`. A decoder that hangs meets the test's time limit, one that lets memory grow the limit of the heap there.
 */
import fc from 'fast-check'
import { mutator } from './mutator.ts'

export const fuzzInputs: number = Number(process.env['FUZZ'] ?? 20_000)
export const fuzzSeed: number = Number(process.env['FUZZ_SEED'] ?? 2_026)
/** What a test that hammers may take. */
export const fuzzPatienceMs: number = 60_000 + fuzzInputs * 4

/** Undefined: this was not for the decoder. */
export type Verdict = { readonly ok: boolean; readonly error?: unknown } | undefined

export interface Hammered {
  readonly taken: number
  readonly reasons: ReadonlySet<string>
}

/** `share`: of the inputs, for decoders that are slow by intent (passphrases). */
export const hammer = (decode: (bytes: Uint8Array) => Verdict, corpus: readonly Uint8Array[], share = 1): Hammered => {
  const reasons = new Set<string>()
  let taken = 0
  const run = (bytes: Uint8Array): void => {
    let verdict: Verdict
    try {
      verdict = decode(bytes)
    } catch (error) {
      throw new Error(`threw on ${bytes.toHex()} (seed ${fuzzSeed})`, { cause: error })
    }
    if (verdict === undefined) return
    const reason = reasonOf(verdict.error)
    if (verdict.ok) taken++
    else if (reason === '') throw new Error(`no reason for ${bytes.toHex()}`)
    else if (reasons.size < reasonsMax) reasons.add(reason)
  }
  for (const bytes of corpus) run(bytes)
  const mutated = mutator(corpus, fuzzSeed)
  for (let count = Math.ceil(fuzzInputs * share); count > 0; count--) run(mutated.next())
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), run), { numRuns: Math.ceil(300 * share), seed: fuzzSeed })
  return { taken, reasons }
}

const reasonsMax = 1_000

/** A reason is a word, a sentence, or a message with a key. */
function reasonOf(error: unknown): string {
  if (typeof error === 'string') return error
  const key = (error as { readonly key?: unknown } | undefined)?.key
  return typeof key === 'string' ? key : ''
}
