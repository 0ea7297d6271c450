/**
 * The 19 actions of ValueFlows 1.0 and what each does to a resource: facts of the vocabulary, one line an action. The engine
 * (`engine.ts`) reads nothing else, so what an action does stands here and nowhere besides.
 */

/** `both`: away from the one resource and onto the other; `to`: onto the receiving one alone. */
export type AmountEffect = 'none' | 'less' | 'more' | 'both' | 'to'
/** On the resource itself, on the receiving one, or only where the event begins a resource. */
export type FieldEffect = 'none' | 'update' | 'update-to' | 'new' | 'remove'

export interface Action {
  readonly name: string
  /** Which side of a process it stands at, if it belongs to one. */
  readonly side: 'input' | 'output' | 'either' | 'none'
  /** The action at the other side of the process, for what goes through and comes out again. */
  readonly pair: string | undefined
  /** Whether it may begin the resource it names, or the receiving one. */
  readonly begins: 'no' | 'resource' | 'to'
  /** How the event is measured: by what moves, by the time it takes, or both. */
  readonly measure: 'resource' | 'effort' | 'both'
  readonly accounting: AmountEffect
  readonly onhand: AmountEffect
  readonly location: FieldEffect
  readonly contained: FieldEffect
  readonly accountable: FieldEffect
  readonly stage: FieldEffect
  readonly state: FieldEffect
}

// name, side, pair, begins, measure, accounting, onhand, location, contained, accountable, stage, state
const table = `
  accept            input  modify  no       resource none less update    none   none      none   update
  cite              input  -       no       resource none none none      none   none      none   update
  combine           input  -       no       resource none less none      update none      none   update
  consume           input  -       no       resource less less none      none   none      none   update
  copy              none   -       to       resource to   to   new       none   new       none   update-to
  deliverService    either -       no       resource none none none      none   none      none   none
  dropoff           output pickup  no       resource none more update    none   none      update update
  lower             none   -       resource resource less less none      none   new       none   update
  modify            output accept  no       resource none more update    none   none      update update
  move              none   -       to       resource both both update-to none   none      none   update-to
  pickup            input  dropoff no       resource none less update    none   none      none   update
  produce           output -       resource resource more more new       none   new       update update
  raise             none   -       resource resource more more none      none   new       none   update
  separate          output -       no       resource none more none      remove none      update update
  transfer          none   -       to       resource both both update-to none   update-to none   update-to
  transferAllRights none   -       to       resource both none none      none   update-to none   update-to
  transferCustody   none   -       to       resource none both update-to none   none      none   update-to
  use               input  -       no       both     none none none      none   none      none   update
  work              input  -       no       effort   none none none      none   none      none   none`

const read = (line: string): Action => {
  const [name, side, pair, begins, measure, accounting, onhand, location, contained, accountable, stage, state] = line.split(/\s+/)
  return { name, side, pair: pair === '-' ? undefined : pair, begins, measure, accounting, onhand, location, contained, accountable, stage, state } as Action
}

export const actions: readonly Action[] = table
  .trim()
  .split('\n')
  .map((line) => read(line.trim()))

const byName: ReadonlyMap<string, Action> = new Map(actions.map((one) => [one.name, one]))

export const actionOf = (name: string): Action | undefined => byName.get(name)
