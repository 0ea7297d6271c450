/**
 * Every rule of the design has a test named by its id: `test('[S2] both sides end with the exact difference', …)`.
 *
 * Rules that have none yet are listed in `uncovered.json`. The list is a ratchet: it only gets shorter. A rule that is
 * covered and still listed is a complaint, and so is one that is neither. `npm run tidy -- --fix` takes the covered ones out.
 */
import { type Check, type Complaint, isTest, type Tree } from './tree.ts'

/** How many rules each letter has: identity, entries, envelopes, epochs, sync, state, principles. */
const counts: Readonly<Record<string, number>> = { I: 4, E: 7, V: 5, K: 6, S: 7, T: 7, P: 7 }

export const ruleIds: readonly string[] = Object.entries(counts).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
)

export const uncoveredFile = 'scripts/tidy/uncovered.json'

/** Ids at the start of a title: `[S2]`, `[S2][S5]` and `[S2, S5]`. Other letters are free. */
const ids = /^(?:\[[A-Z]\d+(?:, ?[A-Z]\d+)*\] ?)+/

export const checkRules: Check = (tree) => {
  const uncovered = listed(tree)
  const covered = coveredRules(tree)
  const complaints: Complaint[] = []
  const complain = (message: string) => complaints.push({ path: uncoveredFile, line: 0, message })
  for (const id of ruleIds) {
    if (covered.has(id) && uncovered.has(id)) complain(`rule ${id} has a test now: run \`npm run tidy -- --fix\` to take it out.`)
    if (!covered.has(id) && !uncovered.has(id)) complain(`rule ${id} has lost its test: name one \`[${id}] what holds\`.`)
  }
  for (const id of uncovered) if (!ruleIds.includes(id)) complain(`no rule is called ${id}: take it out.`)
  for (const [id, { path, line }] of covered) {
    if (counts[id.charAt(0)] === undefined || ruleIds.includes(id)) continue
    complaints.push({ path, line, message: `no rule is called ${id}: name the one that is meant.` })
  }
  return complaints
}

/** The rules named by tests, each with one place where. */
export function coveredRules(tree: Tree): Map<string, { path: string; line: number }> {
  const covered = new Map<string, { path: string; line: number }>()
  for (const source of tree.sources.values()) {
    if (!isTest(source.path)) continue
    for (const { text, line } of source.titles) {
      for (const [id] of (ids.exec(text)?.[0] ?? '').matchAll(/[A-Z]\d+/g)) covered.set(id, { path: source.path, line })
    }
  }
  return covered
}

/** The list without what is covered now; it never grows. */
export function shrunk(tree: Tree): string {
  const covered = coveredRules(tree)
  const left = ruleIds.filter((id) => listed(tree).has(id) && !covered.has(id))
  return `${JSON.stringify(left)}\n`
}

function listed(tree: Tree): Set<string> {
  return new Set(JSON.parse(tree.files.get(uncoveredFile) ?? '[]') as string[])
}
