/** The door of the MQTT edge: one port, served by the broker in this program and by a client of one's own. */
export { mqttLimits } from './port.ts'
export type { Mqtt, MqttMessage, MqttStatus, PublishFault, PublishOptions, SubscribeFault } from './port.ts'
export { type Broker, type BrokerFault, type BrokerLoad, type BrokerOptions, startBroker } from './broker/broker.ts'
export { type Credential, CredentialBook, type CredentialFault, credentialsMax, type NewCredential, type StoredCredentials } from './broker/credentials.ts'
export { type Grant, type GrantFault, ownPrefixes } from './broker/grants.ts'
export { type BrokerLimits, brokerLimits } from './broker/limits.ts'
export type { Refusal, RefusalKind } from './broker/refusals.ts'
