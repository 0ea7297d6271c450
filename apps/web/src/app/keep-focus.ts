/**
 * Nobody who goes by keyboard or by ear is left standing nowhere: when what had the focus goes away (a button that was pressed and
 * has done its work), the nearest thing around it that is still there takes the focus, so that one goes on from where one was.
 *
 * Whoever moves the focus on purpose comes first; rows of long lists, which go and come again, have some time to do so.
 */

/** A row that was only drawn anew is back by then, ms. */
const rowsMs = 1_500

/** Watches over everything within `root` from now on. */
export const keepFocus = (root: HTMLElement): void => {
  /** What has the focus, and all around it, from the inside out. */
  let way: readonly HTMLElement[] = []
  root.addEventListener('focusin', ({ target }) => { way = wayOut(target as HTMLElement, root) })
  // Whoever goes away does so from something that is still there.
  root.addEventListener('focusout', ({ target }) => queueMicrotask(() => { if ((target as Element).isConnected && document.activeElement === document.body) way = [] }))
  const standSomewhere = (): void => {
    if (way.length === 0 || way[0]!.isConnected || document.activeElement !== document.body) return
    const near = way.find((each) => each.isConnected && each.closest('main, form') !== null && each.checkVisibility()) ?? document.querySelector<HTMLElement>('h1')
    if (!near) return
    if (!near.hasAttribute('tabindex')) near.tabIndex = -1
    near.focus({ preventScroll: true })
  }
  new MutationObserver(() => {
    if (way.length === 0 || way[0]!.isConnected) return
    if (way.some(({ dataset }) => dataset['known'] !== undefined)) setTimeout(standSomewhere, rowsMs)
    else requestAnimationFrame(standSomewhere)
  }).observe(root, { childList: true, subtree: true })
}

const wayOut = (from: HTMLElement, root: HTMLElement): HTMLElement[] => {
  const way: HTMLElement[] = []
  for (let each: HTMLElement | null = from; each && each !== root; each = each.parentElement) way.push(each)
  return way
}
