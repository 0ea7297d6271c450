/** A Chromium that does nothing by itself. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export const openChromium = (): Promise<Browser> => {
  const path = process.env['COMMUNE_CHROMIUM'] ?? usual.find((each) => existsSync(each))
  if (path === undefined) throw new Error('There is no Chromium here. Install one, or set COMMUNE_CHROMIUM to the path of one.')
  return chromium.launch({ executablePath: path, args: quiet })
}
