/** For tests and benches of the MQTT edge: a mosquitto, the ports of this box, the contract. */
export { mqttContract, type MqttGround, until } from './contract.ts'
export { freePort, type Mosquitto, type MosquittoOptions, startMosquitto } from './mosquitto.ts'
export { boxClock, boxRandom, quietLog } from './ports.ts'
