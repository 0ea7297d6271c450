/** The app over a commune in memory, as `buildStage.ts` has built it for all tests of a run, and served on loopback. */
import { fileURLToPath } from 'node:url'
import { serve, type Served } from './serve.ts'

export const serveStage = (): Promise<Served> => serve(fileURLToPath(new URL('dist', import.meta.url)))

/** Every screen, those of one stage beside one another: the stage, the fragment it is reached by, and what to press to get there. */
export interface Screen {
  readonly name: string
  readonly stage?: string
  /** Sentences that are said once, taken as said; all of them by itself. */
  readonly told?: readonly string[]
  readonly fragment: string
  /** Links or buttons to press, by the words on them. */
  readonly press?: readonly (string | RegExp)[]
  /** Words that stand there once one has arrived. */
  readonly shows: string | RegExp
}

export const screens: readonly Screen[] = [
  { name: 'the place', fragment: '#/', shows: 'Since you were last here' },
  { name: 'needs and offers', fragment: '#/needs', shows: 'Find among them' },
  { name: 'somebody\'s need', fragment: '#/needs/need', press: [/^Look at it: A warm blanket/], shows: 'Each speaks for itself' },
  { name: 'my need with an answer', fragment: '#/', press: [/^See who/], shows: 'Your need' },
  { name: 'a change of what I said', fragment: '#/', press: [/^See who/, 'Change it'], shows: 'Say it so' },
  { name: 'what a withdrawal would undo', fragment: '#/', press: [/^See who/, 'Withdraw it'], shows: 'If you withdraw it' },
  { name: 'stock', fragment: '#/stock', shows: 'Find in stock' },
  { name: 'writing down stock', fragment: '#/stock', press: ['Write down what is there'], shows: 'Write it down' },
  { name: 'the ideas garden', fragment: '#/ideas', shows: 'Find a page' },
  { name: 'a page', fragment: '#/ideas', press: [/^Read it: Bread/], shows: 'Every earlier version' },
  { name: 'writing on a page', fragment: '#/ideas', press: [/^Read it: Bread/, 'Write here'], shows: 'Write it down' },
  { name: 'versions of a page', fragment: '#/ideas', press: [/^Read it: A brook/, 'Every earlier version'], shows: 'Every earlier version' },
  { name: 'planting an idea', fragment: '#/plant', shows: 'Plant it' },
  { name: 'who is here', fragment: '#/wares', shows: 'Find somebody' },
  { name: 'one ware', fragment: '#/wares', press: [/^Mira/], shows: 'Needs and offers of Mira' },
  { name: 'stopping to share', fragment: '#/wares', press: [/^Mira/, /^Stop sharing/], shows: 'These go on seeing what you say' },
  { name: 'oneself', fragment: '#/me', shows: 'Devices' },
  { name: 'search', fragment: '#/search/bread', shows: 'things found' },
  { name: 'letting somebody in', fragment: '#/gate', shows: 'Let somebody in' },
  { name: 'adding a device', fragment: '#/device', shows: 'Add my other device' },
  { name: 'a lost phone', fragment: '#/lost', shows: 'I lost my phone' },
  { name: 'a backup', fragment: '#/backup', shows: 'Words that lock it' },
  { name: 'coming back', fragment: '#/restore', shows: 'Come back' },
  { name: 'leaving', fragment: '#/leave', shows: 'Leave, and keep all of it here to read' },
  { name: 'going one\'s own way', fragment: '#/fork', shows: 'Who is asked to come along' },
  { name: 'the places', fragment: '#/worlds', shows: 'Name this place' },
  { name: 'scanning', fragment: '#/scan', shows: 'Take a picture' },
  { name: 'carrying by hand', fragment: '#/carry', shows: 'Write the file' },
  { name: 'everything there is', fragment: '#/more', shows: 'How it looks' },
  { name: 'a place of three hundred', stage: 'street', fragment: '#/', shows: 'Since you were last here' },
  { name: 'the place, with what is said once', stage: 'forget', told: [], fragment: '#/', shows: 'This browser may forget' },
  { name: 'the empty place', stage: 'empty', fragment: '#/', shows: 'A garden at rest' },
  { name: 'a guess at what was meant', stage: 'empty', fragment: '#/', press: ['We are nearly out of salt'], shows: 'Is this what you mean?' }
]
