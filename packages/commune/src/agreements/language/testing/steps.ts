/** The work of reading, counted: for tests that bound it on any machine. */
import { pexprs } from 'ohm-js'

/** How often Ohm looks whether a rule applies: its work, whatever the machine. */
export const stepsOf = (work: () => void): number => {
  const prototype = pexprs.Apply.prototype as unknown as { eval(state: unknown): boolean }
  const own = prototype.eval
  let steps = 0
  prototype.eval = function (state) {
    steps++
    return own.call(this, state)
  }
  try {
    work()
  } finally {
    prototype.eval = own
  }
  return steps
}
