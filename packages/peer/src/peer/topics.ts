/** After what a watched question is asked again. What is written on an open page and what is sensed change without anything being said. */
import type { IdText } from '@commune/protocol'
import type { AskName } from '../api/api.ts'
import { liveTopic } from '../live/live.ts'
import { brokersTopic } from '../senses/brokers.ts'
import { sensedTopic } from '../senses/senses.ts'

export const topicsOf = (name: AskName, world: IdText | undefined, looked: string): string | readonly string[] | undefined => {
  if (world === undefined) return undefined
  if (name === 'stands' || name === 'why') return [world, sensedTopic(world), looked]
  return name === 'live' ? liveTopic(world) : name === 'sensed' ? sensedTopic(world) : name === 'brokers' ? brokersTopic(world) : world
}
