/** Runs something after the current turn of the event loop, without the millisecond that `setTimeout` waits. */
export const soon: (run: () => void) => void = typeof setImmediate === 'function' ? setImmediate : viaMessageChannel()

function viaMessageChannel(): (run: () => void) => void {
  const waiting: (() => void)[] = []
  const channel = new MessageChannel()
  channel.port1.onmessage = () => waiting.shift()?.()
  return run => {
    waiting.push(run)
    channel.port2.postMessage(0)
  }
}
