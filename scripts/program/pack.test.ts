import { execFileSync } from 'node:child_process'
import { dirname } from 'node:path'
import { packedProgram } from '@commune/cli/packed'
import { expect, test } from 'vitest'
import { packProgram } from './pack.ts'

test('the packed program is the program: it knows its commands, and is packed once', async () => {
  const main = await packProgram(() => undefined)
  const help = execFileSync(process.execPath, [main, 'up', '--help'], { encoding: 'utf8' })
  expect(help).toContain('commune up --data ~/commune --port 8080')
  expect(dirname(packedProgram() ?? '')).toBe(dirname(main))
  await packProgram(() => expect.unreachable('nothing changed'))
})
