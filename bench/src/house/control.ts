/** Asking the daemon of a folder, as the command line does, without a process for each question. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromJson, toJson } from '@commune/peer'

export interface Control {
  ask<Answer>(name: string, params: object): Promise<Answer>
  act<Answer>(name: string, params: object): Promise<Answer>
}

export const controlOf = (folder: string): Control => {
  const { port, token } = JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8')) as { readonly port: number; readonly token: string }
  const call = async <Answer>(path: string, name: string, params: object): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', connection: 'close' }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: toJson({ name, params }) })
    const outcome = fromJson(await response.text()) as { readonly ok: boolean; readonly value: Answer; readonly error?: unknown }
    if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.error)}`)
    return outcome.value
  }
  return { ask: (name, params) => call('/ask', name, params), act: (name, params) => call('/act', name, params) }
}
