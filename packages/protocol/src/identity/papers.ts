/**
 * A device's papers: the beginning of its ware and the certificates that lead from there to the device (I3). They are said in
 * each world it comes to, shown with an invitation, and kept in a backup.
 */
import * as v from 'valibot'
import { sameBytes, toText } from '../bytes/bytes.ts'
import { bytesOf, key32, listOf, type Shape } from '../statement/shape.ts'
import type { Value } from '../statement/statement.ts'
import { addHolds, type DeviceAdd, devicesMax, type DevicePublic, type WareBegin } from './ware.ts'

/** `[ware, device, box, by, signature]` */
export const addShape: Shape<DeviceAdd> = v.pipe(
  v.strictTuple([key32, key32, key32, key32, bytesOf(64)]),
  v.transform(([ware, device, box, by, signature]) => ({ ware, device, box, by, signature }))
)
export const addsShape: Shape<DeviceAdd[]> = listOf(addShape, devicesMax)

export const writeAdd = (add: DeviceAdd): Value => [add.ware, add.device, add.box, add.by, add.signature]

/**
 * Whether these certificates lead from the beginning of the ware to this device. Each must be signed by the first device,
 * the recovery key, or a device certified before it in the list; others are passed over.
 */
export const papersHold = (begin: WareBegin, adds: readonly DeviceAdd[], device: DevicePublic): boolean => {
  if (sameBytes(device.device, begin.device) && sameBytes(device.box, begin.box)) return true
  if (sameBytes(device.device, begin.recovery)) return false
  const signers = new Set([toText(begin.device), toText(begin.recovery)])
  for (const add of adds) {
    if (!sameBytes(add.ware, begin.ware) || !signers.has(toText(add.by)) || !addHolds(add)) continue
    if (sameBytes(add.device, device.device) && sameBytes(add.box, device.box)) return true
    signers.add(toText(add.device))
  }
  return false
}
