/**
 * What all four do: the lamp is on while the light is below 10 lx.
 *
 * `Answering` is the shape that the rule engine has towards messages; here one rule by hand stands in its place. To measure with the
 * engine, give `answersOf` one that feeds the reading to it and makes messages of what it asks.
 */

export interface Said {
  readonly topic: string
  readonly payload: string
}

/** What is said in answer to a message. */
export type Answering = (topic: string, payload: Uint8Array) => readonly Said[]

/** What a sensor says: a light, and the number by which the answer is known. */
export interface Reading {
  readonly illuminance: number
  readonly n: number
}

export const belowLx = 10
export const sensorTopic = (name: string): string => `${name}/sensor`
export const lampTopic = (name: string): string => `${name}/lamp/set`
export const lampOn = (n: number): string => `{"state":"ON","n":${n}}`

/** The rule of one house. */
export function answersOf(house: string): Answering {
  const decoder = new TextDecoder()
  const topic = lampTopic(house)
  return (_topic, payload) => {
    const { illuminance, n } = JSON.parse(decoder.decode(payload)) as Reading
    return illuminance < belowLx ? [{ topic, payload: lampOn(n) }] : []
  }
}
