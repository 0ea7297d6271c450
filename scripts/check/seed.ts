/**
 * The seed of all property tests in one run of the checks.
 *
 * In CI it follows from what is checked: the same files are tried with the same values wherever they are checked, and every
 * change is tried with others. So what passed here passes there, and what failed there fails here. Elsewhere each run draws
 * its own, and fast-check prints it when something breaks.
 */
import { run } from '../child.ts'

export const seedVariable = 'COMMUNE_SEED'

/** A whole number from 0 to 2^31 - 1, or none where each test draws its own. Without a repository it is always the same. */
export async function checkedSeed(env: Readonly<Record<string, string | undefined>> = process.env): Promise<number | undefined> {
  const asked = env[seedVariable]
  if (asked !== undefined) return seedOf(Number.parseInt(asked, 10).toString(16))
  if (env.CI !== 'true') return undefined
  const { code, output } = await run('git', ['rev-parse', 'HEAD^{tree}'])
  return seedOf(code === 0 ? output.trim().slice(0, 8) : '1')
}

/** What begins as hexadecimal as a seed; what does not is 1. */
function seedOf(hex: string): number {
  const given = Number.parseInt(hex, 16)
  return Number.isNaN(given) ? 1 : given % 2 ** 31
}
