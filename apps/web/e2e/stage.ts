/** The app over a commune in memory, built once for all tests of a run, and served on loopback. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { serve, type Served } from './serve.ts'

const app = fileURLToPath(new URL('..', import.meta.url))

export const serveStage = async (): Promise<Served> => {
  // Built as it is shipped, not as the test runner would have it.
  process.env['NODE_ENV'] = 'production'
  await build({ root: app, configFile: `${app}vite.config.ts`, mode: 'stage', logLevel: 'error' })
  return serve(`${app}e2e/dist`)
}

/** Every screen: the stage, the fragment it is reached by, and what to press to get there. */
export interface Screen {
  readonly name: string
  readonly stage?: string
  readonly fragment: string
  /** Links or buttons to press, by the words on them. */
  readonly press?: readonly (string | RegExp)[]
}

export const screens: readonly Screen[] = [
  { name: 'the place', fragment: '#/' },
  { name: 'a place of three hundred', stage: 'street', fragment: '#/' },
  { name: 'the empty place', stage: 'empty', fragment: '#/' },
  { name: 'a guess at what was meant', stage: 'empty', fragment: '#/', press: ['We are nearly out of salt'] },
  { name: 'needs and offers', fragment: '#/needs' },
  { name: 'somebody\'s need', fragment: '#/needs/need', press: [/^Look at it: A warm blanket/] },
  { name: 'my need with an answer', fragment: '#/', press: [/^See who/] },
  { name: 'a change of what I said', fragment: '#/', press: [/^See who/, 'Change it'] },
  { name: 'what a withdrawal would undo', fragment: '#/', press: [/^See who/, 'Withdraw it'] },
  { name: 'stock', fragment: '#/stock' },
  { name: 'writing down stock', fragment: '#/stock', press: ['Write down what is there'] },
  { name: 'the ideas garden', fragment: '#/ideas' },
  { name: 'a page', fragment: '#/ideas', press: [/^Read it: Bread/] },
  { name: 'writing on a page', fragment: '#/ideas', press: [/^Read it: Bread/, 'Write here'] },
  { name: 'versions of a page', fragment: '#/ideas', press: [/^Read it: A brook/, 'Every earlier version'] },
  { name: 'planting an idea', fragment: '#/plant' },
  { name: 'who is here', fragment: '#/wares' },
  { name: 'one ware', fragment: '#/wares', press: [/^Mira/] },
  { name: 'stopping to share', fragment: '#/wares', press: [/^Mira/, /^Stop sharing/] },
  { name: 'oneself', fragment: '#/me' },
  { name: 'search', fragment: '#/search/bread' },
  { name: 'letting somebody in', fragment: '#/gate' },
  { name: 'adding a device', fragment: '#/device' },
  { name: 'a lost phone', fragment: '#/lost' },
  { name: 'a backup', fragment: '#/backup' },
  { name: 'coming back', fragment: '#/restore' },
  { name: 'leaving', fragment: '#/leave' },
  { name: 'going one\'s own way', fragment: '#/fork' },
  { name: 'the places', fragment: '#/worlds' },
  { name: 'scanning', fragment: '#/scan' },
  { name: 'carrying by hand', fragment: '#/carry' },
  { name: 'everything there is', fragment: '#/more' }
]
