/** The way of one thing to the broker that its description names: a connection of its own, with what a person gave for that broker. */
import type { MqttDoor } from '@commune/bridges/wot'
import { connectMqtt, type Mqtt, readBrokerUrl } from '@commune/bridges/mqtt'
import { no, ok } from '@commune/protocol'
import type { HomePorts } from '../daemon/home.ts'
import { cliMessage } from '../words/index.ts'

export interface BrokerDoor extends MqttDoor {
  readonly mqtt: Mqtt
}

/** Undefined where the address is none of a broker. */
export const openBroker = (broker: string, given: { readonly user: string; readonly password: string } | undefined, ports: HomePorts): BrokerDoor | undefined => {
  const address = readBrokerUrl(broker)
  if (!address.ok) return undefined
  const mqtt = connectMqtt({ ...ports, address: address.value, ...given })
  const listening = new Map<string, number>()
  return {
    mqtt,
    publish({ topic, payload, qos, retain }) {
      const published = mqtt.publish(topic, payload, { qos: qos === 0 ? 0 : 1, retain })
      return Promise.resolve(published.ok ? ok(undefined) : no(cliMessage('mqtt.not-sent')))
    },
    subscribe(topic, _qos, heard) {
      listening.set(topic, (listening.get(topic) ?? 0) + 1)
      const end = mqtt.onMessage((message) => {
        if (message.topic === topic) heard(message.payload)
      })
      // One that is away is subscribed to when it comes.
      void mqtt.subscribe(topic)
      return () => {
        end()
        const left = (listening.get(topic) ?? 1) - 1
        if (left > 0) return void listening.set(topic, left)
        listening.delete(topic)
        void mqtt.unsubscribe(topic)
      }
    }
  }
}
