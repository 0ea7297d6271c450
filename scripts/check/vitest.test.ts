import { expect, test } from 'vitest'
import { countsOf } from './vitest.ts'

const report = { success: true, numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

test('counts are those of the report', () => {
  expect(countsOf(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 })
  expect(countsOf({ ...report, success: false, numFailedTests: 2 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 })
  expect(countsOf({ ...report, numPendingTests: 1, numTodoTests: 1 }, 0)).toEqual({ passed: 3, failed: 0, skipped: 2 })
})

test('each file that does not load counts as a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'passed', assertionResults: [{}] }
  ]
  expect(countsOf({ ...report, success: false, numFailedTests: 1, testResults }, 1).failed).toBe(2)
})

test('a run that broke, or ran nothing, has failed', () => {
  expect(countsOf({ ...report, success: false }, 1).failed).toBe(1)
  expect(countsOf({ ...report, numPassedTests: 0 }, 0).failed).toBe(1)
  expect(countsOf(undefined, 0).failed).toBe(1)
})
