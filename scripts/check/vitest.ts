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
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
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

/** A file that does not load counts as one failure, and so does a run that broke in any other way or ran nothing. */
export function countsOf(report: Report | undefined, code: number): Counts {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
  const failed = report.numFailedTests + unloaded.length
  const broken = failed === 0 && (code !== 0 || !report.success || report.numPassedTests === 0)
  return { passed: report.numPassedTests, failed: broken ? 1 : failed, skipped: report.numPendingTests + report.numTodoTests }
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined // Vitest ended before it could write one; `countsOf` makes that a failure
  }
}
