/** The app over a commune in memory, as `buildStage.ts` has built it for all tests of a run, and served on loopback. */
import { fileURLToPath } from 'node:url'
import { serve, type Served } from './serve.ts'

export const serveStage = (): Promise<Served> => serve(fileURLToPath(new URL('dist', import.meta.url)))

/** Every screen: the stage, the fragment it is reached by, and what to press to get there. */
export interface Screen {
  readonly name: string
  readonly stage?: string
  /** Sentences that are said once, taken as said; all of them by itself. */
  readonly told?: readonly string[]
  readonly fragment: string
  /** Links or buttons to press, by the words on them. */
  readonly press?: readonly (string | RegExp)[]
  /** Nothing can be said there, for there is no place. */
  readonly bare?: true
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
  { name: 'all things', fragment: '#/things', shows: 'Find a thing' },
  { name: 'one sensor', fragment: '#/things', press: ['Soil ear'], shows: 'What leaves it, and in which form' },
  { name: 'one meter', fragment: '#/things', press: ['House water'], shows: 'Used in each hour' },
  { name: 'one machine', fragment: '#/things', press: ['Path lamp'], shows: 'The first that is not empty decides' },
  { name: 'taking a machine over', fragment: '#/things', press: ['Path lamp', 'Take over for a while'], shows: 'For how long' },
  { name: 'bounds of a machine', fragment: '#/things', press: ['Path lamp', 'Set its bounds'], shows: 'To an agreement that lies within' },
  { name: 'what may leave of a reading', fragment: '#/things', press: ['Path lamp', 'Choose what may leave'], shows: 'It speaks' },
  { name: 'where devices come in', fragment: '#/devices', shows: 'Your box' },
  { name: 'letting a device in', fragment: '#/devices', press: ['Let a device in'], shows: 'Its own word' },
  { name: 'letting a device in no more', fragment: '#/devices', press: ['Let it in no more'], shows: 'is cut off at once' },
  { name: 'changing what a device may say', fragment: '#/devices', press: [/^Change /], shows: 'It holds at once' },
  { name: 'a setting by which a thing guards itself', fragment: '#/things', press: ['Yard bell', 'Set its bounds'], shows: 'Keep in the device itself' },
  { name: 'who lives with a thing', fragment: '#/things', press: ['Path lamp', 'Say who lives with it'], shows: 'Say it so' },
  { name: 'saying what one senses', fragment: '#/sense', press: ['Something new to look at'], shows: 'Write it down' },
  { name: 'a template with its blanks', fragment: '#/agree', press: ['Tell us before the tank runs dry'], shows: 'who does what here' },
  { name: 'the place, telling its people', stage: 'tells', fragment: '#/', shows: 'The rain tank runs dry soon.' },
  { name: 'water and energy', fragment: '#/supply', shows: 'in seven days, today included' },
  { name: 'all agreements', fragment: '#/agreements', shows: 'Write a new one' },
  { name: 'an agreement that is asked', fragment: '#/agreements', press: [/^The path lamp shines at 60 % while somebody/], shows: 'What it would have done' },
  { name: 'a clause of it being changed', fragment: '#/agreements', press: [/^The path lamp shines at 60 % while somebody/, /^the light at the dusk eye is below/], shows: 'Say it so' },
  { name: 'an agreement in force', fragment: '#/agreements', press: [/^Pump runs/, 'Withdraw my yes'], shows: 'If you withdraw' },
  { name: 'an agreement that fights another', fragment: '#/agreements', press: [/^The path lamp shines at 60 % while it is dark/], shows: 'would have asked something else at the same time' },
  { name: 'a new agreement', fragment: '#/agree', shows: 'The same, to pick' },
  { name: 'a sentence that is not understood', fragment: '#/agree/line/The%20path%20lamps%20shine', shows: 'is not known here' },
  { name: 'everything there is', fragment: '#/more', shows: 'How it looks' },
  { name: 'the place, somebody passing', stage: 'passes', fragment: '#/', shows: 'Path lamp' },
  { name: 'things with names of others', stage: 'hostile', fragment: '#/things', shows: 'Find a thing' },
  { name: 'agreements with names of others', stage: 'hostile', fragment: '#/agreements', shows: 'Write a new one' },
  { name: 'a broker that lets anybody command', stage: 'bypass', fragment: '#/devices', shows: 'Whoever that broker lets in' },
  { name: 'brokers with names of others', stage: 'hostile', fragment: '#/devices', shows: 'Your box' },
  { name: 'no things', stage: 'empty', fragment: '#/things', shows: 'Nothing here feels or moves yet' },
  { name: 'agreements from before one came', stage: 'late', fragment: '#/agreements', shows: 'one pledge of Bo' },
  { name: 'no agreements', stage: 'empty', fragment: '#/agreements', shows: 'Nothing is agreed here yet' },
  { name: 'where no box tells, the line that lets one', stage: 'silent', fragment: '#/agree', press: ['Tell us before the tank runs dry'], shows: 'Copy the line' },
  { name: 'the place, cut off from all others', stage: 'cut-off', fragment: '#/', shows: 'Only here so far' },
  { name: 'things of others, cut off from them', stage: 'cut-off', fragment: '#/things', shows: 'Find a thing' },
  { name: 'a machine out of reach', stage: 'cut-off', fragment: '#/things', press: ['Path lamp'], shows: 'How it stands is not known here' },
  { name: 'a sensor out of reach', stage: 'cut-off', fragment: '#/things', press: ['Step ear'], shows: 'Whoever keeps it cannot be reached now' },
  { name: 'a meter out of reach', stage: 'cut-off', fragment: '#/things', press: ['House water'], shows: 'is not connected' },
  { name: 'an agreement about what is out of reach', stage: 'cut-off', fragment: '#/agreements', press: [/^Pump runs/], shows: 'How it stands is not known here' },
  { name: 'water and energy, out of reach', stage: 'cut-off', fragment: '#/supply', shows: 'Not known here now' },
  { name: 'boxes out of reach', stage: 'cut-off', fragment: '#/devices', shows: 'is not connected now' },
  { name: 'things of which nothing is known', stage: 'unknowns', fragment: '#/things', shows: 'Find a thing' },
  { name: 'a sensor of which nothing is known', stage: 'unknowns', fragment: '#/things', press: ['Soil ear'], shows: 'What it senses now' },
  { name: 'an agreement withdrawn and not yet seen there', stage: 'unseen', fragment: '#/agreements', press: [/^The path lamp shines at 60 % while it is dark/], shows: 'not yet seen there' },
  { name: 'a lamp taken over by a neighbour', stage: 'taken', fragment: '#/things', press: ['Path lamp'], shows: 'because Ola asked' },
  { name: 'counts with their budget', stage: 'counts', fragment: '#/things', press: ['Soil by the gate', 'Choose what may leave'], shows: 'Under so many it says' },
  { name: 'the place, in many tongues', stage: 'tongues', fragment: '#/', shows: 'Since you were last here' },
  { name: 'things in many tongues', stage: 'tongues', fragment: '#/things', shows: 'Find a thing' },
  { name: 'a thing with a name of sixty letters', stage: 'tongues', fragment: '#/things', press: [/^Zzzz/], shows: 'What leaves it, and in which form' },
  { name: 'agreements in many tongues', stage: 'tongues', fragment: '#/agreements', shows: 'Write a new one' },
  { name: 'the place, something of it damaged', stage: 'mended', fragment: '#/', shows: 'was damaged in this browser' },
  { name: 'a store that does not open', stage: 'damaged', bare: true, fragment: '#/', shows: 'The place does not open' },
  { name: 'nothing measured', stage: 'empty', fragment: '#/supply', shows: 'Nothing here measures' },
  { name: 'nothing sensed', stage: 'empty', fragment: '#/sense', shows: 'Something new to look at' },
  { name: 'a place of three hundred', stage: 'street', fragment: '#/', shows: 'Since you were last here' },
  { name: 'the place, with what is said once', stage: 'forget', told: [], fragment: '#/', shows: 'This browser may forget' },
  { name: 'the empty place', stage: 'empty', fragment: '#/', shows: 'A garden at rest' },
  { name: 'a guess at what was meant', stage: 'empty', fragment: '#/', press: ['We are nearly out of salt'], shows: 'Is this what you mean?' }
]
