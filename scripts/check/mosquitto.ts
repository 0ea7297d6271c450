/** Mosquitto, a broker that others wrote: the tests of the MQTT edge run against it too. */
import { requireProgram, type Wanted } from './installed.ts'

/** Says which mosquitto to use, before any that is found; `without` leaves its tests out. */
export const mosquittoVariable = 'COMMUNE_MOSQUITTO'
export const withoutMosquitto = 'without'

// Debian keeps it where only root's PATH leads.
const usualPlaces = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto', '/opt/homebrew/opt/mosquitto/sbin/mosquitto']

/** A mosquitto, installed if need be; or the reason why there is none, with what to do. */
export function requireMosquitto(
  say: (line: string) => void, places: readonly string[] = usualPlaces
): Promise<{ path: string } | { missing: string }> {
  const wanted: Wanted = {
    title: 'mosquitto',
    variable: mosquittoVariable,
    names: ['mosquitto'],
    places,
    package: 'mosquitto',
    byHand: `Install mosquitto, or set ${mosquittoVariable} to the path of one.`,
    // The package starts a broker on the usual port. The tests start their own; nobody asked for one that stays.
    after: ['systemctl', 'disable', '--now', 'mosquitto']
  }
  return requireProgram(wanted, say)
}
