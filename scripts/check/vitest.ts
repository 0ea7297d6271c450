/** Runs Vitest with one of our configurations and counts what it ran. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runNode } from '../child.ts'

export interface Counts {
  readonly passed: number
  readonly failed: number
  /** Tests that did not run; none may. */
  readonly skipped: number
}

/** The part of Vitest's JSON report that is read here. */
interface Report {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

/** Runs all tests of a configuration, shown as they run. */
export async function runVitest(config: string, env: Readonly<Record<string, string>> = {}): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'commune-check-'))
  const reportFile = join(folder, 'report.json')
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const options = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
    const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }
    const { code } = await runNode([vitest, ...options], { output: 'show', env: { ...plain, ...env } })
    return countsOf(readReport(reportFile), code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A run that broke without a failed test (a file that does not load, an error after the tests) counts as one failure. */
export function countsOf(report: Report | undefined, code: number): Counts {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, success = false } = report ?? {}
  const broken = numFailedTests === 0 && (code !== 0 || !success || numPassedTests === 0)
  return { passed: numPassedTests, failed: broken ? 1 : numFailedTests, skipped: numPendingTests + numTodoTests }
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined // Vitest ended before it could write one; `countsOf` makes that a failure
  }
}
