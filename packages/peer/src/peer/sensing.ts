/** Acts on what this device senses and moves, and on the brokers of boxes. */
import type { ActName, Acts, Outcome } from '../api/api.ts'
import type { Senses } from '../senses/senses.ts'

type Doing = { readonly [K in ActName]?: (params: Acts[K][0]) => Promise<Outcome<Acts[K][1]>> }

export const sensingOf = (senses: Senses): Doing => ({
  hold: (params) => senses.acts.hold(params),
  release: (params) => senses.acts.release(params),
  sense: (params) => senses.readings.sense(params),
  senseMany: (params) => senses.readings.senseMany(params),
  admitDevice: (params) => senses.brokers.admit(params),
  renewDevice: (params) => senses.brokers.renew(params),
  regrantDevice: (params) => senses.brokers.regrant(params),
  withdrawDevice: (params) => senses.brokers.withdraw(params)
})
