/** What is generally known of things, loaded when somebody asks: `@commune/commune/things-tree`. */
import type { CommuneStates } from '../../commune.ts'
import { nameSource, ThingsKnowledge } from './knowledge.ts'

export { type NameSource, nameSource, ThingsKnowledge } from './knowledge.ts'

/** What is known of things, with the names that are used in a world. */
export const thingsKnownIn = ({ flows, names }: CommuneStates): ThingsKnowledge =>
  new ThingsKnowledge([
    nameSource(flows.intents, 'thing'),
    nameSource(flows.changes, 'thing'),
    nameSource(flows.haves, 'thing'),
    nameSource(names.pairs, 'a', 'b'),
    nameSource(names.amounts, 'thing', 'of')
  ])
