/**
 * The page is drawn: what can wait until then waits, so that it does not come over the line before the place does. A page that
 * is opened in the background may never be drawn; nobody waits longer than `patienceMs`.
 */
const patienceMs = 4_000

let tell: () => void
export const drawn: Promise<void> = new Promise((resolve) => {
  tell = resolve
  setTimeout(resolve, patienceMs)
})
export const tellDrawn = (): void => tell()
