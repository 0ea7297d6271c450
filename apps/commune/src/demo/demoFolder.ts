/**
 * The data folder of the demo. It is made beside its place and moved there when it is whole, so that a start that was broken
 * off leaves nothing half made.
 */
import { chmodSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from '../cli/stop.ts'
import { makeFolder, readSettings, writeSettings } from '../daemon/folder.ts'
import { type HomePorts, openHome } from '../daemon/home.ts'
import { stopOfFile } from '../daemon/stopOfFile.ts'
import { cliMessage } from '../words/index.ts'
import { makeDemo } from './makeDemo.ts'

/** Sees that the demo lies in `folder`; `onMaking` is called before the seconds that takes. Refuses a folder with another commune in it. */
export const prepareDemo = async (folder: string, ports: HomePorts, onMaking: () => void): Promise<void> => {
  if (existsSync(folder) && readdirSync(folder).some((name) => /^store-\d+\.sqlite$/.test(name))) {
    if (readSettings(folder).demo === true) return
    throw new Stop(cliMessage('demo.other', { folder }))
  }
  onMaking()
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  try {
    await makeDemo(await openHome(making, ports, { wished: false, read: () => Promise.resolve(undefined) }), ports)
    makeFolder(folder)
    chmodSync(folder, 0o700)
    writeSettings(folder, { demo: true })
    // The store last: it is what makes the folder one.
    for (const name of readdirSync(making).toSorted((a, b) => Number(a.endsWith('.sqlite')) - Number(b.endsWith('.sqlite')))) {
      renameSync(join(making, name), join(folder, name))
    }
  } catch (error) {
    throw stopOfFile(error, folder) ?? error
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}
