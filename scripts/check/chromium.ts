/** Chromium, for the browser tests. */
import { findProgram, requireProgram, type Wanted } from './installed.ts'

/** Says which browser to use, before any that is found. */
export const chromiumVariable = 'COMMUNE_CHROMIUM'

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]

function wanted(usual: readonly string[]): Wanted {
  return {
    title: 'Chromium',
    variable: chromiumVariable,
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    places: usual,
    package: 'chromium',
    byHand: `Install Chromium or Chrome, or set ${chromiumVariable} to the path of one.`
  }
}

/** The path of a Chromium on PATH or in one of the usual places, or undefined. */
export function findChromium(usual: readonly string[] = places): string | undefined {
  return findProgram(wanted(usual))
}

/** A Chromium, installed if need be; or the reason why there is none, with what to do. */
export function requireChromium(
  say: (line: string) => void, usual: readonly string[] = places
): Promise<{ path: string } | { missing: string }> {
  return requireProgram(wanted(usual), say)
}
