/** What is wrong with drawn markup, as a list of words: for tests and for the preview page. An empty list is right. */
import { colourNames, propertyOf } from '../../theme/index.ts'

const allowed = new Set(['g', 'path', 'ellipse'])
const properties = new Set(colourNames.map(propertyOf))

export const flawsOf = (drawing: string): string[] => {
  const flaws: string[] = []
  if (/NaN|undefined|Infinity|null/.test(drawing)) flaws.push('a number is missing')
  if (/url\(|\bid=|\bstyle=|\bhref=|\bon[a-z]+=/.test(drawing)) flaws.push('an id, a style, a link or a handler')
  for (const [, name] of drawing.matchAll(/var\((--[a-z\d-]+)\)/g)) if (!properties.has(name!)) flaws.push(`${name} is no colour`)
  const open: string[] = []
  const rest = drawing.replaceAll(/<(\/?)([a-z]+)((?: [a-z-]+="[^"<>]*")*)(\/?)>/g, (_, closing: string, name: string, __, empty: string) => {
    if (!allowed.has(name)) flaws.push(`<${name}> is not drawn here`)
    if (closing && open.pop() !== name) flaws.push(`</${name}> closes nothing`)
    if (!closing && !empty) open.push(name)
    return ''
  })
  if (rest !== '') flaws.push(`text between the marks: ${rest.slice(0, 40)}`)
  if (open.length > 0) flaws.push(`${open.join(', ')} left open`)
  return flaws
}
