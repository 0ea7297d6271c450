/** Sizes in words: “12 MB”. */
const units = ['B', 'kB', 'MB', 'GB', 'TB']

export const bytesWords = (bytes: number): string => {
  let size = bytes
  let unit = 0
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000
    unit++
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`
}
