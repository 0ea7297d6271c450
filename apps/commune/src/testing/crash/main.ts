/** `npm run crash -- --times 200 --seed 1`: kills the daemon so many times, and says what was missing. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { crash } from './crash.ts'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } }
})
const folder = mkdtempSync(join(tmpdir(), 'commune-crash-'))
const figures = await crash({ folder, times: Number(values.times), seed: Number(values.seed), note: (line) => console.error(line) })
const good = figures.missing.length === 0 && figures.complaints.length === 0
if (good) rmSync(folder, { recursive: true, force: true })
else console.error(`What is left lies in ${folder}.`)
console.log(values.json ? JSON.stringify(figures) : `${figures.kills} kills, ${figures.said} said, ${figures.synced} synced, ${figures.open} under way; ${figures.missing.length} missing, ${figures.complaints.length} complaints`)
for (const complaint of figures.complaints) console.error(complaint)
process.exit(good ? 0 : 1)
