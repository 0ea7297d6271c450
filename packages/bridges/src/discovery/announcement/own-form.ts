/** Announcements that say in another form what there is: they are named, with what to do about it, and not read. */

const tasmota = /^tasmota\/discovery\/[^/]+\/(config|sensors)$/u

/** Undefined: it is none of these. `config` stands for the device itself, and is what is named; `sensors` goes with it. */
export const ownFormOf = (topic: string): 'config' | 'sensors' | undefined => tasmota.exec(topic)?.[1] as 'config' | 'sensors' | undefined
